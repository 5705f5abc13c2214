import type { ServerResponse } from 'node:http';
import type { Actor } from '#shared/permission.ts';

type Reader = { readonly actor: Actor; readonly response: ServerResponse };

/** Pages of one sign-in. Browsers open six connections to a server without HTTP/2, twice that with a worker. */
const PER_SESSION = 12;
/** Devices and pages of one account; demo accounts are shared by a whole class. */
const PER_USER = 48;

/**
 * Who has to go so that one more can come in: of the same session or the same account, first one who does not read,
 * else the one who came first. A line that broke without a word must not keep its owner out.
 */
export function crowdedOut<R extends Reader>(readers: Iterable<R>, newcomer: Actor): readonly R[] {
  const all = [...readers];
  const session = all.filter(({ actor }) => actor.sessionId === newcomer.sessionId);
  const user = all.filter(({ actor }) => actor.userId === newcomer.userId);
  return [...new Set([...surplus(session, PER_SESSION), ...surplus(user, PER_USER)])];
}

function surplus<R extends Reader>(readers: readonly R[], limit: number): readonly R[] {
  if (readers.length < limit) return [];
  const stuck = readers.filter(({ response }) => response.writableLength > 0);
  return [...stuck, ...readers].slice(0, readers.length - limit + 1);
}
