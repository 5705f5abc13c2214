import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { serveApps } from './static-apps.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'rakor-apps-'));
  await mkdir(join(root, 'dist', 'opsroom', 'assets'), { recursive: true });
  await writeFile(join(root, 'dist', 'opsroom', 'index.html'), '<title>Rakor</title>');
});
afterEach(() => rm(root, { recursive: true, force: true }));

it('gives out a part that an upgrade put there after the server started, and keeps nobody on one that is gone', async () => {
  const app = fastify();
  await serveApps(app, root);
  await writeFile(join(root, 'dist', 'opsroom', 'assets', 'wall-B2_x-9.js'), 'export {};');
  const there = await app.inject('/assets/wall-B2_x-9.js');
  expect([there.statusCode, there.body, there.headers['cache-control']]).toEqual([
    200,
    'export {};',
    'public, max-age=31536000, immutable',
  ]);
  for (const address of ['/assets/wall-A1.js', '/assets/..%2findex.html', '/api/x']) {
    const gone = await app.inject(address);
    expect([address, gone.statusCode, gone.headers['cache-control']]).toEqual([address, 404, undefined]);
  }
  const page = await app.inject('/o/x/tps');
  expect([page.body, page.headers['cache-control']]).toEqual(['<title>Rakor</title>', 'no-cache']);
  await app.close();
});
