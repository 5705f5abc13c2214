import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NotesServer, openNotesServer } from '../testing/notes-server.ts';

let house: NotesServer;
beforeAll(async () => {
  house = await openNotesServer();
});
afterAll(() => house.close());

const note = () => ({ id: randomUUID(), title: 'Kotak', author: 'Penulis', area: '31.73', weight: 1 });

/** What a browser sends along by itself, and what the page adds. */
async function post(headers: Readonly<Record<string, string>>, payload: string = JSON.stringify(note())) {
  const cookie = `rakor_session=${house.token('writer')}`;
  const answer = await house.server.app.inject({
    method: 'POST',
    url: '/api/notes',
    headers: { host: 'rakor.test', cookie, 'content-type': 'application/json', ...headers },
    payload,
  });
  return { status: answer.statusCode, code: String(answer.json().code ?? '') };
}
const key = () => ({ 'idempotency-key': randomUUID() });

describe('a page of another site, in the browser of somebody who is signed in', () => {
  it.each(['cross-site', 'same-site'])('gives no command when the browser calls it %s', async (site) => {
    const answer = await post({ ...key(), 'sec-fetch-site': site });
    expect(answer).toEqual({ status: 403, code: 'session.cross-site' });
  });

  it.each(['https://elsewhere.example', 'null', 'https://rakor.test', 'http://rakor.test:81'])(
    'gives no command from %s when the browser is too old to say more than that',
    async (origin) => {
      expect((await post({ ...key(), origin })).code).toBe('session.cross-site');
    },
  );

  it('gives no command by a form: it can neither name a request nor send its fields as JSON', async () => {
    expect((await post({})).code).toBe('request.id-missing');
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data']) {
      const { status } = await post({ ...key(), 'content-type': type }, 'title=Kotak');
      expect([415, 422]).toContain(status);
    }
  });

  it('is not our own page, which may', async () => {
    expect((await post({ ...key(), 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await post({ ...key(), origin: 'http://rakor.test' })).status).toBe(200);
  });
});

describe('what browsers are told to refuse', () => {
  it('is everything inline, every frame and every other origin', async () => {
    const { headers } = await house.server.app.inject({ url: '/api/health' });
    const policy = String(headers['content-security-policy']);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    for (const said of [
      ...["default-src 'self'", "script-src 'self'", "script-src-attr 'none'", "style-src 'self'"],
      ...["style-src-attr 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"],
      ...["form-action 'self'", "connect-src 'self'"],
    ]) {
      expect(policy.split(';')).toContain(said);
    }
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });
});
