import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerProblems } from '#server/http/answer-problems.ts';
import { problemTexts } from '#server/http/problems.ts';
import { makeAuthority, makeServerCertificate } from './lan/authority.ts';
import { answerOwnNamesOnly, ownNames } from './own-names.ts';

let app: FastifyInstance;
let port: number;
beforeAll(async () => {
  app = Fastify({ trustProxy: 'loopback' });
  answerProblems(app, problemTexts([]));
  app.get('/api/health', () => ({ status: 'ok' }));
  app.post('/api/change', () => ({ changed: true }));
  answerOwnNamesOnly(app, ownNames({ lan: false, names: ['posko.example'] }, null));
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as AddressInfo).port;
});
afterAll(() => app.close());

function ask(path: string, headers: Record<string, string>, method = 'GET') {
  return new Promise<{ status: number; text: string }>((done, failed) => {
    request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      let text = '';
      answer.on('data', (part) => {
        text += part;
      });
      answer.on('end', () => done({ status: answer.statusCode ?? 0, text }));
    })
      .on('error', failed)
      .end();
  });
}

test.each(['localhost', '127.0.0.1', '[::1]', 'LOCALHOST.', 'posko.example'])(
  'answers to %s',
  async (name) => {
    expect((await ask('/api/health', { host: `${name}:${port}` })).status).toBe(200);
    expect((await ask('/api/health', { host: name })).status).toBe(200);
  },
);

test.each(['evil.example', 'localhost.evil.example', '192.168.1.7', '127.0.0.1.evil.example', ''])(
  'answers nobody who came by the name %j, whatever is forwarded, and tells how to allow a name',
  async (name) => {
    const headers = { host: `${name}:${port}`, 'x-forwarded-host': 'localhost' };
    const { status, text } = await ask('/api/health', headers);
    expect([status, JSON.parse(text).code]).toEqual([421, 'host.unknown']);
    expect(JSON.parse(text).detail.id).toContain('npm start -- --name');
  },
);

test('a page of another site changes nothing, with or without a session', async () => {
  const host = `localhost:${port}`;
  const post = async (headers: Record<string, string>) => (await ask('/api/change', headers, 'POST')).status;
  expect(await post({ host, origin: 'http://evil.example' })).toBe(403);
  expect(await post({ host, origin: `http://localhost:${port}` })).toBe(200);
  expect(await post({ host })).toBe(200);
  // A proxy on this machine speaks for the name that it serves.
  expect(await post({ host, origin: 'https://rakor.example', 'x-forwarded-host': 'rakor.example' })).toBe(
    200,
  );
});

test('the names of the certificate are its own as well', async () => {
  const now = new Date();
  const at = { names: ['posko.lan'], addresses: ['10.1.2.3'] };
  const { cert } = await makeServerCertificate(await makeAuthority('uji', at, now), at, now);
  const isOwn = ownNames({ lan: true, names: [] }, cert);
  expect(['posko.lan', '10.1.2.3', 'localhost'].filter(isOwn)).toHaveLength(3);
  expect(['other.lan', '10.1.2.4'].filter(isOwn)).toEqual([]);
});
