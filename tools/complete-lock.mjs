/**
 * Keeps package-lock.json whole: `node tools/complete-lock.mjs [--check] [lock file]`.
 *
 * Where a mirror lacks a package for another platform, `npm install` leaves it out of the lock, and `npm ci`
 * then stops everywhere with "Missing: … from lock file". Each missing optional dependency gets the smallest
 * entry npm accepts: version, optional, and the platforms its name states. Run it after every dependency change.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './child.mjs';

// Name parts as napi-rs, esbuild, sharp and the like spell them → npm's own words.
const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'x64',
  'wasm32',
];
const ALIASES = { windows: 'win32', linuxmusl: 'linux' };

/** Every optional dependency that a package in the lock names and the lock does not hold. */
export function listMissing(lock) {
  const missing = new Map();
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!isPresent(lock, path, name)) missing.set(name, { name, version, dev: Boolean(entry.dev) });
    }
  }
  return [...missing.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** npm's lookup: the package's own node_modules first, then each one further up. */
function isPresent(lock, path, name) {
  let folder = path;
  for (;;) {
    if (lock.packages[`${folder}${folder && '/'}node_modules/${name}`]) return true;
    if (!folder) return false;
    const cut = folder.lastIndexOf('node_modules/');
    folder = cut <= 0 ? '' : folder.slice(0, cut - 1);
  }
}

/** {os, cpu, libc} as the package's name states them; undefined when the name states no system and no processor. */
export function platformOf(name) {
  const words = name.replace(/^@[^/]+\//, '').split(/[-/]/);
  const plain = words.map((word) => ALIASES[word] ?? word);
  const system = SYSTEMS.find((os) => plain.includes(os));
  const processor = PROCESSORS.find((cpu) => plain.includes(cpu));
  if (!system && !processor) return undefined;
  const libc = system === 'linux' ? libcOf(words) : undefined;
  return {
    ...(libc && { libc: [libc] }),
    ...(processor && { cpu: [processor] }),
    ...(system && { os: [system] }),
  };
}

function libcOf(words) {
  if (words.includes('musl') || words.includes('linuxmusl')) return 'musl';
  return words.includes('gnu') ? 'glibc' : undefined;
}

/** The lock with an entry for each missing package, and the names whose platform cannot be told. */
export function completeLock(lock) {
  const packages = { ...lock.packages };
  const unknown = [];
  for (const { name, version, dev } of listMissing(lock)) {
    const platform = platformOf(name);
    const isExact = /^\d+\.\d+\.\d+[-.+\w]*$/.test(version);
    if (!platform || !isExact) unknown.push(`${name}@${version}`);
    else packages[`node_modules/${name}`] = { version, ...platform, ...(dev && { dev }), optional: true };
  }
  const sorted = Object.keys(packages).sort((a, b) => a.localeCompare(b, 'en'));
  return {
    lock: { ...lock, packages: Object.fromEntries(sorted.map((key) => [key, packages[key]])) },
    unknown,
  };
}

function main(args) {
  const file = args.find((arg) => !arg.startsWith('--')) ?? join(root, 'package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = listMissing(lock);
  if (args.includes('--check')) {
    for (const { name, version } of missing) console.error(`Missing from the lock: ${name}@${version}`);
    if (missing.length > 0) console.error('npm ci would fail. Mend it: node tools/complete-lock.mjs');
    return missing.length > 0 ? 1 : 0;
  }
  const { lock: whole, unknown } = completeLock(lock);
  writeFileSync(file, `${JSON.stringify(whole, null, 2)}\n`);
  console.log(`Added ${missing.length - unknown.length} entries.`);
  if (unknown.length > 0) console.error(`Add by hand (see npm view NAME os cpu libc): ${unknown.join(', ')}`);
  return unknown.length > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.exitCode = main(process.argv.slice(2));
