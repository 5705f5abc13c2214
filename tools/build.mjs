import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { captureNode, root, tools } from './child.mjs';

const SHARED_INPUTS = [
  'package.json',
  'package-lock.json',
  'tools/build.mjs',
  'tsconfig.base.json',
  'capabilities',
  'engines',
  'data',
];
// Generated and test files do not reach a build: changing one must not cost a rebuild.
const IGNORED = /\.test\.tsx?$|\.bench\.ts$|\.md$|(^|\/)(node_modules|dist|golden|bench)(\/|$)/;

/** `npm run build [-- --force] [-- server opsroom field]`: the server bundle and the web apps, or the named ones. */
export function main(args) {
  return buildStale({
    force: args.includes('--force'),
    names: args.filter((word) => !word.startsWith('--')),
  });
}

/** Builds every target whose sources changed since its last build; resolves to an exit code. */
export async function buildStale({ force = false, names = [] } = {}) {
  const targets = listTargets();
  if (!targets.some((target) => target.name === 'server')) {
    console.error('apps/server/main.ts is missing: there is nothing to start.');
    return 1;
  }
  const stale = targets
    .filter(({ name }) => names.length === 0 || names.includes(name))
    .map((target) => ({ ...target, hash: hashInputs(target.inputs) }))
    .filter((target) => force || readStamp(target) !== target.hash);
  const codes = await Promise.all(stale.map(build));
  return codes.find((code) => code !== 0) ?? 0;
}

function listTargets() {
  const web = ['opsroom', 'field', 'portal']
    .filter((app) => existsSync(join(root, `apps/${app}/vite.config.ts`)))
    .map((app) => ({
      name: app,
      inputs: [...SHARED_INPUTS, `apps/${app}`, 'platform/shared', 'platform/web', 'tsconfig.web.json'],
      command: [tools.vite, 'build', `apps/${app}`, '--outDir', join(root, 'dist', app), '--emptyOutDir'],
    }));
  if (!existsSync(join(root, 'apps/server/main.ts'))) return web;
  const inputs = [
    ...SHARED_INPUTS,
    'apps/server',
    'platform/shared',
    'platform/server',
    'tsconfig.json',
    'tools/bundle.mjs',
  ];
  return [{ name: 'server', inputs, command: ['tools/bundle.mjs'] }, ...web];
}

async function build(target) {
  const started = Date.now();
  console.log(`Building ${target.name} …`);
  rmSync(stampFile(target), { force: true });
  const { code, output } = await captureNode(target.command, { env: { NODE_ENV: 'production' } });
  if (code !== 0) {
    console.error(`${output}\nBuilding ${target.name} failed.`);
    return code;
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stampFile(target), target.hash);
  console.log(`Built ${target.name} in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  return 0;
}

function stampFile(target) {
  return join(root, 'dist', `.${target.name}.stamp`);
}

function readStamp(target) {
  const made = existsSync(join(root, 'dist', target.name));
  return made && existsSync(stampFile(target)) ? readFileSync(stampFile(target), 'utf8') : undefined;
}

/** One hash over the names and contents of all input files: dates say nothing after a clone or a branch change. */
function hashInputs(inputs) {
  const hash = createHash('sha256').update(process.platform);
  for (const file of inputs.flatMap(listFiles).sort()) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function listFiles(path) {
  const full = join(root, path);
  if (IGNORED.test(path) || !existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  return readdirSync(full).flatMap((name) => listFiles(`${path}/${name}`));
}
