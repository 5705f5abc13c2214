/** Who guards how many stations: patterns, need, available and gap (butuh, ada, kekurangan). */
import { deskRoles, leadRoles } from '#rooms/access/contract.ts';
import { type AreaLevel, areaLevels } from '#shared/area-code.ts';
import { list, query } from '#shared/endpoint.ts';
import { permission, reachesOf } from '#shared/permission.ts';
import { question } from '#shared/question.ts';
import {
  AreaCode,
  Id,
  type Localized,
  nullable,
  object,
  oneOf,
  PlainDate,
  Standing,
  type Static,
  Type,
} from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { byReach, canReach, recordKind } from '#shared/visibility.ts';

/** Role of the server itself: it fills sample operations through the same doors as people. */
const SYSTEM = 'system';

export const deploymentRead = permission('deployment.read', [...deskRoles, 'auditor', SYSTEM], {
  id: 'Melihat pola pengamanan, kebutuhan, dan kekurangan',
  en: 'See security patterns, need and gap',
});
export const deploymentPlan = permission('deployment.plan', [...leadRoles, SYSTEM], {
  id: 'Menetapkan pola pengamanan dan pembagian kekuatan',
  en: 'Set security patterns and the distribution of strength',
});

export const deploymentKind = recordKind({
  name: 'deployment',
  read: deploymentRead,
  attributes: ['operation', 'area'],
  visibleTo: byReach(deploymentRead, { operation: 'operation', area: 'area' }),
});
/** A pattern or a pool that stands for the whole operation has no area: whoever may read deployment in the operation sees it. */
export const deploymentPlanKind = recordKind({
  name: 'deployment-plan',
  read: deploymentRead,
  attributes: ['operation', 'area'],
  visibleTo: (actor) => [
    ...deploymentKind.visibleTo(actor),
    ...canReach(reachesOf(actor, deploymentRead), { operation: 'operation' }, { area: { $eq: null } }),
  ],
});

const title = (id: string, en: string) => ({ id, en });
export const standingWords = {
  stated: title('dinyatakan', 'stated'),
  computed: title('dihitung', 'computed'),
  estimated: title('perkiraan', 'estimated'),
  assumed: title('anggapan', 'assumed'),
  staged: title('contoh', 'staged'),
} as const satisfies Record<Standing, Localized>;

const params = { operationId: Id };

export const needLevels = ['operation', ...areaLevels] as const;
export type NeedLevel = (typeof needLevels)[number];
const Maybe = nullable(Type.Integer());
export const NeedRow = object({
  area: nullable(AreaCode),
  name: Type.String(),
  stations: Type.Integer(),
  /** Stations whose class has no pattern, or which have no class: they are in no need below. */
  withoutPattern: Type.Integer(),
  policeNeed: Type.Integer(),
  policeNeedGrouped: Type.Integer(),
  /** null: not distributed to this area yet (belum dibagi). */
  policeAvailable: Maybe,
  policeGap: Maybe,
  policeGapGrouped: Maybe,
  linmasNeed: Type.Integer(),
  linmasAvailable: Maybe,
  linmasGap: Maybe,
  standing: Standing,
  standingGrouped: Standing,
  /** Villages with stations, and how many of them the people distributed inside this area cover. */
  villages: Type.Integer(),
  policeVillages: Type.Integer(),
  policeDistributed: Type.Integer(),
  linmasVillages: Type.Integer(),
  linmasDistributed: Type.Integer(),
});
export type NeedRow = Static<typeof NeedRow>;
const number = (id: string, en: string) => ({ title: title(id, en), type: 'number' }) as const;
const words = (id: string, en: string) =>
  ({ title: title(id, en), type: 'choice', choices: standingWords }) as const;
export const listNeed = list({
  name: 'deployment.listNeed',
  path: '/api/operations/:operationId/deployment/need',
  summary: title('Butuh, ada, dan kekurangan per wilayah', 'Need, available and gap per area'),
  access: deploymentRead,
  params,
  query: {
    level: oneOf(needLevels),
    within: Type.Optional(AreaCode),
    day: Type.Optional(PlainDate),
  },
  row: NeedRow,
  columns: columns({
    name: { title: title('Wilayah', 'Area'), type: 'text' },
    area: { title: title('Kode', 'Code'), type: 'area', quiet: true, nameIn: 'name' },
    stations: number('TPS', 'Stations'),
    policeNeed: number('Polri butuh', 'Police need'),
    policeAvailable: number('Polri ada', 'Police there'),
    policeGap: number('Polri kurang', 'Police gap'),
    policeNeedGrouped: number('Butuh/kel.', 'Need/village'),
    policeGapGrouped: number('Kurang/kel.', 'Gap/village'),
    linmasNeed: number('Linmas butuh', 'Linmas need'),
    standing: words('Dasar', 'Standing'),
    withoutPattern: { ...number('Tanpa pola', 'Without pattern'), quiet: true },
    linmasAvailable: { ...number('Linmas ada', 'Linmas there'), quiet: true },
    linmasGap: { ...number('Linmas kurang', 'Linmas gap'), quiet: true },
    standingGrouped: { ...words('Dasar per kelurahan', 'Standing per village'), quiet: true },
    villages: { ...number('Kelurahan ber-TPS', 'Villages with stations'), quiet: true },
    policeVillages: { ...number('Kelurahan terbagi Polri', 'Villages given police'), quiet: true },
    policeDistributed: { ...number('Polri dibagi', 'Police distributed'), quiet: true },
    linmasVillages: { ...number('Kelurahan terbagi Linmas', 'Villages given Linmas'), quiet: true },
    linmasDistributed: { ...number('Linmas dibagi', 'Linmas distributed'), quiet: true },
  }),
});

/** One force in one area (null: the whole operation). A positive gap is a shortfall. null: not distributed. */
export type Need = {
  area: string | null;
  force: 'polri' | 'linmas';
  need: number;
  needGrouped: number;
  available: number | null;
  gap: number | null;
  gapGrouped: number | null;
  /** Of `need`; the grouped figures have one of their own. */
  standing: Standing;
  standingGrouped: Standing;
  /** People given to it or inside it, the villages with stations, and how many of them that covers. */
  distributed: number;
  villages: number;
  villagesCovered: number;
};
/** More people of a force divided than were announced; Brimob are of the police. */
export const Excess = object({
  force: Type.String(),
  announced: Type.Integer(),
  distributed: Type.Integer(),
});
type Excess = Static<typeof Excess>;
/**
 * `day` unless given is the operation's today. Reserve, army and lent people are in no row. `register` is `later` where
 * no station was registered by that day, so that the need is computed from the register of now.
 */
export const deploymentNeed = question<
  { operationId: string; within?: string; level: AreaLevel | 'operation'; day?: string },
  {
    rows: readonly Need[];
    register: 'of-day' | 'later';
    reserve: number;
    army: number;
    lent: number;
    day: string;
    /** Forces of which more were divided than announced, told to whoever sees the whole operation. */
    excesses: readonly (Excess & { name: Localized })[];
  }
>('deployment.need', deploymentRead);

/** The pattern in force on the operation's today for a class at a place; the narrowest area goes first. */
export const deploymentPattern = question<
  { operationId: string; area: string; class: string },
  {
    police: number;
    stations: number;
    linmasPerStation: number;
    writtenAs: string | null;
    source: string;
    standing: Standing;
  } | null
>('deployment.pattern', deploymentRead);

export const readNeedSummary = query({
  name: 'deployment.readSummary',
  path: '/api/operations/:operationId/deployment/summary',
  summary: title('Butuh, ada, dan kekurangan seluruh operasi', 'Need, available and gap of the operation'),
  access: deploymentRead,
  params,
  query: { day: Type.Optional(PlainDate) },
  reply: object({
    day: PlainDate,
    whole: NeedRow,
    /** `later`: no station was registered by that day, and the need is computed from the register of now. */
    register: oneOf(['of-day', 'later']),
    reserve: Type.Integer(),
    army: Type.Integer(),
    lent: Type.Integer(),
    /** Day and standing of the strength behind `available`; null where none was stated by then. */
    strength: nullable(
      object({
        statedOn: PlainDate,
        agrees: Type.Boolean(),
        /** The area that it was stated for where that is more than the operation: it is then no `available`. */
        wider: nullable(AreaCode),
        standing: Standing,
      }),
    ),
    mayPlan: Type.Boolean(),
  }),
});
