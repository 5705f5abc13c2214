import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { DataDirectoryError, describeFileError, errorCode } from './data-directory-error.ts';
import { type Identity, spawnAs } from './identity.ts';
import { ADMINISTRATOR, serverEnvironment, type Transport } from './server-settings.ts';

/** `home` is the directory of the database; `data` is PostgreSQL's own below it. */
export type Home = {
  readonly dataDir: string;
  readonly home: string;
  readonly data: string;
  readonly log: string;
};

const PASSWORD_FILE = 'password';
const HALF_MADE = 'data.new-';

export function homeOf(dataDir: string): Home {
  const home = join(dataDir, 'postgres');
  return { dataDir, home, data: join(home, 'data'), log: join(home, 'server.log') };
}

/**
 * How the server names its data directory. Under root it runs as another user, who often cannot walk to the
 * directory (`/root` is closed): it is then started inside the directory and knows it by the kernel's own link,
 * which needs no rights on the directories above.
 */
export function serverViewOf(home: Home, identity: Identity): string {
  return identity.kind === 'other' && process.platform === 'linux' ? '/proc/self/cwd' : home.data;
}

/** Makes a directory and those above it. Node's own recursive form reports a read-only file system as a missing file. */
export async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (code !== 'ENOENT' || dirname(path) === path) throw describeFileError(error, path);
    await makeDirectory(dirname(path));
    await mkdir(path);
  }
}

/**
 * Closes the data directory, and what people sent below it, to other users of the machine, as at its making so at every
 * start. Only where PostgreSQL runs as another user and must walk to its database by name may that user pass through;
 * on Linux it is started inside (`serverViewOf`) and needs no way through.
 */
export async function closeDirectory(dataDir: string): Promise<void> {
  if (process.platform === 'win32') return;
  const passing = process.getuid?.() === 0 && process.platform !== 'linux';
  await closeTo(dataDir, passing ? 0o711 : 0o700);
  for (const name of ['files', 'uploads']) {
    await mkdir(join(dataDir, name), { recursive: true, mode: 0o700 });
    await closeTo(join(dataDir, name), 0o700);
  }
}

async function closeTo(path: string, mode: number): Promise<void> {
  try {
    if (((await stat(path)).mode & 0o777 & ~mode) !== 0) await chmod(path, mode);
  } catch (error) {
    // A mounted place that belongs to somebody else: they decide, and the doctor says what is open.
    if (errorCode(error) !== 'EPERM' && errorCode(error) !== 'EROFS') throw describeFileError(error, path);
  }
}

export async function prepareHome(home: Home, identity: Identity): Promise<void> {
  try {
    await mkdir(home.home, { recursive: true, mode: 0o700 });
    if (identity.kind === 'other') await giveTo(home.home, identity);
    await chmod(home.home, 0o700);
    await readdir(home.home);
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'EACCES' && code !== 'EPERM') throw describeFileError(error, home.home);
    throw new DataDirectoryError(
      'data.not-ours',
      `${home.home} belongs to another user: start Rakor as the user who made it, or hand the directory over with chown -R.`,
      { cause: error },
    );
  }
}

/** Makes the data directory when there is none; refuses one of another major version. */
export async function ensureDataDirectory(
  home: Home,
  binaries: Binaries,
  identity: Identity,
  options: { transport: Transport; durable: boolean; log: (line: string) => void },
): Promise<void> {
  const major = await readMajor(home);
  if (major === undefined) {
    options.log(`Preparing a new database in ${home.data}.`);
    return initialise(home, binaries, identity, options);
  }
  if (major === binaries.major) return;
  const newer = major > binaries.major;
  const remedy = newer
    ? 'start the newer release of Rakor that made it'
    : 'start the release that made it, export the operation, and import it here';
  throw new DataDirectoryError(
    newer ? 'data.newer' : 'data.older',
    `${home.data} was made by PostgreSQL ${major}, this release brings PostgreSQL ${binaries.major}: ${remedy}.`,
  );
}

/** The major version that made the data directory, undefined when there is none. */
export async function readMajor(home: Home): Promise<number | undefined> {
  try {
    return Number.parseInt(await readFile(join(home.data, 'PG_VERSION'), 'utf8'), 10);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw describeFileError(error, home.data);
  }
  // Never make a new database over something that is there: it may be the remains of the real one.
  if (await exists(home.data)) {
    throw new DataDirectoryError(
      'database.start-failed',
      `${home.data} exists but is not a PostgreSQL data directory: restore it from a backup, or move it away to start anew.`,
    );
  }
  return undefined;
}

/** The password of both roles; only where sockets cannot be used. */
export async function readPassword(home: Home): Promise<string> {
  return (await readFile(passwordPath(home), 'utf8')).trim();
}

async function initialise(
  home: Home,
  binaries: Binaries,
  identity: Identity,
  options: { transport: Transport; durable: boolean },
): Promise<void> {
  // Made beside its place and then renamed: a start that is killed here leaves no half-made database.
  // A name of its own each time: an initdb that outlived its Rakor may still be writing to the former one.
  await removeHalfMade(home);
  const fresh = { ...home, data: join(home.home, `${HALF_MADE}${randomBytes(4).toString('hex')}`) };
  await mkdir(fresh.data, { mode: 0o700 });
  if (options.transport === 'tcp')
    await writeFile(passwordPath(home), randomBytes(24).toString('hex'), { mode: 0o600 });
  if (identity.kind === 'other') await giveTo(home.home, identity);
  await runInitdb(fresh, binaries, identity, options);
  await rename(fresh.data, home.data);
}

async function removeHalfMade(home: Home): Promise<void> {
  for (const name of await readdir(home.home)) {
    if (!name.startsWith(HALF_MADE)) continue;
    await rm(join(home.home, name), { recursive: true, force: true, maxRetries: 10 });
  }
}

async function runInitdb(
  home: Home,
  binaries: Binaries,
  identity: Identity,
  options: { transport: Transport; durable: boolean },
): Promise<void> {
  // A socket lies in a directory of mode 0700, as the data files do: whoever passes the one could read the other,
  // so a password would add nothing there. A port on loopback is open to every user of the machine and needs one.
  const view = serverViewOf(home, identity);
  // Joined by hand: `join` would take the kernel's link for a name and strike it out.
  const password = `${view}/../${PASSWORD_FILE}`;
  const access =
    options.transport === 'tcp' ? ['--auth=scram-sha-256', `--pwfile=${password}`] : ['--auth=trust'];
  const args = ['-D', view, '-U', ADMINISTRATOR, ...access];
  // C.UTF-8: text is compared by code point (area codes by byte order), yet upper and lower know Unicode.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const rest = ['--data-checksums', '--no-instructions', ...(options.durable ? [] : ['--no-sync'])];
  const child = spawn(binaries.initdb, [...args, ...locale, ...rest], {
    ...spawnAs(identity),
    cwd: home.data,
    env: serverEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
  });
  const lines: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => lines.push(text));
  const outcome = await new Promise<string | number | null>((resolve) => {
    child.on('error', (error) => resolve(error.message)).on('close', resolve);
  });
  if (outcome === 0) return;
  const reason = lines.join('').trim() || String(outcome);
  // Containers with an arbitrary user number have no name for it, which initdb insists on.
  const nameless = reason.includes('could not look up effective user');
  const remedy = nameless ? 'add this user to /etc/passwd' : 'check the space and the rights there';
  throw new DataDirectoryError(
    'database.init-failed',
    `A new database could not be made in ${home.data} (${reason}): ${remedy}, or set DATABASE_URL.`,
  );
}

function passwordPath(home: Home): string {
  return join(home.home, PASSWORD_FILE);
}

/** Hands a tree to the server's user, and touches only what is not yet theirs. */
async function giveTo(path: string, identity: { uid: number; gid: number }): Promise<void> {
  const found = await lstat(path);
  if (found.isSymbolicLink()) return;
  if (found.uid !== identity.uid || found.gid !== identity.gid) await chown(path, identity.uid, identity.gid);
  if (!found.isDirectory()) return;
  for (const name of await readdir(path)) await giveTo(join(path, name), identity);
}

export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
