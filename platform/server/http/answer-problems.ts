import type { FastifyInstance, FastifyReply } from 'fastify';
import { newId } from '#shared/id.ts';
import { isRefusal, type Refusal, Refused, refuse } from '#shared/problem.ts';
import type { ProblemTexts } from './problems.ts';

/** Every refusal and every accident leaves as problem+json in two languages. */
export function answerProblems(app: FastifyInstance, texts: ProblemTexts): void {
  const send = (reply: FastifyReply, refusal: Refusal) => {
    const problem = texts(refusal);
    if (problem.retryAfterS) reply.header('retry-after', String(problem.retryAfterS));
    return reply
      .code(problem.status)
      .header('cache-control', 'no-store')
      .type('application/problem+json')
      .send(problem);
  };
  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal) return send(reply, refusal);
    const incident = newId().slice(-12);
    request.log.error({ err: error, incident }, 'broken');
    return send(reply, refuse('server.broken', { incident }));
  });
  app.setNotFoundHandler((_request, reply) => send(reply, refuse('not-found')));
}

/** What Fastify itself refuses, in our words; null for a broken promise of ours. */
function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refused) return error.refusal;
  if (isRefusal(error)) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return refuse('input.too-large', { limit: 'MiB' });
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return refuse('input.unsupported', { type: '?', accepted: 'application/json' });
  if (code.startsWith('FST_ERR_CTP') || error instanceof SyntaxError) return refuse('input.malformed');
  return null;
}
