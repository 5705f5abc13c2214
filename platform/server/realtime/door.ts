import type { FastifyInstance } from 'fastify';
import { Refused, refuse } from '#shared/problem.ts';
import { actorOf, type HttpParts } from '../http/mount.ts';
import { rateLimiter } from '../http/rate-limit.ts';
import type { Hub } from './hub.ts';

/** Streams that one session may open in a minute: a page that cannot stay connected tries every few seconds. */
const PER_MINUTE = 60;
const LEAF_ID = /^[0-9a-f-]{36}$/;

/** `GET /api/stream`: server-sent events of what changed, from the last id that the reader names. */
export function openStreamDoor(app: FastifyInstance, hub: Hub, parts: HttpParts): void {
  const limiter = rateLimiter();
  app.get('/api/stream', async (request, reply) => {
    // An open stream asks every few seconds who its reader is: that is nobody's doing.
    const authenticate = () => actorOf(request, parts, parts.clock(), 'page');
    const actor = await authenticate();
    if (actor.kind === 'nobody') throw new Refused(refuse('session.required'));
    const seconds = limiter.take(actor.sessionId || request.ip, PER_MINUTE, parts.clock().getTime());
    if (seconds > 0) throw new Refused(refuse('rate.limited', { seconds }));
    const last = request.headers['last-event-id'];
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    await hub.join(
      reply.raw,
      actor,
      authenticate,
      typeof last === 'string' && LEAF_ID.test(last) ? last : null,
    );
  });
}
