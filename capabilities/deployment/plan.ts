/** Patterns and pools: what a planner writes, and how both are read back. */
import { command, query } from '#shared/endpoint.ts';
import { eventType } from '#shared/event.ts';
import type { ProblemCatalogue } from '#shared/problem.ts';
import {
  AreaCode,
  Id,
  Localized,
  line,
  nullable,
  object,
  oneOf,
  PlainDate,
  Standing,
  type Static,
  Type,
} from '#shared/schema.ts';
import { deploymentPlan, deploymentPlanKind, deploymentRead, Excess } from './contract.ts';

/** How a written pattern is read: police, stations (TPS), Linmas. */
export const Reading = oneOf(['P-T-L', 'P-L-T']);
export type Reading = Static<typeof Reading>;
export const poolForces = ['polri', 'brimob', 'tni', 'linmas', 'satpol-pp', 'health', 'other'] as const;
/** `tps`: part of the published strength, distributed to an area. The others are people besides it, counted apart. */
export const poolDuties = ['tps', 'reserve', 'lent', 'army'] as const;

const title = (id: string, en: string) => ({ id, en });
export const forceWords = {
  polri: title('Polri', 'Police'),
  brimob: title('Brimob', 'Brimob'),
  tni: title('TNI', 'Army (TNI)'),
  linmas: title('Linmas', 'Linmas'),
  'satpol-pp': title('Satpol PP', 'Satpol PP'),
  health: title('Tenaga kesehatan', 'Health workers'),
  other: title('Lainnya', 'Other'),
} as const satisfies Record<(typeof poolForces)[number], Localized>;
export const dutyWords = {
  tps: title('Jaga TPS (pembagian)', 'Guarding stations (distribution)'),
  reserve: title('Cadangan', 'Reserve'),
  lent: title('Bantuan (BKO)', 'Lent (BKO)'),
  army: title('TNI', 'Army'),
} as const satisfies Record<(typeof poolDuties)[number], Localized>;
const People = Type.Integer({ minimum: 0, maximum: 1_000_000 });
const Side = Type.Integer({ minimum: 0, maximum: 1000 });
const params = { operationId: Id };
const sourced = { source: line(400), statedOn: nullable(PlainDate), standing: Standing };

/** A labelled triple, never a bare string. `area` null: the whole operation; otherwise it goes before the wider one. */
export const Pattern = object({
  id: Id,
  area: nullable(AreaCode),
  class: line(80),
  police: Side,
  stations: Side,
  linmas: Side,
  /** Linmas per station as they are posted; published totals are usually two each. */
  linmasPerStation: Type.Integer({ minimum: 0, maximum: 20 }),
  writtenAs: nullable(line(40)),
  /** How the caller confirmed that `writtenAs` is to be read; null where three fields were filled in. */
  reading: nullable(Reading),
  validFrom: PlainDate,
  ...sourced,
});
export type Pattern = Static<typeof Pattern>;

export const PatternRow = object({
  ...Pattern.properties,
  className: nullable(Localized),
  inForce: oneOf(['yes', 'no']),
});
export type PatternRow = Static<typeof PatternRow>;

export const PatternReading = object({
  order: Reading,
  police: Type.Integer(),
  stations: Type.Integer(),
  linmas: Type.Integer(),
  likely: Type.Boolean(),
  reason: Localized,
});
export type PatternReading = Static<typeof PatternReading>;

export const patternSet = eventType({
  name: 'deployment.pattern-set.v1',
  of: deploymentPlanKind,
  fields: {
    area: 'open',
    class: 'open',
    police: 'open',
    stations: 'open',
    linmas: 'open',
    linmasPerStation: 'open',
    writtenAs: 'open',
    reading: 'open',
    validFrom: 'open',
    statedOn: 'open',
    source: 'open',
    standing: 'open',
  },
  text: title('Pola pengamanan ditetapkan', 'Security pattern set'),
});
export const poolSet = eventType({
  name: 'deployment.pool-set.v1',
  of: deploymentPlanKind,
  fields: {
    area: 'open',
    force: 'open',
    duty: 'open',
    count: 'open',
    validFrom: 'open',
    statedOn: 'open',
    source: 'open',
    standing: 'open',
  },
  text: title('Kekuatan dibagi atau ditambahkan', 'Strength distributed or added'),
});

export const poolWithdrawn = eventType({
  name: 'deployment.pool-withdrawn.v1',
  of: deploymentPlanKind,
  fields: { count: 'open', withdrawnFrom: 'open', reason: 'personal' },
  text: title('Catatan kekuatan ditarik kembali', 'Recorded strength withdrawn'),
});

/** Reads a written pattern both ways; stores nothing. The caller confirms one of the readings by `setPattern`. */
export const readPattern = query({
  name: 'deployment.readPattern',
  path: '/api/deployment/pattern-readings',
  summary: title('Baca tulisan pola dengan kedua urutan', 'Read a written pattern in both orders'),
  access: deploymentRead,
  query: { text: Type.String({ maxLength: 40 }) },
  reply: object({ readings: Type.Array(PatternReading) }),
  refusals: ['deployment.pattern-unreadable', 'deployment.pattern-impossible'],
});
export const setPattern = command({
  name: 'deployment.setPattern',
  path: '/api/operations/:operationId/deployment/patterns',
  summary: title('Tetapkan pola pengamanan satu kelas', 'Set the security pattern of a class'),
  access: deploymentPlan,
  params,
  body: Pattern,
  reply: object({ id: Id }),
  records: [patternSet],
  refusals: [
    'deployment.pattern-impossible',
    'deployment.reading-differs',
    'deployment.past-stands',
    'deployment.area-unknown',
    'deployment.outside-operation',
    'deployment.id-taken',
  ],
});
export const readPatterns = query({
  name: 'deployment.readPatterns',
  path: '/api/operations/:operationId/deployment/patterns',
  summary: title('Pola pengamanan menurut kelas', 'Security patterns by class'),
  access: deploymentRead,
  params,
  query: { day: Type.Optional(PlainDate) },
  reply: object({
    day: PlainDate,
    patterns: Type.Array(PatternRow),
    classes: Type.Array(object({ key: Type.String(), name: Localized, order: Type.Integer() })),
    mayPlan: Type.Boolean(),
  }),
});

export const Pool = object({
  id: Id,
  area: nullable(AreaCode),
  force: oneOf(poolForces),
  duty: oneOf(poolDuties),
  count: People,
  validFrom: PlainDate,
  ...sourced,
});
export type Pool = Static<typeof Pool>;
export const setPool = command({
  name: 'deployment.setPool',
  path: '/api/operations/:operationId/deployment/pools',
  summary: title(
    'Catat pembagian kekuatan, cadangan, atau bantuan',
    'Record a distribution, reserve or lent people',
  ),
  access: deploymentPlan,
  params,
  /** `acknowledged`: the caller was told that more is divided than announced, and records it nevertheless. */
  body: object({ ...Pool.properties, acknowledged: Type.Optional(Type.Boolean()) }),
  reply: object({ id: Id }),
  records: [poolSet],
  refusals: [
    'deployment.exceeds-announced',
    'deployment.past-stands',
    'deployment.distribution-needs-area',
    'deployment.area-unknown',
    'deployment.outside-operation',
    'deployment.id-taken',
  ],
});
/** From the operation's today on; the days before keep it, and what it had replaced stands again. */
export const withdrawPool = command({
  name: 'deployment.withdrawPool',
  path: '/api/operations/:operationId/deployment/pools/:poolId/withdrawal',
  summary: title('Tarik kembali catatan kekuatan', 'Withdraw recorded strength'),
  access: deploymentPlan,
  params: { ...params, poolId: Id },
  body: object({ reason: line(400) }),
  reply: object({ id: Id, withdrawnFrom: PlainDate }),
  records: [poolWithdrawn],
});
export const PoolRow = object({
  ...Pool.properties,
  areaName: nullable(Type.String()),
  inForce: oneOf(['yes', 'no']),
  /** The first day on which it stands no more, and why; null where it was not withdrawn. */
  withdrawn: nullable(object({ from: PlainDate, reason: Type.String() })),
});
export type PoolRow = Static<typeof PoolRow>;
/** The published strength in force on a day beside what was recorded here. */
export const readPools = query({
  name: 'deployment.readPools',
  path: '/api/operations/:operationId/deployment/pools',
  summary: title('Kekuatan menurut tugas', 'Strength by duty'),
  access: deploymentRead,
  params,
  query: { day: Type.Optional(PlainDate) },
  reply: object({
    day: PlainDate,
    /** As published with the operation; null where none was stated by then. */
    strength: nullable(
      object({
        statedOn: PlainDate,
        parts: Type.Array(
          object({ force: Type.String(), duty: Type.String(), count: Type.Integer(), standing: Standing }),
        ),
      }),
    ),
    pools: Type.Array(PoolRow),
    /** Forces of which more were divided than announced, of what the asker sees. */
    excesses: Type.Array(Excess),
    mayPlan: Type.Boolean(),
  }),
});

export const problems = {
  'deployment.pattern-unreadable': {
    status: 422,
    id: 'Tulisan "{text}" bukan dua atau tiga bilangan. Tulis misalnya 2-6-12, atau isi tiga kolomnya.',
    en: 'The text "{text}" is not two or three numbers. Write for instance 2-6-12, or fill in the three fields.',
  },
  'deployment.pattern-impossible': {
    status: 422,
    id: 'Pola ini tidak mungkin: polisi dan TPS masing-masing paling sedikit 1.',
    en: 'This pattern is impossible: police and stations must be at least 1 each.',
  },
  'deployment.reading-differs': {
    status: 422,
    id: 'Isian tidak cocok dengan tulisan "{text}" yang dibaca {reading}. Pilih salah satu bacaan lagi.',
    en: 'The fields do not agree with "{text}" read as {reading}. Choose one of the readings again.',
  },
  'deployment.past-stands': {
    status: 422,
    id: 'Sudah ada yang berlaku pada {day}, dan hari yang lewat tidak diubah. Isi tanggal berlaku mulai {today}.',
    en: 'Something stands for {day} already, and past days are not changed. Give a valid-from day of {today} or later.',
  },
  'deployment.exceeds-announced': {
    status: 409,
    id: 'Dengan ini {distributedId} orang {forceId} terbagi, padahal yang diumumkan {announcedId}. Perbaiki jumlahnya, atau catat dengan sengaja; selisihnya tampak sebagai angka bertentangan.',
    en: 'With this {distributedEn} people of {forceEn} are divided, while {announcedEn} were announced. Correct the number, or record it on purpose; the difference is shown as figures that disagree.',
  },
  'deployment.distribution-needs-area': {
    status: 422,
    id: 'Pembagian jaga TPS perlu wilayah. Pilih kabupaten, kecamatan, atau kelurahannya.',
    en: 'A distribution of guards needs an area. Choose the regency, district or village.',
  },
  'deployment.area-unknown': {
    status: 422,
    id: 'Kode wilayah {area} tidak dikenal. Pilih wilayah dari daftar, atau periksa titik dan angkanya.',
    en: 'There is no area with the code {area}. Choose one from the list, or check its dots and digits.',
  },
  'deployment.outside-operation': {
    status: 422,
    id: 'Wilayah {area} tidak termasuk operasi ini. Pilih wilayah di dalamnya.',
    en: 'The area {area} is not part of this operation. Choose one inside it.',
  },
  'deployment.id-taken': {
    status: 409,
    id: 'Nomor ini sudah dipakai untuk isi yang lain. Muat ulang halaman dan coba lagi.',
    en: 'This id is in use for other content. Reload the page and try again.',
  },
} as const satisfies ProblemCatalogue;
