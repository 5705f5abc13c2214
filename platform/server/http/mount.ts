import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Endpoint } from '#shared/endpoint.ts';
import { type Actor, nobody } from '#shared/permission.ts';
import { Refused, refuse } from '#shared/problem.ts';
import type { Clock } from '#shared/time.ts';
import type { Database } from '../database/connect.ts';
import type { Ports } from '../endpoint/context.ts';
import type { Mounted, Payload } from '../endpoint/handle.ts';
import { parser } from '../endpoint/parse.ts';
import { type Answer, permit, run } from '../endpoint/pipeline.ts';
import { allowance } from './allowance.ts';

/** Whether somebody sits there, or a page asks by itself: a screen left open must not keep a session alive. */
export type Presence = 'person' | 'page';

/** Finds out who calls, from the session cookie or the bearer token. */
export type Authenticate = (token: string, now: Date, presence: Presence) => Promise<Actor>;

export type HttpParts = {
  readonly db: Database;
  readonly ports: Ports;
  readonly authenticate: Authenticate;
  readonly clock: Clock;
  /** Called after each commit that wrote into the journal. */
  readonly onWritten: () => void;
  /** Milliseconds for which an answer waits for the job behind it; 1,000 unless told. */
  readonly jobPatienceMs?: number | undefined;
};

export const SESSION_COOKIE = 'rakor_session';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Bytes. Signing in and enrolling take less than one; whoever is not signed in is owed no more. */
const STRANGERS_BODY = 16_384;
const USUAL_BODY = 1_048_576;
const JOB_PATIENCE_MS = 1_000;

type Admitted = { readonly actor: Actor; readonly now: Date };
type Admit = (request: FastifyRequest, endpoint: Endpoint) => Promise<Admitted>;

/** Adds one route per declaration. */
export function mountEndpoints(app: FastifyInstance, mounted: readonly Mounted[], parts: HttpParts): void {
  const admit = admission(parts);
  const admitted = new WeakMap<FastifyRequest, Admitted>();
  for (const each of mounted) {
    const { endpoint } = each;
    const readInput = inputReader(endpoint);
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      bodyLimit: endpoint.bodyLimit ?? (endpoint.access === 'public' ? STRANGERS_BODY : USUAL_BODY),
      // Before the body is read: a stranger must not make this server swallow megabytes.
      onRequest: async (request) => {
        admitted.set(request, await admit(request, endpoint));
      },
      handler: async (request, reply) => {
        const { actor, now } = await afterBody(request, parts, admitted.get(request));
        const patienceMs = parts.jobPatienceMs ?? JOB_PATIENCE_MS;
        const asked = { actor, now, input: readInput(request), ...headersOf(request), patienceMs };
        const answer = await run(each, asked, parts.db, parts.ports);
        return respond(reply, answer, parts, request.protocol === 'https');
      },
    });
  }
}

/** Finds out who calls, how often they may, and whether this door is theirs. */
function admission(parts: HttpParts): Admit {
  const allow = allowance();
  return async (request, endpoint) => {
    const now = parts.clock();
    const actor = await actorOf(request, parts, now);
    allow(endpoint, { actor, address: request.ip, query: request.query }, now.getTime());
    permit(endpoint, actor);
    return { actor, now };
  };
}

/** A body that came slowly: whoever began it may have lost since what they came with. */
const SLOW_BODY_MS = 2_000;

/** Who calls and when, once the body is there; asked again where it took its time. */
async function afterBody(
  request: FastifyRequest,
  parts: HttpParts,
  admitted: Admitted | undefined,
): Promise<Admitted> {
  const now = parts.clock();
  if (!admitted) return { actor: nobody, now };
  const tookMs = Math.abs(now.getTime() - admitted.now.getTime());
  return tookMs < SLOW_BODY_MS ? admitted : { actor: await actorOf(request, parts, now), now };
}

function inputReader(endpoint: Endpoint) {
  const params = parser(endpoint.params, 'params');
  const query = parser(endpoint.query, 'query');
  const body = endpoint.bodyType === 'bytes' ? (value: unknown) => value : parser(endpoint.body, 'body');
  return (request: FastifyRequest) => ({
    params: params(request.params),
    query: query(request.query),
    // A GET has no body; the declaration says `{}`.
    body: endpoint.method === 'GET' ? {} : body(request.body ?? {}),
  });
}

function headersOf(request: FastifyRequest) {
  return {
    deviceTime: deviceTimeOf(request),
    requestId: request.method === 'GET' ? null : requestIdOf(request),
    caller: {
      address: request.ip,
      userAgent: request.headers['user-agent'] ?? '',
      origin: originOf(request),
    },
  };
}

/** The caller; nobody when there is no valid session. A cookie only counts from our own pages. */
export async function actorOf(
  request: FastifyRequest,
  parts: Pick<HttpParts, 'authenticate'>,
  now: Date,
  presence: Presence = presenceOf(request),
): Promise<Actor> {
  const bearer = /^Bearer ([\w.-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) return parts.authenticate(bearer, now, presence);
  const cookie = request.cookies[SESSION_COOKIE];
  if (!cookie) return nobody;
  if (request.method !== 'GET' && isCrossSite(request)) throw new Refused(refuse('session.cross-site'));
  return parts.authenticate(cookie, now, presence);
}

/** Our own pages say so when nobody touched them for a while; a client that says nothing is somebody. */
function presenceOf(request: FastifyRequest): Presence {
  return request.headers['rakor-unattended'] === '1' ? 'page' : 'person';
}

function isCrossSite(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (typeof site === 'string') return site !== 'same-origin' && site !== 'none';
  const { origin } = request.headers;
  return origin !== undefined && origin !== originOf(request);
}

function originOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}

function requestIdOf(request: FastifyRequest): string | null {
  const id = request.headers['idempotency-key'];
  return typeof id === 'string' && UUID.test(id) ? id : null;
}

function deviceTimeOf(request: FastifyRequest): Date | null {
  const said = request.headers['rakor-device-time'];
  if (typeof said !== 'string' || Number.isNaN(Date.parse(said))) return null;
  return new Date(said);
}

function respond(reply: FastifyReply, answer: Answer, parts: HttpParts, secure: boolean): FastifyReply {
  for (const work of answer.outcome.afterCommit) work();
  if (answer.outcome.written.length > 0) parts.onWritten();
  const { session } = answer.outcome;
  if (session) setCookie(reply, session, secure);
  if (answer.payload) return sendPayload(reply, answer.payload);
  return reply.header('cache-control', 'no-store').send(answer.reply ?? {});
}

function setCookie(
  reply: FastifyReply,
  session: { token: string | null; expires: Date | null },
  secure: boolean,
): void {
  const options = { path: '/', httpOnly: true, sameSite: 'strict' as const, secure };
  if (session.token === null) reply.clearCookie(SESSION_COOKIE, options);
  else
    reply.setCookie(SESSION_COOKIE, session.token, {
      ...options,
      ...(session.expires ? { expires: session.expires } : {}),
    });
}

function sendPayload(reply: FastifyReply, payload: Payload): FastifyReply {
  reply
    .header('content-type', payload.contentType)
    .header('cache-control', payload.cacheControl ?? 'no-store');
  if (payload.etag) reply.header('etag', payload.etag);
  if (payload.fileName) {
    reply.header(
      'content-disposition',
      `attachment; filename*=UTF-8''${encodeURIComponent(payload.fileName)}`,
    );
  }
  return reply.send(payload.body instanceof Uint8Array ? Buffer.from(payload.body) : payload.body);
}
