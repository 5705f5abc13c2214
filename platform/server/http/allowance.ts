/** How often somebody may come: by door, by account, by agency and by address, each as wide as it has to be. */
import type { Endpoint } from '#shared/endpoint.ts';
import type { Actor } from '#shared/permission.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { type Bucket, rateLimiter } from './rate-limit.ts';

/** A page that is open asks some ten questions when something changes; a person gives a command every few seconds. */
const QUESTIONS_PER_MINUTE = 1_200;
const COMMANDS_PER_MINUTE = 300;
/** All sessions of one account together: a desk and a phone at full speed, and no more for opening others. */
const ACCOUNT_PER_MINUTE = 2_400;
/**
 * All accounts and cards of one agency together, and twice as much at once: 4,000 posts that report at six in the
 * morning, some fifteen requests each, pass within a minute. Half of what one server answered in the measurements.
 */
const AGENCY_PER_MINUTE = 60_000;
const AGENCY_BURST_MIN = 2;
/**
 * Whoever is not signed in, from one address. Those who are do not count by it: behind one address of a mobile network
 * stand all the posts of a city.
 */
const ADDRESS_PER_MINUTE = 12_000;
/** In light questions: a file of a whole list keeps a connection and a cursor for seconds. */
const EXPORT_COST = 20;

/**
 * Asked before anything else is done for a request.
 * @throws Refused `rate.limited`, or `rate.agency-limited` when it is the agency as a whole that has to wait
 */
export type Allow = (endpoint: Endpoint, caller: Caller, nowMs: number) => void;

export type Caller = { readonly actor: Actor; readonly address: string; readonly query: unknown };

export function allowance(): Allow {
  const limiter = rateLimiter();
  return (endpoint, caller, nowMs) => {
    const refused = limiter.takeAll(bucketsOf(endpoint, caller), nowMs);
    if (refused === null) return;
    const code = refused.bucket.key.startsWith(AGENCY) ? 'rate.agency-limited' : 'rate.limited';
    throw new Refused(refuse(code, { seconds: refused.seconds }));
  };
}

const AGENCY = 'agency ';

function bucketsOf(endpoint: Endpoint, { actor, address, query }: Caller): readonly Bucket[] {
  const cost = endpoint.cost ?? (isExport(query) ? EXPORT_COST : 1);
  // At a door for everybody a session is no name: whoever can open many would get an allowance for each.
  const isKnown = actor.sessionId !== '' && endpoint.access !== 'public';
  const door = endpoint.rateLimit ? endpoint.name : endpoint.method;
  const usual = endpoint.method === 'GET' ? QUESTIONS_PER_MINUTE : COMMANDS_PER_MINUTE;
  const perMinute = endpoint.rateLimit?.perMinute ?? usual;
  const byDoor = { key: `${door} ${isKnown ? actor.sessionId : address}`, perMinute };
  if (!isKnown) return [byDoor, { key: `address ${address}`, perMinute: ADDRESS_PER_MINUTE, cost }];
  return [
    byDoor,
    { key: `account ${actor.userId}`, perMinute: ACCOUNT_PER_MINUTE, cost },
    ...(actor.agencyId === null
      ? []
      : [
          {
            key: `${AGENCY}${actor.agencyId}`,
            perMinute: AGENCY_PER_MINUTE,
            burstMin: AGENCY_BURST_MIN,
            cost,
          },
        ]),
  ];
}

function isExport(query: unknown): boolean {
  return typeof query === 'object' && query !== null && 'format' in query && query.format !== 'json';
}
