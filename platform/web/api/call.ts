import { Check, Clean } from 'typebox/value';
import type { Endpoint, ReplyOf } from '#shared/endpoint.ts';
import { erasedIn } from '#shared/erased.ts';
import { newId } from '#shared/id.ts';
import { Problem } from '#shared/problem.ts';
import { systemClock } from '#shared/time.ts';
import { currentLanguage } from '../i18n/i18n.ts';
import { OfflineError, ProblemError, ReplyError } from './errors.ts';
import type { InputOf } from './input.ts';
import { isUnattended } from './presence.ts';
import { raiseSignedOut } from './signed-out.ts';
import { urlOf } from './url.ts';

export type CallOptions = {
  readonly signal?: AbortSignal;
  /** Id of the intent. Give the same one when the same thing is sent again. */
  readonly intent?: string;
};

// Long enough for a slow uplink at the end of the road, short enough that somebody is told.
const PATIENCE_MS = 45_000;
const BEHIND_A_DEAD_GATEWAY = [502, 504];

/**
 * Asks an endpoint, or tells it a command.
 * @throws ProblemError when the server refuses, OfflineError when nobody answers, ReplyError on a broken contract
 */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: CallOptions = {},
): Promise<ReplyOf<E>> {
  const response = await send(endpoint, input, options);
  const body = await readJson(endpoint, response);
  if (!response.ok) throw refusalOf(endpoint, response, body);
  // A newer server may answer more than this build knows; what it does know must still hold.
  const schema: E['reply'] = endpoint.reply;
  const known = Clean(schema, body);
  if (!Check(schema, known)) throw new ReplyError(endpoint.name, 'the reply is not what the contract says');
  return known;
}

async function send<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: CallOptions,
): Promise<Response> {
  const given: { body?: unknown } = input;
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const headers = new Headers({ accept: 'application/json, application/problem+json' });
  if (isUnattended()) headers.set('rakor-unattended', '1');
  const init: RequestInit = {
    method: endpoint.method,
    headers,
    credentials: 'same-origin',
    signal: options.signal ? AbortSignal.any([options.signal, patience]) : patience,
  };
  if (endpoint.method === 'POST') {
    headers.set('idempotency-key', options.intent ?? newId());
    headers.set('rakor-device-time', systemClock().toISOString());
    init.body = bodyOf(endpoint, given.body, headers);
  }
  try {
    return await fetch(urlOf(endpoint, input), init);
  } catch (cause) {
    options.signal?.throwIfAborted();
    throw new OfflineError(cause);
  }
}

function bodyOf(endpoint: Endpoint, body: unknown, headers: Headers): BodyInit {
  if (endpoint.bodyType === 'bytes') {
    if (!(body instanceof Blob)) throw new TypeError(`${endpoint.name} takes a Blob or a File`);
    headers.set('content-type', body.type || 'application/octet-stream');
    return body;
  }
  headers.set('content-type', 'application/json');
  return JSON.stringify(body ?? {});
}

async function readJson(endpoint: Endpoint, response: Response): Promise<unknown> {
  let text: string;
  try {
    // What was erased is stored under one word, whatever language reads it.
    text = erasedIn(currentLanguage(), await response.text());
  } catch (cause) {
    throw new OfflineError(cause);
  }
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    if (response.ok) throw new ReplyError(endpoint.name, 'the reply is not JSON');
    return text;
  }
}

function refusalOf(endpoint: Endpoint, response: Response, body: unknown): Error {
  const problem = Clean(Problem, body);
  if (Check(Problem, problem)) {
    if (problem.code === 'session.required') raiseSignedOut();
    return new ProblemError(problem);
  }
  if (BEHIND_A_DEAD_GATEWAY.includes(response.status)) return new OfflineError(response.status);
  return new ReplyError(endpoint.name, `status ${response.status} without a problem`);
}
