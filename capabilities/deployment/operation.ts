/** The operation that is planned, and its day. */
import { type OperationSummary, operationNow, operationSummary } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { dayOf } from '#shared/time.ts';

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
