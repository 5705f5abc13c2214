import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

// The rules of ARCHITECTURE.md that concern one file at a time; directions.test.ts has those between files.
const root = fileURLToPath(new URL('..', import.meta.url));
const SKIPPED = new Set([
  'node_modules',
  'dist',
  '.git',
  '.rakor',
  'rakor-data',
  'coverage',
  'test-artifacts',
  'golden',
]);
const LINES_HARD_LIMIT = 300;
const README_LIMIT = 40;

const files = listFiles('');
const sources = files.filter((file) => /\.(ts|tsx|css|mjs|cjs)$/.test(file));
const shipped = sources.filter((file) => !/\.(test|bench)\.tsx?$/.test(file));
const rooms = existsSync(join(root, 'capabilities'))
  ? readdirSync(join(root, 'capabilities'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
  : [];

describe('every file', () => {
  it(`has at most ${LINES_HARD_LIMIT} lines, unless it is a test`, () => {
    const long = shipped.filter((file) => countLines(file) > LINES_HARD_LIMIT);
    expect(long.map((file) => `${file}: ${countLines(file)} lines`)).toEqual([]);
  });

  it('speaks of the product and not of the place where it is written', () => {
    // Put together here, so that this file does not name them.
    const places = [['', 'work', ''].join('/'), ['', 'tmp', 'brief'].join('/'), ['npm', 'lock'].join('.')];
    const texts = files.filter((file) => /\.(ts|tsx|css|mjs|cjs|json|md|sql|html|ya?ml)$|^\.ci\//.test(file));
    const loose = texts.filter(
      (file) => file !== 'package-lock.json' && places.some((place) => read(file).includes(place)),
    );
    expect(loose).toEqual([]);
  });
});

describe('a decision', () => {
  it('takes time and randomness as arguments, in engines and in rules', () => {
    const pure = shipped.filter((file) =>
      /^engines\/.*\.tsx?$|^capabilities\/[^/]+\/(rules|contract)\.ts$/.test(file),
    );
    const impure = pure.filter((file) =>
      /\bnew Date\b|\bDate\.|\bDate\(|\bMath\.random\b|\bperformance\.|\bgetRandomValues\b|\brandomUUID\b/.test(
        code(file),
      ),
    );
    expect(impure).toEqual([]);
  });
});

describe('every room', () => {
  it('has a contract', () => {
    expect(rooms.filter((room) => !existsSync(join(root, 'capabilities', room, 'contract.ts')))).toEqual([]);
  });

  it(`has a README of at most ${README_LIMIT} lines`, () => {
    const readmes = rooms.map((room) => `capabilities/${room}/README.md`);
    const wrong = readmes.filter((file) => !existsSync(join(root, file)) || countLines(file) > README_LIMIT);
    expect(wrong).toEqual([]);
  });

  it('is named in the hand-written list of the server', () => {
    const list = 'apps/server/capabilities.ts';
    if (!existsSync(join(root, list))) return expect(rooms).toEqual([]);
    const named = read(list);
    return expect(rooms.filter((room) => !named.includes(`/${room}/`))).toEqual([]);
  });

  it('is cut by decision and never by mechanism', () => {
    const named = files.filter((file) =>
      /^capabilities\/.*\/(helpers?|utils?|types|common|misc)\.tsx?$/.test(file),
    );
    expect(named).toEqual([]);
  });
});

describe('the package', () => {
  it('offers ten scripts and no more', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const ten = ['bench', 'build', 'check', 'dev', 'e2e', 'new', 'snapshot', 'start', 'stories', 'test'];
    expect(Object.keys(scripts).sort()).toEqual(ten);
  });

  it('fails its check when the lock lacks a package for another platform, and can mend it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rakor-lock-'));
    const file = join(folder, 'package-lock.json');
    const lock = JSON.parse(read('package-lock.json'));
    delete lock.packages['node_modules/@esbuild/win32-arm64'];
    writeFileSync(file, JSON.stringify(lock));
    const before = await runTool('tools/complete-lock.mjs', '--check', file);
    const mended = await runTool('tools/complete-lock.mjs', file);
    const after = await runTool('tools/complete-lock.mjs', '--check', file);
    const entry = JSON.parse(readFileSync(file, 'utf8')).packages['node_modules/@esbuild/win32-arm64'];
    rmSync(folder, { recursive: true });
    expect([before.code, mended.code, after.code]).toEqual([1, 0, 0]);
    expect(before.stderr).toContain('@esbuild/win32-arm64@');
    expect(entry).toMatchObject({ optional: true, os: ['win32'], cpu: ['arm64'] });
  });

  it('refuses an unknown script by name', async () => {
    const { code, stderr } = await runTool('tools/run.mjs', 'launch');
    expect(code).toBe(1);
    expect(stderr).toContain('Unknown script "launch"');
  });
});

function listFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : listFiles(path);
    return entry.isFile() ? [path] : [];
  });
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function countLines(file: string): number {
  return read(file).trimEnd().split('\n').length;
}

/** The file without its comments. */
function code(file: string): string {
  return read(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '');
}

function runTool(...args: string[]): Promise<{ code: number; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: root }, (_error, _stdout, stderr) =>
      resolve({ code: child.exitCode ?? 1, stderr }),
    );
  });
}
