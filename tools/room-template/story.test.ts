import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

// The whole promise of `npm run new capability NAME`, kept in a copy of the house.
const root = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = ['apps', 'capabilities', 'data', 'engines', 'platform', 'tools'];
const FILES = ['package.json', 'package-lock.json', 'biome.json', '.gitignore', 'vitest.config.ts'];
const room = 'capabilities/road-blocks';
let folder: string;
let copy: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rakor-new-'));
  copy = join(folder, 'house');
  for (const name of [...FOLDERS, ...FILES, 'tsconfig.base.json', 'tsconfig.json']) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  writeFileSync(
    join(copy, 'tsconfig.room.json'),
    JSON.stringify({ extends: './tsconfig.json', include: [room] }),
  );
  const made = await run('tools/run.mjs', 'new', 'capability', 'road-blocks');
  expect(made).toMatchObject({ code: 0 });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('stands in the list of the server', () => {
  const list = readFileSync(join(copy, 'apps/server/capabilities.ts'), 'utf8');
  expect(list).toMatch(/^import \{ roadBlocks \} from '#rooms\/road-blocks\/server\.ts';$/m);
  expect(list).toMatch(/\broadBlocks,?\s*\];/);
});

it('is formatted, linted and typed', async () => {
  const linted = await run(
    'node_modules/@biomejs/biome/bin/biome',
    'check',
    room,
    'apps/server/capabilities.ts',
  );
  const typed = await run('node_modules/typescript/bin/tsc', '--pretty', 'false', '-p', 'tsconfig.room.json');
  expect(linted).toMatchObject({ code: 0 });
  expect(typed.output.split('\n').filter((line) => line.startsWith(room))).toEqual([]);
}, 60_000);

it('decides by its rules and tells its story over HTTP', async () => {
  const tested = await run('node_modules/vitest/vitest.mjs', 'run', room);
  expect(tested.output).toMatch(/Test Files\s+2 passed/);
  expect(tested.code).toBe(0);
}, 120_000);

it('is not made twice, and not under a name that is no folder name', async () => {
  const again = await run('tools/run.mjs', 'new', 'capability', 'road-blocks');
  const wrong = await run('tools/run.mjs', 'new', 'capability', 'Road_Blocks');
  expect([again.code, wrong.code]).toEqual([1, 1]);
  expect(again.output).toContain('is there already');
  expect(wrong.output).toContain('not kebab-case');
});

function run(...args: string[]): Promise<{ code: number; output: string }> {
  // The inner run of tests must not take itself for a part of this one.
  const own = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('VITEST') && name !== 'NODE_ENV',
  );
  const env = { ...Object.fromEntries(own), NO_COLOR: '1', FORCE_COLOR: undefined };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      args,
      { cwd: copy, env, maxBuffer: 2 ** 26 },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? 1, output: stdout + stderr }),
    );
  });
}
