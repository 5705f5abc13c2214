import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { command, query } from '#shared/endpoint.ts';
import { newId } from '#shared/id.ts';
import { object, Type } from '#shared/schema.ts';
import { i18n } from '../i18n/index.ts';
import { call } from './call.ts';
import { isWaiting, OfflineError, ProblemError, ReplyError } from './errors.ts';
import { onSignedOut } from './signed-out.ts';

type Answer = { status: number; body: string };
let server: Server;
let base = '';
let answer: Answer = { status: 200, body: '{}' };
let seen: { key: string; device: string; body: string }[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    seen.push({
      key: String(request.headers['idempotency-key']),
      device: String(request.headers['rakor-device-time']),
      body,
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  base = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
});
afterAll(() => new Promise<void>((done) => server.close(() => done())));
beforeEach(() => {
  seen = [];
});

const common = { summary: { id: 'Hitung', en: 'Count' }, access: 'signed-in' as const };
const count = () =>
  query({ ...common, name: 'x.count', path: `${base}/count`, reply: object({ total: Type.Integer() }) });
const add = () =>
  command({
    ...common,
    name: 'x.add',
    path: `${base}/add`,
    body: object({ name: Type.String() }),
    reply: object({}),
    records: [],
  });

describe('the client', () => {
  it('gives back what the contract promises and drops what a newer server adds', async () => {
    answer = { status: 200, body: '{"total":3,"added":"later"}' };
    expect(await call(count(), {})).toEqual({ total: 3 });
  });

  it('does not pass on a reply that breaks the contract', async () => {
    answer = { status: 200, body: '{"total":"3"}' };
    await expect(call(count(), {})).rejects.toThrow(ReplyError);
  });

  it('names in the language of the screen what was erased', async () => {
    const reply = object({ names: Type.Array(Type.String()) });
    const who = query({ ...common, name: 'x.who', path: `${base}/who`, reply });
    answer = { status: 200, body: '{"names":["(dihapus)","Ani"]}' };
    expect(await call(who, {})).toEqual({ names: ['(dihapus)', 'Ani'] });
    await i18n.changeLanguage('en');
    expect(await call(who, {})).toEqual({ names: ['(erased)', 'Ani'] });
    await i18n.changeLanguage('id');
  });

  it('sends a command with its intent and the time of the device', async () => {
    answer = { status: 200, body: '{}' };
    const intent = newId();
    await call(add(), { body: { name: 'Slipi' } }, { intent });
    await call(add(), { body: { name: 'Slipi' } });
    expect(seen[0]).toMatchObject({ key: intent, body: '{"name":"Slipi"}' });
    expect(seen[0]?.device).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(seen[1]?.key).not.toBe(intent);
  });

  it('carries a refusal with its code and its words', async () => {
    const detail = { id: 'Sudah ada.', en: 'Exists.' };
    const problem = { type: 'urn:rakor:problem:x.taken', title: 'x', status: 409, code: 'x.taken', detail };
    answer = { status: 409, body: JSON.stringify(problem) };
    const error = await call(add(), { body: { name: 'Slipi' } }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ problem: { code: 'x.taken', detail } });
    expect(isWaiting(error)).toBe(false);
  });

  it('raises the signed-out signal when a session is asked for', async () => {
    const problem = {
      type: 'p',
      title: 'x',
      status: 401,
      code: 'session.required',
      detail: { id: 'a', en: 'b' },
    };
    answer = { status: 401, body: JSON.stringify(problem) };
    let raised = 0;
    const stop = onSignedOut(() => {
      raised += 1;
    });
    await call(count(), {}).catch(() => undefined);
    stop();
    expect(raised).toBe(1);
  });

  it('calls silence silence, and a dead gateway too, so that the same intent may go again', async () => {
    answer = { status: 502, body: '<html>' };
    const gateway = await call(count(), {}).catch((caught: unknown) => caught);
    const nowhere = query({ ...common, name: 'x.n', path: 'http://127.0.0.1:1/', reply: object({}) });
    const silence = await call(nowhere, {}).catch((caught: unknown) => caught);
    expect([gateway, silence].every((error) => error instanceof OfflineError && isWaiting(error))).toBe(true);
  });
});
