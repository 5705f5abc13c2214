/** Commands of a planner about people: distribution, reserve, lent people, and what is withdrawn; and how they are read. */
import { areaNames } from '#rooms/areas/contract.ts';
import { operationStrength } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle } from '#server/endpoint/handle.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { deploymentPlan, deploymentRead } from './contract.ts';
import { excessesOf, groupOf } from './distribution.ts';
import { forceName } from './force-name.ts';
import { todayOf } from './operation.ts';
import { type Pool, type PoolRow, poolSet, poolWithdrawn, readPools, setPool, withdrawPool } from './plan.ts';
import { begin, demandWhole, isResent, isSystem, placeOf, stopAt, today } from './planning.ts';
import { findRewriting, inForce, type Part } from './rules.ts';
import { insertPool, listPools, lockPlan, type StoredPool, withdrawPoolRow } from './store.ts';

const settingPool = handle(setPool, async (ctx, { params, body }) => {
  const { operationId } = params;
  const { acknowledged = false, ...pool } = body;
  await begin(ctx, operationId, pool);
  if (pool.duty === 'tps' && pool.area === null)
    throw new Refused(refuse('deployment.distribution-needs-area'));
  const known = await listPools(ctx.tx, operationId);
  const earlier = known.find(({ id }) => id === pool.id);
  if (isResent(ctx, earlier, pool)) return { id: pool.id };
  const alike = known.filter((one) => poolKey(one) === poolKey(pool));
  stopAt(findRewriting(pool.validFrom, alike, await today(ctx, operationId), isSystem(ctx)));
  await insertPool(ctx.tx, pool, { operationId, by: ctx.actor.userId, at: ctx.now });
  // What was published is loaded as it was; a person is told first.
  if (pool.duty === 'tps' && !acknowledged && !isSystem(ctx)) await stopAtExcess(ctx, operationId, pool);
  const { id, ...after } = pool;
  await ctx.record(poolSet, { subject: id, ...placeOf(operationId, pool.area), after });
  return { id };
});

/** On each day from which something changes: a later distribution must not make it too many unseen. */
async function stopAtExcess(ctx: Context, operationId: string, pool: Pool): Promise<void> {
  const all = await listPools(ctx.tx, operationId);
  const later = all.filter(({ validFrom }) => validFrom > pool.validFrom);
  const days = [...new Set([pool.validFrom, ...later.map(({ validFrom }) => validFrom)])].sort();
  for (const day of days) {
    const strength = await ctx.ask(operationStrength, { id: operationId, at: day });
    const excesses = excessesAmong(strength, standingOn(ctx, operationId, { all, day }));
    const found = excesses.find(({ force }) => force === groupOf(pool.force));
    if (!found) continue;
    const { announced, distributed, force } = found;
    const name = forceName(force);
    const params = {
      ...{ forceId: name.id, distributedId: dotted(distributed, 'id'), announcedId: dotted(announced, 'id') },
      ...{ forceEn: name.en, distributedEn: dotted(distributed, 'en'), announcedEn: dotted(announced, 'en') },
    };
    throw new Refused(refuse('deployment.exceeds-announced', params));
  }
}

type Strength = { readonly parts: readonly Part[]; readonly wider: string | null } | null;

const dotted = (value: number, language: 'id' | 'en') => new Intl.NumberFormat(language).format(value);

function excessesAmong(strength: Strength, standing: readonly StoredPool[]) {
  return strength === null || strength.wider !== null ? [] : excessesOf(strength.parts, standing);
}

const withdrawing = handle(withdrawPool, async (ctx, { params, body }) => {
  const { operationId, poolId: id } = params;
  ctx.demand(deploymentPlan, { operationId });
  await lockPlan(ctx.tx, operationId);
  const pool = (await listPools(ctx.tx, operationId)).find((one) => one.id === id);
  if (!pool) throw new Refused(refuse('not-found'));
  const operation = await demandWhole(ctx, operationId, pool.area);
  if (pool.withdrawnFrom !== null) {
    ctx.unchanged();
    return { id, withdrawnFrom: pool.withdrawnFrom };
  }
  const withdrawnFrom = await todayOf(ctx, operation);
  const { reason } = body;
  await withdrawPoolRow(ctx.tx, id, { from: withdrawnFrom, reason, by: ctx.actor.userId, at: ctx.now });
  await ctx.record(poolWithdrawn, {
    subject: id,
    ...placeOf(operationId, pool.area),
    before: { count: pool.count, withdrawnFrom: null },
    after: { count: null, withdrawnFrom, reason },
  });
  return { id, withdrawnFrom };
});

const poolKey = (pool: Pick<Pool, 'force' | 'duty' | 'area'>) =>
  `${pool.duty} ${pool.force} ${pool.area ?? ''}`;

/** Own pools in force on a day that the asker may see. */
export async function poolsOn(
  ctx: Context,
  operationId: string,
  day: string,
): Promise<readonly StoredPool[]> {
  return standingOn(ctx, operationId, { all: await listPools(ctx.tx, operationId), day });
}

function standingOn(
  ctx: Context,
  operationId: string,
  { all, day }: { all: readonly StoredPool[]; day: string },
): readonly StoredPool[] {
  const groups = new Map<string, StoredPool[]>();
  for (const pool of all) groups.set(poolKey(pool), [...(groups.get(poolKey(pool)) ?? []), pool]);
  const standing = [...groups.values()].flatMap((group) => inForce(group, day) ?? []);
  return standing.filter(({ area }) => ctx.may(deploymentRead, { operationId, area }));
}

const poolsReading = handle(readPools, async (ctx, { params, query }) => {
  const { operationId } = params;
  ctx.demand(deploymentRead, { operationId });
  const day = query.day ?? (await today(ctx, operationId));
  const strength = await ctx.ask(operationStrength, { id: operationId, at: day });
  const all = await listPools(ctx.tx, operationId);
  const standing = standingOn(ctx, operationId, { all, day });
  const standingIds = new Set(standing.map(({ id }) => id));
  const own = all.filter(({ area }) => ctx.may(deploymentRead, { operationId, area }));
  const names = await ctx.ask(areaNames, { codes: own.flatMap(({ area }) => area ?? []) });
  const rows = own.map(
    ({ recordedAt: _, withdrawnFrom: from, withdrawnReason: reason, ...pool }): PoolRow => ({
      ...pool,
      areaName: names.find(({ code }) => code === pool.area)?.name ?? null,
      inForce: standingIds.has(pool.id) ? 'yes' : 'no',
      withdrawn: from === null ? null : { from, reason: reason ?? '' },
    }),
  );
  return {
    day,
    strength: strength ? { statedOn: strength.statedOn, parts: [...strength.parts] } : null,
    pools: rows,
    excesses: [...excessesAmong(strength, standing)],
    mayPlan: ctx.may(deploymentPlan, { operationId }),
  };
});

export const pooling = [settingPool, withdrawing, poolsReading];
