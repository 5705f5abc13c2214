import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-6';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['apps', 'capabilities', 'data', 'engines', 'platform', 'scenarios', 'tools'];
const LINES_HARD_LIMIT = 60;
const PARAMETERS = 4;

type Found = { readonly where: string; readonly lines: number; readonly parameters: number };

const found = FOLDERS.filter((folder) => existsSync(join(root, folder)))
  .flatMap(listSources)
  .flatMap((file) => findFunctions(file, read(file)));

it(`no function is longer than ${LINES_HARD_LIMIT} lines`, () => {
  const long = found.filter(({ lines }) => lines > LINES_HARD_LIMIT);
  expect(long.map(({ where, lines }) => `${where} has ${lines} lines`)).toEqual([]);
});

it(`no function takes more than ${PARAMETERS} parameters`, () => {
  const wide = found.filter(({ parameters }) => parameters > PARAMETERS);
  expect(wide.map(({ where, parameters }) => `${where} takes ${parameters} parameters`)).toEqual([]);
});

it('the measure sees functions of every kind', () => {
  const planted = `export function a(b, c, d, e, f) {}\nconst g = (h) => {\n  return h;\n};\nclass I { j() {} }`;
  expect(findFunctions('planted.ts', planted)).toEqual([
    { where: 'planted.ts:1', lines: 1, parameters: 5 },
    { where: 'planted.ts:2', lines: 3, parameters: 1 },
    { where: 'planted.ts:5', lines: 1, parameters: 0 },
  ]);
  expect(found.length).toBeGreaterThan(100);
});

function findFunctions(file: string, text: string): Found[] {
  const kind = file.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const all: Found[] = [];
  const lineOf = (at: number) => source.getLineAndCharacterOfPosition(at).line + 1;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const first = lineOf(node.getStart(source));
      const lines = lineOf(node.end) - first + 1;
      all.push({ where: `${file}:${first}`, lines, parameters: node.parameters.length });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return all;
}

function listSources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : listSources(path);
    return /\.(ts|tsx|mjs)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
