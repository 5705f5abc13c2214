import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

// A small model of the house is built in a temporary folder, and violations are planted in it.
const root = fileURLToPath(new URL('..', import.meta.url));

const foundations = [
  'platform/shared/id.ts',
  'platform/server/database.ts',
  'platform/web/kit.tsx',
  'engines/one/index.ts',
  'engines/two/index.ts',
  'engines/transparency-log/index.ts',
  'data/zones.ts',
  'apps/server/main.ts',
  'apps/server/testing/server.ts',
  'apps/opsroom/main.tsx',
  ...['alpha', 'beta'].flatMap((room) =>
    ['contract.ts', 'rules.ts', 'store.ts', 'routes.ts', 'opsroom/screen.tsx', 'field/screen.tsx'].map(
      (file) => `capabilities/${room}/${file}`,
    ),
  ),
];

/** What the imports below lead to, besides the foundations. */
const parts = [
  'engines/one/part.ts',
  'engines/transparency-log/part.ts',
  'platform/server/kept.test.ts',
  'capabilities/beta/store-cards.ts',
  'capabilities/contract-of-rules/rules.ts',
  'capabilities/delta/endpoints.ts',
  'capabilities/delta/opsroom/part.tsx',
  'capabilities/gamma/testing/ground.ts',
];

/** importing file, what it imports, the rule that must speak up */
const forbidden = [
  ['engines/one/neighbour.ts', '#engines/two/index.ts', 'engine-imports-only-itself'],
  ['engines/one/node.ts', 'node:crypto', 'engine-imports-only-itself'],
  ['engines/one/package.ts', 'fastify', 'engine-imports-only-itself'],
  ['engines/one/platform.ts', '#shared/id.ts', 'engine-imports-only-itself'],
  ['platform/shared/package.ts', 'fastify', 'shared-imports-only-the-schema-library'],
  ['platform/shared/upstairs.ts', '#server/database.ts', 'shared-imports-only-the-schema-library'],
  ['platform/server/room.ts', '#rooms/alpha/contract.ts', 'platform-knows-no-room'],
  ['platform/server/engine.ts', '#engines/one/index.ts', 'platform-knows-no-room'],
  ['platform/server/app.ts', '../../apps/server/main.ts', 'platform-knows-no-room'],
  ['platform/server/realtime/tree.ts', '#engines/transparency-log/index.ts', 'platform-knows-no-room'],
  ['platform/server/journal/engine.ts', '#engines/one/index.ts', 'journal-knows-its-tree-only'],
  ['platform/server/journal/inside.ts', '#engines/transparency-log/part.ts', 'journal-knows-its-tree-only'],
  ['platform/server/journal/room.ts', '#rooms/alpha/contract.ts', 'journal-knows-its-tree-only'],
  ['platform/server/screen.ts', '#web/kit.tsx', 'platform-server-and-web-apart'],
  ['platform/web/storage.ts', '#server/database.ts', 'platform-server-and-web-apart'],
  ['platform/web/node.ts', 'node:fs', 'screens-use-no-node'],
  ['capabilities/contract-of-server/contract.ts', '#server/database.ts', 'contract-leads-to-contracts-only'],
  ['capabilities/contract-of-rules/contract.ts', './rules.ts', 'contract-decides-nothing'],
  [
    'capabilities/contract-of-engine/contract.ts',
    '#engines/one/index.ts',
    'contract-leads-to-contracts-only',
  ],
  ['capabilities/contract-of-data/contract.ts', '#data/zones.ts', 'contract-leads-to-contracts-only'],
  ['capabilities/rules-of-server/rules.ts', '#server/database.ts', 'rules-are-pure'],
  ['capabilities/rules-of-package/rules.ts', 'fastify', 'rules-are-pure'],
  ['capabilities/alpha/rules.ts', './store.ts', 'rules-know-no-storage'],
  ['capabilities/gamma/store.ts', '#rooms/beta/store.ts', 'rooms-meet-through-contracts'],
  ['capabilities/gamma/routes.ts', '#rooms/beta/rules.ts', 'rooms-meet-through-contracts'],
  ['capabilities/gamma/reactions.ts', '#web/kit.tsx', 'room-server-side-has-no-screens'],
  ['capabilities/gamma/export.ts', '../../apps/server/main.ts', 'rooms-know-no-app'],
  ['capabilities/beta/opsroom/stored.tsx', '../store-cards.ts', 'screens-lead-to-no-server-file'],
  ['capabilities/gamma/opsroom/served.tsx', '#server/database.ts', 'screens-lead-to-no-server-file'],
  ['capabilities/gamma/opsroom/other.tsx', '#rooms/beta/opsroom/screen.tsx', 'rooms-meet-through-contracts'],
  ['capabilities/beta/opsroom/phone.tsx', '../field/screen.tsx', 'screens-see-their-room-and-contracts'],
  ['capabilities/gamma/opsroom/node.tsx', 'node:fs', 'screens-use-no-node'],
  ['capabilities/gamma/tested.ts', '../../apps/server/testing/server.ts', 'test-server-is-for-tests'],
  ['apps/field/main.tsx', '../opsroom/main.tsx', 'apps-apart'],
  ['apps/field/engine.ts', '#engines/one/index.ts', 'apps-compose-only'],
  ['apps/field/routes.ts', '#rooms/alpha/routes.ts', 'web-apps-know-no-server-file'],
  ['scenarios/inside.test.ts', '#rooms/alpha/contract.ts', 'scenarios-stay-outside'],
  ['scenarios/engine.test.ts', '#engines/one/index.ts', 'scenarios-stay-outside'],
  ['scenarios/app.test.ts', '../apps/server/main.ts', 'scenarios-stay-outside'],
  ['data/room.ts', '#rooms/alpha/contract.ts', 'data-is-data'],
  ['platform/server/nowhere.ts', '#server/gone.ts', 'no-unresolvable'],
  ['platform/server/undeclared.ts', 'lodash', 'no-undeclared-packages'],
  ['platform/server/leftover.ts', './kept.test.ts', 'no-tests-in-sources'],
  ['capabilities/gamma/grounded.ts', './testing/ground.ts', 'no-tests-in-sources'],
] as const;

/** These are in the table of ARCHITECTURE.md as allowed: none of them may be reported. */
const allowed = [
  ['engines/one/index.ts', './part.ts'],
  ['engines/one/index.test.ts', 'node:fs'],
  ['engines/one/bench/peer.ts', 'fastify'],
  ['platform/shared/schema.ts', 'typebox'],
  ['platform/server/endpoint.ts', '#shared/id.ts'],
  ['platform/server/endpoint.ts', 'fastify'],
  ['platform/server/journal/tree.ts', '#engines/transparency-log/index.ts'],
  ['platform/web/client.ts', '#shared/id.ts'],
  ['capabilities/delta/contract.ts', '#rooms/beta/contract.ts'],
  ['capabilities/delta/contract.ts', '#shared/id.ts'],
  ['capabilities/delta/contract.ts', './endpoints.ts'],
  ['capabilities/delta/rules.ts', './contract.ts'],
  ['capabilities/delta/rules.ts', './decide.ts'],
  ['capabilities/delta/decide.ts', '#engines/one/index.ts'],
  ['capabilities/delta/store.ts', '#server/database.ts'],
  ['capabilities/delta/routes.ts', './store.ts'],
  ['capabilities/delta/routes.ts', './rules.ts'],
  ['capabilities/delta/routes.ts', '#rooms/beta/contract.ts'],
  ['capabilities/delta/story.test.ts', '#server/database.ts'],
  ['capabilities/delta/story.test.ts', '../../apps/server/testing/server.ts'],
  ['capabilities/delta/testing/ground.ts', '../../../apps/server/testing/server.ts'],
  ['capabilities/delta/testing/ground.ts', '#web/kit.tsx'],
  ['capabilities/delta/opsroom/screen.tsx', '../rules.ts'],
  ['capabilities/delta/opsroom/screen.tsx', '#rooms/beta/contract.ts'],
  ['capabilities/delta/opsroom/screen.tsx', '#web/kit.tsx'],
  ['capabilities/delta/opsroom/screen.tsx', './part.tsx'],
  ['apps/server/capabilities.ts', '#rooms/delta/routes.ts'],
  ['apps/server/capabilities.ts', '#server/database.ts'],
  ['apps/opsroom/routes.tsx', '#rooms/delta/opsroom/screen.tsx'],
  ['scenarios/outside.test.ts', '#shared/id.ts'],
  ['scenarios/outside.test.ts', 'node:http'],
  ['scenarios/outside.test.ts', '../apps/server/testing/server.ts'],
] as const;

type Report = { modules: number; violations: { rule: string; from: string; to: string }[] };
let houses: string;
let report: Report;

beforeAll(async () => {
  houses = mkdtempSync(join(tmpdir(), 'rakor-model-'));
  const model = join(houses, 'model');
  buildModel(model);
  report = JSON.parse((await cruise(model, '--json')).stdout);
}, 60_000);
afterAll(() => rmSync(houses, { recursive: true, force: true }));

it.each(forbidden)('reports that %s imports %s', (from, _to, rule) => {
  expect(report.violations.filter((found) => found.from === from).map((found) => found.rule)).toContain(rule);
});

it('reports a type import like any other', () => {
  expect(rulesBrokenBy('capabilities/gamma/typed.ts')).toContain('rooms-meet-through-contracts');
});

it('reports a decision that reaches Node in two steps', () => {
  expect(rulesBrokenBy('capabilities/two-steps/rules.ts')).toContain('rules-are-pure');
});

it('reports two contracts that need each other', () => {
  const circles = report.violations.filter(({ rule }) => rule === 'no-circles').map(({ from }) => from);
  // A circle is told once, from wherever it was entered.
  expect(circles).toHaveLength(1);
  expect(circles[0]).toMatch(/^capabilities\/(hen|egg)\/contract\.ts$/);
});

it('says nothing about what is allowed', () => {
  const innocent = new Set<string>(allowed.map(([from]) => from));
  expect(report.violations.filter(({ from }) => innocent.has(from))).toEqual([]);
  expect(report.modules).toBeGreaterThan(foundations.length);
});

it('fails when it sees no module, instead of finding no violation', async () => {
  const empty = join(houses, 'empty');
  mkdirSync(join(empty, 'platform'), { recursive: true });
  const { code, stderr } = await cruise(empty);
  expect(code).toBe(1);
  expect(stderr).toContain('No module was seen');
}, 30_000);

function rulesBrokenBy(file: string): string[] {
  return report.violations.filter(({ from }) => from === file).map(({ rule }) => rule);
}

function buildModel(model: string): void {
  const sources = new Map(foundations.map((file) => [file, '']));
  const add = (from: string, line: string) => sources.set(from, `${sources.get(from) ?? ''}${line}\n`);
  for (const [from, to] of [...forbidden, ...allowed]) add(from, `import '${to}';`);
  add(
    'capabilities/gamma/typed.ts',
    `import type { Row } from '#rooms/beta/store.ts';\nexport type Mine = Row;`,
  );
  add('capabilities/two-steps/rules.ts', `import './detail.ts';`);
  add('capabilities/two-steps/detail.ts', `import 'node:fs';`);
  add('capabilities/hen/contract.ts', `import '#rooms/egg/contract.ts';`);
  add('capabilities/egg/contract.ts', `import '#rooms/hen/contract.ts';`);
  for (const part of parts) add(part, '');
  for (const [file, text] of sources) write(join(model, file), `${text}export const here = 1;\n`);
  const { imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const dependencies = { fastify: '1', typebox: '1' };
  write(join(model, 'package.json'), JSON.stringify({ type: 'module', imports, dependencies }));
  for (const name of ['fastify', 'typebox', 'lodash']) {
    write(join(model, 'node_modules', name, 'package.json'), JSON.stringify({ name, main: 'index.js' }));
    write(join(model, 'node_modules', name, 'index.js'), '');
  }
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function cruise(
  house: string,
  ...flags: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['tools/cruise.mjs', ...flags, house],
      { cwd: root },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? 1, stdout, stderr }),
    );
  });
}
