import { Check, Clean } from 'typebox/value';
import type { Endpoint, ReplyOf } from '#shared/endpoint.ts';
import { newId } from '#shared/id.ts';
import { Problem } from '#shared/problem.ts';
import { systemClock } from '#shared/time.ts';
import { OfflineError, ProblemError, ReplyError } from '../api/errors.ts';
import type { InputOf } from '../api/input.ts';
import { urlOf } from '../api/url.ts';

// A text is small; a photograph on a bad uplink is not.
const PATIENCE_MS = 45_000;
const PATIENCE_FOR_BYTES_MS = 180_000;

/**
 * Asks an endpoint as somebody in particular. Several people share a phone, and a desk may be signed in beside it in the
 * same browser: no cookie goes along, only this token.
 * @param token null for a public endpoint
 * @throws ProblemError, OfflineError, ReplyError as `call` does
 */
export async function askAs<E extends Endpoint>(
  token: string | null,
  endpoint: E,
  input: InputOf<E>,
  options: { readonly intent?: string; readonly signal?: AbortSignal } = {},
): Promise<ReplyOf<E>> {
  const { ok, status, body } = await exchange(
    urlOf(endpoint, input),
    initOf(token, endpoint, input, options),
  );
  if (!ok) throw refusalOf(endpoint, status, body);
  const schema: E['reply'] = endpoint.reply;
  const known = Clean(schema, body);
  // A portal of a public network answers 200 with its own page: that is nobody's acceptance.
  if (!Check(schema, known)) throw new ReplyError(endpoint.name, 'the reply is not what the contract says');
  return known;
}

function initOf(
  token: string | null,
  endpoint: Endpoint,
  input: object,
  options: { readonly intent?: string; readonly signal?: AbortSignal },
): RequestInit {
  const headers = new Headers({ accept: 'application/json, application/problem+json' });
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  const patience = AbortSignal.timeout(endpoint.bodyType === 'bytes' ? PATIENCE_FOR_BYTES_MS : PATIENCE_MS);
  const init: RequestInit = {
    method: endpoint.method,
    headers,
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'error',
    signal: options.signal ? AbortSignal.any([options.signal, patience]) : patience,
  };
  if (endpoint.method === 'GET') return init;
  headers.set('idempotency-key', options.intent ?? newId());
  headers.set('rakor-device-time', systemClock().toISOString());
  const body: unknown = 'body' in input ? input.body : {};
  if (body instanceof Blob) {
    headers.set('content-type', body.type || 'application/octet-stream');
    return { ...init, body };
  }
  headers.set('content-type', 'application/json');
  return { ...init, body: JSON.stringify(body) };
}

async function exchange(
  url: string,
  init: RequestInit,
): Promise<{ ok: boolean; status: number; body: unknown }> {
  try {
    const response = await fetch(url, init);
    const text = await response.text();
    return { ok: response.ok, status: response.status, body: parsed(text) };
  } catch (cause) {
    throw new OfflineError(cause);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function refusalOf(endpoint: Endpoint, status: number, body: unknown): Error {
  const problem = Clean(Problem, body);
  if (Check(Problem, problem)) return new ProblemError(problem);
  if (status === 502 || status === 504) return new OfflineError(status);
  return new ReplyError(endpoint.name, `status ${status} without a problem`);
}
