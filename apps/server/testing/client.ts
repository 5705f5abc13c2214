import { randomUUID } from 'node:crypto';
import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf } from '#shared/endpoint.ts';
import type { Problem } from '#shared/problem.ts';

type Asked<E extends Endpoint> = {
  readonly params?: ParamsOf<E>;
  readonly query?: QueryOf<E>;
  readonly body?: BodyOf<E>;
  /** Idempotency-Key; made anew unless given. */
  readonly requestId?: string;
  readonly deviceTime?: Date;
  readonly contentType?: string;
};

export type Reply<E extends Endpoint> =
  | { readonly ok: true; readonly status: number; readonly reply: ReplyOf<E>; readonly bytes: Buffer }
  | { readonly ok: false; readonly status: number; readonly problem: Problem; readonly bytes: Buffer };

/** Somebody at the door of a test server. */
export type Visitor = {
  /** Asks and gives back whatever comes, refused or not. */
  try<E extends Endpoint>(endpoint: E, asked?: Asked<E>): Promise<Reply<E>>;
  /** Asks and fails the test when it is refused. */
  ask<E extends Endpoint>(endpoint: E, asked?: Asked<E>): Promise<ReplyOf<E>>;
  /** Asks and fails the test unless it is refused with this code. */
  refused<E extends Endpoint>(endpoint: E, code: string, asked?: Asked<E>): Promise<Problem>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
};

export function visitor(origin: string, token: string | null): Visitor {
  const fetchAs = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (token) headers.set('authorization', `Bearer ${token}`);
    return fetch(`${origin}${path}`, { ...init, headers });
  };
  const attempt: Visitor['try'] = async (endpoint, asked = {}) => {
    const answer = await fetchAs(addressOf(endpoint, asked.params, asked.query), initOf(endpoint, asked));
    const bytes = Buffer.from(await answer.arrayBuffer());
    const type = answer.headers.get('content-type') ?? '';
    const json = type.includes('json') ? JSON.parse(bytes.toString('utf8')) : null;
    if (answer.ok) return { ok: true, status: answer.status, reply: json, bytes };
    return { ok: false, status: answer.status, problem: json, bytes };
  };
  return {
    try: attempt,
    fetch: fetchAs,
    async ask(endpoint, asked) {
      const answer = await attempt(endpoint, asked);
      if (!answer.ok) throw new Error(`${endpoint.name} was refused: ${JSON.stringify(answer.problem)}`);
      return answer.reply;
    },
    async refused(endpoint, code, asked) {
      const answer = await attempt(endpoint, asked);
      if (answer.ok)
        throw new Error(`${endpoint.name} was not refused: ${answer.bytes.toString('utf8').slice(0, 400)}`);
      if (answer.problem.code !== code) {
        throw new Error(
          `${endpoint.name} was refused with ${JSON.stringify(answer.problem)} instead of ${code}`,
        );
      }
      return answer.problem;
    },
  };
}

export function addressOf(endpoint: Endpoint, params: unknown, query: unknown): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_whole, name: string) =>
    encodeURIComponent(text(params, name)),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined) search.set(name, String(value));
  return search.size > 0 ? `${path}?${search}` : path;
}

function text(from: unknown, name: string): string {
  if (typeof from !== 'object' || from === null || !(name in from))
    throw new Error(`the parameter ${name} is missing`);
  return String(Object.entries(from).find(([key]) => key === name)?.[1]);
}

function initOf(endpoint: Endpoint, asked: Asked<Endpoint>): RequestInit {
  if (endpoint.method === 'GET') return {};
  const headers: Record<string, string> = {
    'idempotency-key': asked.requestId ?? randomUUID(),
    'content-type':
      asked.contentType ?? (endpoint.bodyType === 'bytes' ? 'application/octet-stream' : 'application/json'),
  };
  if (asked.deviceTime) headers['rakor-device-time'] = asked.deviceTime.toISOString();
  const { body } = asked;
  if (body instanceof Uint8Array) return { method: 'POST', headers, body };
  return { method: 'POST', headers, body: JSON.stringify(body ?? {}) };
}
