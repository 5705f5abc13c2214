/** The register of stations of a day, as far as the asker may see it. */
import { type OperationSummary, operationNow } from '#rooms/operations/contract.ts';
import { stationCounts } from '#rooms/stations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import type { AreaLevel } from '#shared/area-code.ts';
import { addDays, instantOf } from '#shared/time.ts';
import { deploymentRead, type NeedLevel } from './contract.ts';
import type { VillageCount } from './rules.ts';

export type Wanted = {
  readonly operationId: string;
  readonly level: NeedLevel;
  readonly within?: string;
  readonly day?: string;
};
/**
 * The register of a day, so that stations which came later do not change what was needed before them. Where nothing
 * was registered by then, there is only the register of now, which the answer says.
 */
export async function registerOn(ctx: Context, wanted: Wanted, operation: OperationSummary, day: string) {
  const asOf = await dayEnded(ctx, operation, day);
  const { operationId, level } = wanted;
  const isThere = asOf !== null && (await countsOf(ctx, { operationId, level }, 'regency', asOf)).length > 0;
  const register = isThere ? asOf : null;
  return {
    asOf: register,
    isLater: asOf !== null && !isThere,
    counts: await countsOf(ctx, wanted, 'village', register),
  };
}

/** The instant of real time at which a day of the operation ended; null while it lasts and before it. */
async function dayEnded(ctx: Context, operation: OperationSummary, day: string): Promise<Date | null> {
  const { now: shown } = await ctx.ask(operationNow, { id: operation.id });
  const aheadMs = shown.getTime() - ctx.now.getTime();
  const end = instantOf(addDays(day, 1), '00:00', operation.zone);
  return end > shown ? null : new Date(end.getTime() - aheadMs);
}

async function countsOf(
  ctx: Context,
  wanted: Wanted,
  level: AreaLevel,
  asOf: Date | null,
): Promise<readonly VillageCount[]> {
  const { operationId, within } = wanted;
  const all = await ctx.ask(stationCounts, {
    operationId,
    level,
    ...(within === undefined ? {} : { within }),
    ...(asOf === null ? {} : { asOf }),
  });
  return all.filter(({ area }) => ctx.may(deploymentRead, { operationId, area }));
}

/** Areas whose own count is an estimate; `''` stands for the operation. */
export async function estimatedAreas(
  ctx: Context,
  wanted: Wanted,
  operation: OperationSummary,
  asOf: Date | null,
): Promise<ReadonlySet<string>> {
  // The operation's own count is as firm as the counts of the areas that it is made of.
  const whole = operation.areas.every((area) => area.length <= 5) ? 'regency' : 'district';
  const level = wanted.level === 'operation' ? whole : wanted.level;
  const counts = await countsOf(ctx, wanted, level, asOf);
  const soft = counts.filter(({ estimated }) => estimated > 0).map(({ area }) => area);
  return new Set(wanted.level === 'operation' && soft.length > 0 ? [''] : soft);
}
