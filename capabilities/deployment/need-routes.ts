/** Butuh, ada, kekurangan: computed when asked, from stations, patterns and strength on a day. */
import { sql } from 'kysely';
import { areaNames } from '#rooms/areas/contract.ts';
import { type OperationSummary, operationStrength } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList } from '#server/endpoint/handle.ts';
import { answer } from '#server/endpoint/questions.ts';
import { type AreaLevel, ancestorAt, isWithin } from '#shared/area-code.ts';
import {
  deploymentNeed,
  deploymentPattern,
  deploymentPlan,
  deploymentRead,
  listNeed,
  type Need,
  type NeedLevel,
  type NeedRow,
  readNeedSummary,
} from './contract.ts';
import { type Excess, excessesOf, shareOf } from './distribution.ts';
import { forceName } from './force-name.ts';
import { getOperation, todayOf } from './operation.ts';
import { poolsOn } from './pooling.ts';
import { estimatedAreas, registerOn, type Wanted } from './register.ts';
import {
  needRow,
  type Published,
  patternFor,
  patternsOn,
  publishedStrength,
  type Share,
  type VillageCount,
} from './rules.ts';
import { listPatterns, type StoredPool } from './store.ts';

type Strength = {
  statedOn: string;
  agrees: boolean;
  wider: string | null;
  published: Published;
  excesses: readonly Excess[];
};
type Picture = {
  readonly day: string;
  readonly rows: readonly NeedRow[];
  readonly strength: Strength | null;
  readonly register: 'of-day' | 'later';
  readonly reserve: number;
  readonly army: number;
  readonly lent: number;
};

/** Everything that the asker may see of the need on a day. */
async function pictureOf(ctx: Context, wanted: Wanted): Promise<Picture> {
  const { operationId, level, within } = wanted;
  ctx.demand(deploymentRead, { operationId });
  const operation = await getOperation(ctx, operationId);
  const day = wanted.day ?? (await todayOf(ctx, operation));
  const patterns = patternsOn(await listPatterns(ctx.tx, operationId), day);
  const pools = await poolsOn(ctx, operationId, day);
  const strength = await strengthOn(ctx, operation, day, pools);
  const { asOf, isLater, counts } = await registerOn(ctx, wanted, operation, day);
  const estimated = await estimatedAreas(ctx, wanted, operation, asOf);
  const codes = level === 'operation' ? [null] : codesAt(counts, level);
  const names = await ctx.ask(areaNames, { codes: codes.flatMap((code) => code ?? []) });
  const nameOf = new Map(names.map(({ code, name }) => [code, name]));
  const rows = codes.map((code) => {
    const inside = code === null ? counts : counts.filter(({ area }) => isWithin(area, code));
    const villages = [...new Set(inside.flatMap(({ area, stations }) => (stations > 0 ? area : [])))];
    const available = availableTo(ctx, { operation, code, within, pools, strength, villages });
    const asked = { area: code, name: nameOf.get(code ?? '') ?? code ?? operation.codeName, available };
    return needRow({ ...asked, estimated: estimated.has(code ?? '') }, inside, patterns);
  });
  return { day, rows, strength, register: isLater ? 'later' : 'of-day', ...apart(pools, strength) };
}

function codesAt(counts: readonly VillageCount[], level: AreaLevel): readonly string[] {
  return [...new Set(counts.flatMap(({ area }) => ancestorAt(area, level) ?? []))].sort();
}

async function strengthOn(
  ctx: Context,
  operation: OperationSummary,
  day: string,
  pools: readonly StoredPool[],
): Promise<Strength | null> {
  const found = await ctx.ask(operationStrength, { id: operation.id, at: day });
  if (!found) return null;
  const { statedOn, agrees, wider } = found;
  // People stated for more than the operation are not all there for it: none of them is set against its need.
  const parts = wider === null ? found.parts : [];
  const excesses = seesAll(ctx, operation) ? excessesOf(parts, pools) : [];
  return { statedOn, agrees, wider, published: publishedStrength(parts), excesses };
}

/** The published strength stands for the whole operation; a part of it has only what was distributed to it. */
function availableTo(
  ctx: Context,
  known: {
    operation: OperationSummary;
    code: string | null;
    within: string | undefined;
    pools: readonly StoredPool[];
    strength: Strength | null;
    villages: readonly string[];
  },
): { police: Share; linmas: Share } {
  const { operation, code, within, pools, strength, villages } = known;
  const area = code ?? within ?? null;
  const isWhole = area === null || (operation.areas.length === 1 && operation.areas[0] === area);
  const place = isWhole ? '' : (area ?? '');
  const police = shareOf(place, 'polri', pools, villages);
  const linmas = shareOf(place, 'linmas', pools, villages);
  if (!isWhole) return { police, linmas };
  // Who sees a part of the stations must not set the strength of all of them against it.
  if (!seesAll(ctx, operation))
    return { police: { ...police, available: null }, linmas: { ...linmas, available: null } };
  const published = strength?.published;
  return {
    police: { ...police, available: published?.police ?? police.available },
    linmas: { ...linmas, available: published?.linmas ?? linmas.available },
  };
}

const seesAll = (ctx: Context, operation: OperationSummary) =>
  operation.areas.every((area) => ctx.may(deploymentRead, { operationId: operation.id, area }));

function apart(pools: readonly StoredPool[], strength: Strength | null) {
  const own = (duty: StoredPool['duty']) =>
    pools.filter((pool) => pool.duty === duty).reduce((sum, { count }) => sum + count, 0);
  const { reserve = 0, army = 0, lent = 0 } = strength?.published ?? {};
  return { reserve: reserve + own('reserve'), army: army + own('army'), lent: lent + own('lent') };
}

const FIELDS: Readonly<Record<keyof NeedRow, string>> = {
  area: 'text',
  name: 'text',
  stations: 'integer',
  withoutPattern: 'integer',
  policeNeed: 'integer',
  policeNeedGrouped: 'integer',
  policeAvailable: 'integer',
  policeGap: 'integer',
  policeGapGrouped: 'integer',
  linmasNeed: 'integer',
  linmasAvailable: 'integer',
  linmasGap: 'integer',
  standing: 'text',
  standingGrouped: 'text',
  villages: 'integer',
  policeVillages: 'integer',
  policeDistributed: 'integer',
  linmasVillages: 'integer',
  linmasDistributed: 'integer',
};

const listing = handleList(listNeed, async (ctx, { params, query }) => {
  const { level, within, day } = query;
  const { rows } = await pictureOf(ctx, wantedOf(params.operationId, level, within, day));
  const shape = Object.entries(FIELDS).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`);
  return {
    name: 'ploting-tps',
    from: sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${sql.join(shape)})`,
    fields: Object.fromEntries(Object.keys(FIELDS).map((name) => [name, sql.ref(`r.${name}`)])),
    tieBreak: sql`coalesce(r.area, '')`,
    defaultSort: 'area',
  };
});

function wantedOf(operationId: string, level: NeedLevel, within?: string, day?: string): Wanted {
  return {
    operationId,
    level,
    ...(within === undefined ? {} : { within }),
    ...(day === undefined ? {} : { day }),
  };
}

const summarising = handle(readNeedSummary, async (ctx, { params, query }) => {
  const { operationId } = params;
  const picture = await pictureOf(ctx, wantedOf(operationId, 'operation', undefined, query.day));
  const { day, rows, strength, register, reserve, army, lent } = picture;
  const [whole] = rows;
  if (!whole) throw new Error('the need of an operation is one row');
  return {
    day,
    whole,
    ...{ register, reserve, army, lent },
    strength: strength && {
      statedOn: strength.statedOn,
      agrees: strength.agrees,
      wider: strength.wider,
      standing: strength.published.standing,
    },
    mayPlan: ctx.may(deploymentPlan, { operationId }),
  };
});

export const needs = [listing, summarising];

export const answers = [
  answer(deploymentNeed, async (ctx, { operationId, level, within, day }) => {
    const picture = await pictureOf(ctx, wantedOf(operationId, level, within, day));
    const { register, reserve, army, lent } = picture;
    const excesses = (picture.strength?.excesses ?? []).map((one) => ({
      ...one,
      name: forceName(one.force),
    }));
    return {
      rows: picture.rows.flatMap(bothForces),
      register,
      reserve,
      army,
      lent,
      day: picture.day,
      excesses,
    };
  }),
  answer(deploymentPattern, async (ctx, { operationId, area, class: key }) => {
    if (!ctx.may(deploymentRead, { operationId, area })) return null;
    const day = await todayOf(ctx, await getOperation(ctx, operationId));
    const found = patternFor(patternsOn(await listPatterns(ctx.tx, operationId), day), { class: key, area });
    if (!found) return null;
    const { police, stations, linmasPerStation, writtenAs, source, standing } = found;
    return { police, stations, linmasPerStation, writtenAs, source, standing };
  }),
];

function bothForces(row: NeedRow): readonly Need[] {
  const { area, standing, standingGrouped, linmasNeed, linmasAvailable, linmasGap } = row;
  const police: Need = {
    ...{ area, force: 'polri', standing, standingGrouped },
    need: row.policeNeed,
    needGrouped: row.policeNeedGrouped,
    available: row.policeAvailable,
    gap: row.policeGap,
    gapGrouped: row.policeGapGrouped,
    ...{ distributed: row.policeDistributed, villages: row.villages, villagesCovered: row.policeVillages },
  };
  // Linmas are posted by station, so that grouping changes nothing.
  const linmas: Need = {
    ...{ area, force: 'linmas', standing, standingGrouped: standing },
    ...{ need: linmasNeed, needGrouped: linmasNeed, available: linmasAvailable },
    ...{ gap: linmasGap, gapGrouped: linmasGap },
    ...{ distributed: row.linmasDistributed, villages: row.villages, villagesCovered: row.linmasVillages },
  };
  return [police, linmas];
}
