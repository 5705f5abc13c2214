import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer as createTlsServer } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { daysLeft, makeAuthority, makeServerCertificate, type Pem, stillServes } from './authority.ts';
import { certificateFor } from './certificate.ts';
import { nameConstraints, permittedBy } from './name-constraints.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rakor-tls-'));
});
afterAll(() => rm(folder, { recursive: true }));

const config = () => readConfig(['--lan', '--data', folder], {}, folder);

test('who trusts the authority trusts the server, by name and by address; who does not, does not', async () => {
  const tls = await certificateFor(config(), new Date());
  const server = createServer({ key: tls.key, cert: tls.cert }, (_request, response) => response.end('halo'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const ask = (host: string, ca?: string) =>
    new Promise<string>((resolve) => {
      request(
        { host, port, ...(ca ? { ca } : {}), servername: host === 'localhost' ? host : '' },
        (answer) => {
          answer.resume();
          resolve(String(answer.statusCode));
        },
      )
        .on('error', (error) => resolve('code' in error ? String(error.code) : error.message))
        .end();
    });
  expect(await ask('127.0.0.1', tls.authority?.cert)).toBe('200');
  expect(await ask('localhost', tls.authority?.cert)).toBe('200');
  expect(await ask('127.0.0.1')).toMatch(/SELF_SIGNED|UNABLE_TO/);
  server.close();
});

test('a second start keeps the authority and its fingerprint', async () => {
  const first = await certificateFor(config(), new Date());
  const second = await certificateFor(config(), new Date());
  expect(second.authority?.fingerprint).toBe(first.authority?.fingerprint);
  expect(second.cert).toBe(first.cert);
  expect(new X509Certificate(first.authority?.cert ?? '').fingerprint256).toBe(first.authority?.fingerprint);
});

test.each([
  ['its key was replaced and it was not', 'server-key.pem', null],
  ['it was written half', 'server.pem', '-----BEGIN CERTIFICATE-----\nMIIB'],
])('a certificate of which %s, by a stop between two writes, is made anew', async (_how, file, half) => {
  const first = await certificateFor(config(), new Date());
  const other = await makeAuthority('uji', first.at, new Date());
  await writeFile(join(folder, 'tls', file), half ?? other.key);
  const second = await certificateFor(config(), new Date());
  expect(new X509Certificate(second.cert).checkPrivateKey(createPrivateKey(second.key))).toBe(true);
  expect(second.authority).toEqual(first.authority);
});

test('a certificate is made anew when the address changed or it is about to end, its authority is not', async () => {
  const now = new Date('2026-11-21T00:00:00Z');
  const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
  const at = { names: ['localhost'], addresses: ['192.168.1.7'] };
  const authority = await makeAuthority('uji', at, now);
  const made = await makeServerCertificate(authority, at, now);
  expect(stillServes(made.cert, authority, at, now)).toBe(true);
  expect(stillServes(made.cert, authority, { ...at, addresses: ['192.168.1.8'] }, now)).toBe(false);
  expect(stillServes(made.cert, authority, at, inDays(160))).toBe(false);
  // The last one ends with its authority and is not made again every time somebody looks.
  const last = await makeServerCertificate(authority, at, inDays(720));
  expect(stillServes(last.cert, authority, at, inDays(725))).toBe(true);
  expect(daysLeft(authority, inDays(725))).toBe(5);
  expect(stillServes(made.cert, await makeAuthority('uji', at, now), at, now)).toBe(false);
});

test('the authority of a former release stays, and a name that it does not vouch for is said', async () => {
  const now = new Date();
  const first = await certificateFor(config(), now);
  const named = { ...config(), names: ['posko.example'] };
  const second = await certificateFor(named, now);
  expect(second.authority).toEqual(first.authority);
  expect(second.notices.join(' ')).toContain('posko.example');
  const end = await certificateFor(config(), new Date(now.getTime() + 700 * 86_400_000));
  expect(end.authority).toEqual(first.authority);
  expect(end.notices.join(' ')).toMatch(/ends in (29|30) days/);
  const after = await certificateFor(config(), new Date(now.getTime() + 731 * 86_400_000));
  expect(after.authority?.fingerprint).not.toBe(first.authority?.fingerprint);
});

test('who trusts the authority trusts it for its own names and private addresses alone', async () => {
  const own = { names: ['localhost', 'posko.example'], addresses: ['10.1.2.3', '203.0.113.9'] };
  const authority = await makeAuthority('uji', own, new Date());
  const trusts = (at: { names: readonly string[]; addresses: readonly string[] }, servername: string) =>
    handshake(authority, at, servername);
  expect(await trusts(own, 'posko.example')).toBe('trusted');
  expect(await trusts({ names: ['localhost'], addresses: ['192.168.9.9', '100.64.1.1'] }, 'localhost')).toBe(
    'trusted',
  );
  expect(await trusts({ names: ['bank.example'], addresses: [] }, 'bank.example')).toMatch(
    /permitted subtree violation/,
  );
  expect(await trusts({ names: ['localhost'], addresses: ['203.0.113.10'] }, 'localhost')).toMatch(
    /permitted subtree violation/,
  );
  expect(
    permittedBy(authority.cert, { names: ['bank.example'], addresses: ['203.0.113.10', '10.9.9.9'] }),
  ).toEqual({
    names: [],
    addresses: ['10.9.9.9'],
  });
});

test('its limits are written in the shortest form, however long they are: browsers take no other', () => {
  const heads = [3, 4, 40].map((count) => {
    const names = Array.from({ length: count }, (_each, at) => `posko-${at}.example`);
    const bytes = Buffer.from(nameConstraints({ names, addresses: [] }).value);
    const [, first = 0, second = 0] = bytes;
    return first < 0x80 || (first === 0x81 && second >= 0x80) || (first === 0x82 && second > 0);
  });
  expect(heads).toEqual([true, true, true]);
});

/** What a client that trusts the authority makes of a certificate that its key has signed. */
async function handshake(
  authority: Pem,
  at: { names: readonly string[]; addresses: readonly string[] },
  servername: string,
): Promise<string> {
  const made = await makeServerCertificate(authority, at, new Date());
  const server = createTlsServer({ key: made.key, cert: made.cert }, (socket) => socket.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await new Promise((resolve) => {
      const socket = connect({ host: '127.0.0.1', port, servername, ca: authority.cert }, () =>
        resolve('trusted'),
      );
      socket.on('error', (error) => resolve(error.message));
    });
  } finally {
    server.close();
  }
}
