import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNode, runProgram } from './child.mjs';

/**
 * Runs `npm ci` when the installed packages are not those of the lock file; resolves to its exit code.
 * Versions are compared, not dates: a fresh clone, a changed branch and an interrupted install are all seen,
 * and a complete install is never touched, so that a second start works offline.
 */
export async function ensureInstalled({ withDev, cwd = root }) {
  const missing = findMissing({ withDev, cwd });
  if (!missing) return 0;
  console.log(`Installing packages (${missing}). The first time takes about a minute and needs the network.`);
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const beat = setInterval(() => console.log(`  still installing, ${seconds()} s`), 15_000);
  const args = ['ci', ...(withDev ? ['--include=dev'] : [])];
  // npm tells its scripts where it lives; without it (plain `node tools/run.mjs`) the one on the PATH serves.
  const npm = process.env.npm_execpath;
  const code = npm?.endsWith('.js')
    ? await runNode([npm, ...args], { cwd })
    : await runProgram('npm', args, { cwd });
  clearInterval(beat);
  if (code === 0) console.log(`Packages installed in ${seconds()} s.`);
  else
    console.error(
      'npm ci failed (see above). Rakor needs the network once, for this step; then run it again.',
    );
  return code;
}

/** The first reason why an install is needed, or undefined. */
function findMissing({ withDev, cwd }) {
  const wanted = readPackages(join(cwd, 'package-lock.json'));
  const present = readPackages(join(cwd, 'node_modules/.package-lock.json'));
  if (!wanted) return 'package-lock.json is missing or unreadable';
  if (!present) return 'none yet';
  for (const [path, want] of Object.entries(wanted)) {
    const have = present[path];
    if (path === '' || want.link) continue;
    if (have ? have.version === want.version : mayBeAbsent(want, withDev)) continue;
    return `${path.replace('node_modules/', '')} ${want.version}`;
  }
  return undefined;
}

function mayBeAbsent(entry, withDev) {
  if (entry.optional || entry.devOptional) return true;
  return Boolean(entry.dev) && !withDev;
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
