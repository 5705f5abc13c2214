/** Commands of a planner about patterns, and how they are read back; what every command of a planner begins with. */
import { areaNames } from '#rooms/areas/contract.ts';
import { stationClasses } from '#rooms/stations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle } from '#server/endpoint/handle.ts';
import { isWithin } from '#shared/area-code.ts';
import { accept, fill, type Refusal, Refused, refuse } from '#shared/problem.ts';
import { deploymentPlan, deploymentRead } from './contract.ts';
import { getOperation, todayOf } from './operation.ts';
import {
  type Pattern,
  type Pool,
  patternSet,
  problems,
  readPattern,
  readPatterns,
  setPattern,
} from './plan.ts';
import { findFault, findRewriting, patternsOn, readingsOf } from './rules.ts';
import { insertPattern, isTakenElsewhere, listPatterns, lockPlan } from './store.ts';

const readingText = handle(readPattern, async (_ctx, { query }) => ({
  readings: [...accept(readingsOf(query.text))],
}));

const settingPattern = handle(setPattern, async (ctx, { params, body }) => {
  const { operationId } = params;
  await begin(ctx, operationId, body);
  stopAt(findFault(body));
  const known = await listPatterns(ctx.tx, operationId);
  const earlier = known.find(({ id }) => id === body.id);
  if (isResent(ctx, earlier, body)) return { id: body.id };
  const alike = known.filter((one) => one.class === body.class && one.area === body.area);
  stopAt(findRewriting(body.validFrom, alike, await today(ctx, operationId), isSystem(ctx)));
  await insertPattern(ctx.tx, body, { operationId, by: ctx.actor.userId, at: ctx.now });
  const { id, ...after } = body;
  await ctx.record(patternSet, { subject: id, ...placeOf(operationId, body.area), after });
  return { id };
});

export const placeOf = (operation: string, area: string | null) => {
  return { operation, area, attributes: { operation, area } };
};

export async function begin(ctx: Context, operationId: string, body: Pattern | Pool): Promise<void> {
  const operation = await demandWhole(ctx, operationId, body.area);
  const { area } = body;
  const inside =
    area === null || operation.areas.some((each) => isWithin(area, each) || isWithin(each, area));
  if (!inside) throw wrongArea('deployment.outside-operation', area ?? '');
  if (area !== null && (await ctx.ask(areaNames, { codes: [area] })).length === 0)
    throw wrongArea('deployment.area-unknown', area);
  await lockPlan(ctx.tx, operationId);
  if (await isTakenElsewhere(ctx.tx, body.id, operationId)) throw new Refused(refuse('deployment.id-taken'));
}

function wrongArea(code: 'deployment.area-unknown' | 'deployment.outside-operation', area: string): Refused {
  const { id, en } = problems[code];
  const message = { id: fill(id, { area }), en: fill(en, { area }) };
  return new Refused(refuse(code, { area }, [{ field: '/body/area', code, message }]));
}

/** What stands for the whole operation is set by those who lead all of it. */
export async function demandWhole(ctx: Context, operationId: string, area: string | null) {
  ctx.demand(deploymentPlan, { operationId, area });
  const operation = await getOperation(ctx, operationId);
  if (area === null)
    for (const each of operation.areas) ctx.demand(deploymentPlan, { operationId, area: each });
  return operation;
}

export const today = async (ctx: Context, operationId: string) =>
  todayOf(ctx, await getOperation(ctx, operationId));
export const isSystem = (ctx: Context) => ctx.actor.kind === 'system';
/** Whether this very record is there already. @throws Refused when its id belongs to other content */
export function isResent(ctx: Context, earlier: object | undefined, sent: object): boolean {
  if (!earlier) return false;
  const was = new Map(Object.entries(earlier));
  const same = Object.entries(sent).every(([name, value]) => was.get(name) === value);
  if (!same) throw new Refused(refuse('deployment.id-taken'));
  ctx.unchanged();
  return true;
}

export function stopAt(refusal: Refusal | null): void {
  if (refusal) throw new Refused(refusal);
}

const patternsReading = handle(readPatterns, async (ctx, { params, query }) => {
  const { operationId } = params;
  ctx.demand(deploymentRead, { operationId });
  const day = query.day ?? (await today(ctx, operationId));
  const all = await listPatterns(ctx.tx, operationId);
  const standing = new Set(patternsOn(all, day).map(({ id }) => id));
  const own = all.filter(({ area }) => ctx.may(deploymentRead, { operationId, area }));
  const classes = await ctx.ask(stationClasses, { operationId });
  const nameOf = (key: string) => classes.find((one) => one.key === key)?.name ?? null;
  return {
    day,
    patterns: own.map(({ recordedAt: _, ...pattern }) => ({
      ...pattern,
      className: nameOf(pattern.class),
      inForce: standing.has(pattern.id) ? ('yes' as const) : ('no' as const),
    })),
    classes: [...classes],
    mayPlan: ctx.may(deploymentPlan, { operationId }),
  };
});

export const planning = [readingText, settingPattern, patternsReading];
