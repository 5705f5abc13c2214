/** `rakor` as an operator and a witness type it: a process of its own, from the sources as they are. */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '..', '..');

export type Ran = { readonly code: number; readonly said: string; readonly complained: string };
export type Rakor = { run(...words: readonly string[]): Promise<Ran>; remove(): Promise<void> };

export async function packRakor(): Promise<Rakor> {
  const folder = await mkdtemp(join(tmpdir(), 'rakor-command-'));
  const cli = join(folder, 'dist', 'server', 'cli.js');
  await build({
    absWorkingDir: root,
    entryPoints: ['apps/server/cli/main.ts'],
    outfile: cli,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
  await cp(join(root, 'package.json'), join(folder, 'package.json'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return {
    run: (...words) =>
      new Promise((done) => {
        const child = execFile(
          process.execPath,
          [cli, ...words],
          { cwd: folder },
          (_error, said, complained) => done({ code: child.exitCode ?? -1, said, complained }),
        );
      }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
