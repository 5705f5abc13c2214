/**
 * What can be said about the dependencies without asking anybody, and what the registry knows where it answers:
 * `node tools/audit.mjs`. That nobody could be asked is printed and never counts as passed.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { root } from './child.mjs';

const ALLOWED_LICENCES = new Set([
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Unlicense'],
  // Changes to their own files stay open; fonts may be bundled.
  ...['MPL-2.0', 'OFL-1.1'],
]);
/** libvips, which sharp loads as a library of its own and anybody may exchange. */
const LGPL_ALLOWED = /node_modules\/@img\/sharp/;
/** Their package.json names none; their README does: MIT. */
const STATED_ELSEWHERE = new Set(['@mapbox/jsonlint-lines-primitives', 'combine-errors']);
const ASK_MS = 20_000;

/** @returns what is wrong with a lock and its package.json, one line each, and how many packages carry no hash */
export function examine(lock, manifest, knownBad) {
  const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
  const unhashed = packages.filter(([, entry]) => !entry.integrity && !entry.link);
  const wrong = [
    ...unpinned(manifest),
    ...unhashed
      .filter(([, entry]) => !isForAnotherPlatform(entry))
      .map(([path]) => `${path}: no hash in the lock`),
    ...packages.flatMap(([path, entry]) => faultsOf(path, entry, manifest.allowScripts ?? {})),
    ...packages.flatMap(([path, entry]) => badVersions(nameOf(path), entry.version, knownBad.packages)),
  ];
  return { wrong, packages: packages.length, unhashed: unhashed.length };
}

function unpinned({ dependencies = {}, devDependencies = {}, optionalDependencies = {} }) {
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([, version]) => !/^(npm:[^@]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name}: "${version}" is not one version`);
}

/** complete-lock.mjs writes these where a mirror lacks them: npm fetches and hashes them on that platform alone. */
function isForAnotherPlatform({ optional, os, cpu }) {
  return optional === true && (os !== undefined || cpu !== undefined);
}

function faultsOf(path, entry, allowScripts) {
  const faults = [];
  // .npmrc leaves the address of the registry out of the lock: one that stands there leads somewhere else.
  if (entry.resolved) faults.push(`${path}: comes from ${entry.resolved}`);
  // npm 12 asks this list; a script of a package that is not in it would run unseen under earlier ones.
  if (entry.hasInstallScript && allowScripts[nameOf(path)] === undefined) {
    faults.push(`${path}: runs a script when it is installed, and package.json does not say whether it may`);
  }
  const isUnhashedPlatform = !entry.integrity && isForAnotherPlatform(entry);
  const isStated = entry.license !== undefined || !STATED_ELSEWHERE.has(nameOf(path));
  if (!isUnhashedPlatform && isStated && !isAllowed(path, entry.license)) {
    faults.push(`${path}: licence ${entry.license ?? 'not stated'}`);
  }
  return faults;
}

function isAllowed(path, licence = '') {
  const parts = licence.replace(/[()]/g, '').split(/ (?:AND|OR) /);
  const isFine = (part) =>
    ALLOWED_LICENCES.has(part) || (part === 'LGPL-3.0-or-later' && LGPL_ALLOWED.test(path));
  // Of "A or B" one may be chosen; of "A and B" both hold.
  return licence.includes(' OR ') ? parts.some(isFine) : parts.every(isFine);
}

function badVersions(name, version, known) {
  return known
    .filter((bad) => bad.name === name && (bad.versions.includes('*') || bad.versions.includes(version)))
    .map(({ since, source }) => `${name} ${version}: known to be bad since ${since} (${source})`);
}

function nameOf(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** What the registry's list of advisories says: serious ones, or that it could not be asked. */
async function askRegistry() {
  const said = await promisify(execFile)('npm', ['audit', '--json', '--audit=true'], {
    ...{ cwd: root, timeout: ASK_MS, maxBuffer: 64 * 1024 * 1024 },
  }).catch((error) => error);
  try {
    const { vulnerabilities } = JSON.parse(said.stdout);
    if (!vulnerabilities) return { isReached: false, serious: [] };
    const serious = Object.values(vulnerabilities)
      .filter(({ severity }) => severity === 'high' || severity === 'critical')
      .map(({ name, severity }) => `${name}: ${severity}, see npm audit`);
    return { isReached: true, serious };
  } catch {
    return { isReached: false, serious: [] };
  }
}

/** One step of `npm run check`. */
export async function audit() {
  const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const found = examine(read('package-lock.json'), read('package.json'), read('tools/known-bad.json'));
  const { isReached, serious } = await askRegistry();
  const wrong = [...found.wrong, ...serious];
  const advisories = isReached
    ? `advisories: ${serious.length} serious`
    : 'advisories: NOT REACHABLE, not checked';
  const note = `${found.packages} packages, ${found.unhashed} for other platforms without a hash; ${advisories}`;
  return { code: wrong.length > 0 ? 1 : 0, output: wrong.join('\n'), note };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { code, output, note } = await audit();
  console.log([output, note].filter(Boolean).join('\n'));
  process.exitCode = code;
}
