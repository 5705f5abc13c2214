import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf } from '#shared/endpoint.ts';
import { newId } from '#shared/id.ts';
import type { Actor } from '#shared/permission.ts';
import type { Clock } from '#shared/time.ts';
import type { Database } from '../database/connect.ts';
import type { Ports } from './context.ts';
import type { Mounted } from './handle.ts';
import { parser } from './parse.ts';
import { run } from './pipeline.ts';

export type Invocation<E extends Endpoint> = {
  readonly params?: ParamsOf<E>;
  readonly query?: QueryOf<E>;
  readonly body?: BodyOf<E>;
  readonly requestId?: string;
  /** When it is to be recorded; now unless given. */
  readonly at?: Date;
};

export type Invoke = <E extends Endpoint>(
  actor: Actor,
  endpoint: E,
  asked?: Invocation<E>,
) => Promise<ReplyOf<E>>;

type Parts = {
  readonly db: Database;
  readonly ports: Ports;
  readonly clock: Clock;
  readonly onWritten: () => void;
};

/** @throws Refused as the door would refuse; Error for a door that is not mounted */
export function invoker(mounted: readonly Mounted[], parts: Parts): Invoke {
  const doors = new Map(mounted.map((each) => [each.endpoint.name, each]));
  return async (actor, endpoint, asked = {}) => {
    const door = doors.get(endpoint.name);
    if (!door) throw new Error(`${endpoint.name} is not mounted`);
    const body = asked.body ?? {};
    const answer = await run(
      door,
      {
        actor,
        now: asked.at ?? parts.clock(),
        input: {
          params: parser(endpoint.params, 'params')(asked.params ?? {}),
          query: parser(endpoint.query, 'query')(asked.query ?? {}),
          body: endpoint.bodyType === 'bytes' ? body : parser(endpoint.body, 'body')(body),
        },
        deviceTime: null,
        requestId: endpoint.method === 'GET' ? null : (asked.requestId ?? newId()),
        caller: { address: '', userAgent: '', origin: '' },
        patienceMs: Number.POSITIVE_INFINITY,
      },
      parts.db,
      parts.ports,
    );
    for (const work of answer.outcome.afterCommit) work();
    if (answer.outcome.written.length > 0) parts.onWritten();
    // The handler of this very declaration made the reply.
    return answer.reply as ReplyOf<typeof endpoint>;
  };
}
