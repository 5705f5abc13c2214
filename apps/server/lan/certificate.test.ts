import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { makeServerCertificate, stillServes } from './authority.ts';
import { certificateFor } from './certificate.ts';

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

test('a certificate is made anew when the address changed or it is about to end', async () => {
  const { makeAuthority } = await import('./authority.ts');
  const now = new Date('2026-11-21T00:00:00Z');
  const authority = await makeAuthority('uji', now);
  const at = { names: ['localhost'], addresses: ['192.168.1.7'] };
  const made = await makeServerCertificate(authority, at, now);
  expect(stillServes(made.cert, authority, at, now)).toBe(true);
  expect(stillServes(made.cert, authority, { ...at, addresses: ['192.168.1.8'] }, now)).toBe(false);
  expect(stillServes(made.cert, authority, at, new Date('2027-12-01T00:00:00Z'))).toBe(false);
});
