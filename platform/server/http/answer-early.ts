import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Refusal, refuse } from '#shared/problem.ts';
import type { ProblemTexts } from './problems.ts';

type Coded = Error & { readonly code?: string };

/** Answers, in the words of the house, what Fastify and Node refuse before there is a route. */
export function earlyAnswers(texts: ProblemTexts) {
  return {
    /** An address that cannot be read: too long a part, or a broken percent sign. */
    frameworkErrors(error: Coded, _request: FastifyRequest, reply: FastifyReply): void {
      const isLong = error.code === 'FST_ERR_MAX_PARAM_LENGTH';
      const problem = texts(refuse(isLong ? 'address.too-long' : 'address.broken'));
      void reply
        .code(problem.status)
        .header('cache-control', 'no-store')
        .header('x-content-type-options', 'nosniff')
        .type('application/problem+json')
        .send(JSON.stringify(problem));
    },
    /** What is no whole request: there is only the line to write to. */
    clientErrorHandler(error: Coded, socket: Socket): void {
      if (error.code !== 'ECONNRESET' && !socket.destroyed && socket.writable)
        socket.write(onTheLine(texts(refusalOf(error))));
      socket.destroy(error);
    },
  };
}

function refusalOf({ code }: Coded): Refusal {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return refuse('request.too-slow');
  if (code === 'HPE_HEADER_OVERFLOW') return refuse('address.headers-too-large');
  return refuse('request.broken');
}

function onTheLine(problem: ReturnType<ProblemTexts>): string {
  const body = JSON.stringify(problem);
  return [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
