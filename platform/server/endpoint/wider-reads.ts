/** Whether an answer told more than somebody's own reach would have: it is asked again without what they took. */
import type { Endpoint } from '#shared/endpoint.ts';
import { type Actor, asGiven } from '#shared/permission.ts';
import { Refused } from '#shared/problem.ts';
import type { Input, Mounted, Payload } from './handle.ts';

type Told = { readonly reply: unknown; readonly payload: Payload | null };
/** Asks the same door in the same snapshot. */
export type Again = (actor: Actor, query: Input<Endpoint>['query']) => Promise<Told>;
type Asked = { readonly actor: Actor; readonly input: Input<Endpoint> };

/** The opening under which somebody acts; null for whoever took nothing. */
export function openingOf({ grants }: Actor): string | null {
  return grants.find(({ emergency }) => emergency !== undefined)?.emergency?.opening ?? null;
}

/**
 * How many records of the answer lie beyond one's own reach: the difference of two totals for a list and its files,
 * otherwise 1 where the answers differ or the narrower one is refused.
 */
export async function countBeyond(
  { answers }: Pick<Mounted, 'answers'>,
  asked: Asked,
  told: Told,
  again: Again,
): Promise<number> {
  const own = asGiven(asked.actor);
  try {
    if (answers === 'list') {
      const query = countOnly(asked.input.query);
      const [wide, narrow] = [await again(asked.actor, query), await again(own, query)];
      return totalOf(wide.reply) - totalOf(narrow.reply);
    }
    return isSame(told, await again(own, asked.input.query)) ? 0 : 1;
  } catch (error) {
    if (error instanceof Refused) return 1;
    throw error;
  }
}

function countOnly(query: Input<Endpoint>['query']): Input<Endpoint>['query'] {
  return { ...(query as Readonly<Record<string, unknown>>), format: 'json', limit: 0 };
}

function totalOf(reply: unknown): number {
  const holdsTotal = typeof reply === 'object' && reply !== null && 'total' in reply;
  return holdsTotal && typeof reply.total === 'number' ? reply.total : 0;
}

/** A file that is streamed is that of one record: whoever may have it has the same one. */
function isSame(one: Told, other: Told): boolean {
  if (one.payload === null || other.payload === null)
    return JSON.stringify(one.reply) === JSON.stringify(other.reply);
  const [first, second] = [one.payload.body, other.payload.body];
  if (!(second instanceof Uint8Array)) second.destroy();
  const areBytes = first instanceof Uint8Array && second instanceof Uint8Array;
  return !areBytes || Buffer.from(first).equals(second);
}
