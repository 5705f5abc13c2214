import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '#shared/id.ts';
import { isRefusal, type Refusal, Refused, refuse } from '#shared/problem.ts';
import { isTooSlow, isWithoutConnection } from '../database/connect.ts';
import { loggable } from './loggable.ts';
import type { ProblemTexts } from './problems.ts';

const TRY_AGAIN_S = 10;
/** A smaller body is swallowed, so that the connection can be used again; a larger one costs more than a new one. */
const SWALLOWED_BYTES = 65_536;

/** Every refusal and every accident leaves as problem+json in two languages. */
export function answerProblems(app: FastifyInstance, texts: ProblemTexts): void {
  const send = (reply: FastifyReply, refusal: Refusal) => {
    const problem = texts(refusal);
    if (isUnread(reply.request)) closeGently(reply);
    if (problem.retryAfterS) reply.header('retry-after', String(problem.retryAfterS));
    return reply
      .code(problem.status)
      .header('cache-control', 'no-store')
      .type('application/problem+json')
      .send(problem);
  };
  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error, request);
    if (refusal) return send(reply, refusal);
    const incident = newId().slice(-12);
    request.log.error({ err: loggable(error), incident }, 'broken');
    return send(reply, refuse('server.broken', { incident }));
  });
  app.setNotFoundHandler((_request, reply) => send(reply, refuse('not-found')));
  // Before the body is read and parsed: what is sent to no door is neither swallowed nor judged.
  app.addHook('onRequest', async (request) => {
    if (request.is404) throw new Refused(refuse('not-found'));
  });
}

const LINGER_MS = 1_000;

/**
 * Ends the line after this answer. Cut off at once while more is arriving it would be reset, and the answer lost with
 * it; so for a moment it stays open, and what comes is thrown away.
 */
function closeGently(reply: FastifyReply): void {
  reply.header('connection', 'close');
  const { socket } = reply.raw;
  if (!socket) return;
  socket.destroySoon = () => {
    socket.end();
    const cut = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once('close', () => clearTimeout(cut));
  };
}

/** Whether the rest of a large body is still on its way; on an open connection Node would read it to its end. */
function isUnread({ raw, headers }: FastifyRequest): boolean {
  if (raw.complete) return false;
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > SWALLOWED_BYTES;
}

/** What Fastify itself refuses, in our words; null for a broken promise of ours. */
function refusalOf(error: unknown, request: FastifyRequest): Refusal | null {
  if (error instanceof Refused) return error.refusal;
  if (isRefusal(error)) return error;
  if (isWithoutConnection(error)) {
    request.log.warn('no connection to the database came free in time');
    return refuse('server.unavailable', { seconds: TRY_AGAIN_S });
  }
  if (isTooSlow(error)) {
    request.log.warn({ err: loggable(error), req: request }, 'a statement took too long');
    return refuse('server.too-slow', { seconds: TRY_AGAIN_S });
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Nobody is left to read it: a phone that lost its network is no fault of this server.
  if (code === 'ECONNRESET' && request.raw.readableAborted) return refuse('request.broken');
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return refuse('input.too-large', { limit: inWords(request.routeOptions.bodyLimit) });
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return refuse('input.unsupported', {
      type: request.headers['content-type'] ?? '-',
      accepted: 'application/json',
    });
  if (code.startsWith('FST_ERR_CTP') || error instanceof SyntaxError) return refuse('input.malformed');
  return null;
}

function inWords(bytes: number): string {
  if (bytes < 1_048_576) return `${Math.round(bytes / 1024)} KiB`;
  return `${Math.round((bytes / 1_048_576) * 10) / 10} MiB`;
}
