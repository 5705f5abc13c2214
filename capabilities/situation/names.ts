/** Names of areas by their code, and instants as they travel. */
import { areaNames } from '#rooms/areas/contract.ts';
import type { Context } from '#server/endpoint/context.ts';

export async function areaNamesOf(
  context: Context,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(codes)];
  const found = wanted.length === 0 ? [] : await context.ask(areaNames, { codes: wanted });
  return new Map(found.map(({ code, name }) => [code, name]));
}

export function iso(instant: Date): string {
  return instant.toISOString();
}
