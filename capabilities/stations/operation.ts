/** The operation that a command of this room speaks about. */
import { areaNames } from '#rooms/areas/contract.ts';
import { type OperationSummary, operationNow, operationSummary } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { ancestorAt } from '#shared/area-code.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { dayOf } from '#shared/time.ts';
import { isInOperation } from './rules.ts';

export async function getOperation(ctx: Context, id: string): Promise<OperationSummary> {
  const operation = await ctx.ask(operationSummary, { id });
  if (!operation) throw new Refused(refuse('not-found'));
  return operation;
}

/** The day on the operation's own clock, in its zone. */
export async function todayOf(ctx: Context, operation: OperationSummary): Promise<string> {
  const { now } = await ctx.ask(operationNow, { id: operation.id });
  return dayOf(now, operation.zone);
}

export type Village = {
  readonly code: string;
  readonly village: string;
  readonly district: string;
  readonly lon: number | null;
  readonly lat: number | null;
};

/**
 * Names of villages by code.
 * @throws Refused when one is not part of the operation or in no list of areas
 */
export async function getVillages(
  ctx: Context,
  operation: OperationSummary,
  codes: readonly string[],
): Promise<ReadonlyMap<string, Village>> {
  const stray = codes.find((code) => !isInOperation(code, operation.areas));
  if (stray !== undefined) throw new Refused(refuse('station.outside-operation', { area: stray }));
  const found = await namesOf(ctx, codes);
  const unknown = codes.find((code) => !found.has(code));
  if (unknown !== undefined) throw new Refused(refuse('station.area-unknown', { area: unknown }));
  return found;
}

async function namesOf(ctx: Context, codes: readonly string[]): Promise<ReadonlyMap<string, Village>> {
  const districts = codes.map((code) => ancestorAt(code, 'district') ?? code);
  const names = await ctx.ask(areaNames, { codes: [...new Set([...codes, ...districts])] });
  const byCode = new Map(names.map((name) => [name.code, name]));
  const villages = codes.flatMap((code) => {
    const village = byCode.get(code);
    if (!village) return [];
    const district = byCode.get(ancestorAt(code, 'district') ?? '')?.name ?? '';
    return [[code, { code, village: village.name, district, lon: village.lon, lat: village.lat }] as const];
  });
  return new Map(villages);
}
