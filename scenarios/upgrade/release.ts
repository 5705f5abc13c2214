/** A release of Rakor in a folder of its own, with the migrations that it brings, started as an owner starts it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '..', '..');

/** Packs the sources as they are; `changes` are more migrations, `room/NNNN-title` → SQL. */
export async function makeRelease(changes: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rakor-release-'));
  await build({
    absWorkingDir: root,
    entryPoints: ['apps/server/main.ts'],
    outfile: join(folder, 'dist/server/main.js'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
  for (const path of ['package.json', 'data', 'platform/server/migrations', 'capabilities']) {
    await cp(join(root, path), join(folder, path), { recursive: true });
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const [name, text] of Object.entries(changes)) {
    const [room = '', file = ''] = name.split('/');
    await mkdir(join(folder, 'capabilities', room, 'migrations'), { recursive: true });
    await writeFile(join(folder, 'capabilities', room, 'migrations', `${file}.sql`), text);
  }
  return folder;
}

export type Running = {
  readonly origin: string;
  readonly pid: number;
  /** All that it said so far. */
  said(): string;
  stop(): Promise<void>;
};
export type Ended = { readonly code: number | null; readonly said: string };

/** Starts a release on a data directory; comes back when it is ready, or when it has ended by itself. */
export function startRelease(
  folder: string,
  dataDir: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Running | Ended> {
  const { DATABASE_URL: _outside, ...inherited } = process.env;
  const env = { ...inherited, ...more };
  const args = [join(folder, 'dist/server/main.js'), '--data', dataDir, '--port', '0'];
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  return new Promise((done) => {
    let said = '';
    const hear = (part: Buffer) => {
      said += part.toString();
      // Its last words: the link of the first administrator comes in a line between.
      const origin = /is ready:\s+(http:\S+).*Berhenti [/] stop/s.exec(said)?.[1];
      if (origin) done({ origin, pid: child.pid ?? 0, said: () => said, stop: () => stop(child) });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('close', (code) => done({ code, said }));
  });
}

export async function ready(started: Promise<Running | Ended>): Promise<Running> {
  const found = await started;
  if ('code' in found) throw new Error(`the server ended with ${found.code}:\n${found.said}`);
  return found;
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((gone) => {
    child.once('close', () => gone());
    child.kill('SIGTERM');
  });
}
