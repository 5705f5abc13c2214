import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Binaries } from './binaries.ts';
import { type Home, serverViewOf } from './data-directory.ts';
import { DataDirectoryError, errorCode, errorText } from './data-directory-error.ts';
import { type Identity, spawnAs } from './identity.ts';
import { isAlive } from './lock-file.ts';
import { logSize, readLog, rotateLog, startFailed } from './server-log.ts';
import { type ServerSettings, SOCKET_PORT, serverArguments, serverEnvironment } from './server-settings.ts';

const run = promisify(execFile);
// 60 s in steps of 20 ms.
const STOP_TRIES = 3000;
// 20 s in steps of 200 ms.
const START_TRIES = 100;

/** The number of the postmaster that works in this data directory now. */
export async function findServer(home: Home): Promise<number | undefined> {
  const pid = await readPid(home);
  return pid !== undefined && (await isOurServer(home, pid)) ? pid : undefined;
}

/**
 * Starts the server and returns once it takes connections. It is a process of its own and outlives this one when
 * this one is killed: the next start finds it.
 */
export async function startServer(
  home: Home,
  binaries: Binaries,
  options: { identity: Identity; settings: ServerSettings; adminUrl: string },
): Promise<void> {
  await rotateLog(home);
  for (let attempt = 1; ; attempt += 1) {
    const logStart = await logSize(home);
    await removeForeignPid(home);
    const child = await launch(home, binaries, options);
    if (await becomesReady(options.adminUrl, () => isRunning(child, home))) return;
    const tail = await readLog(home, logStart);
    // After a kill of the postmaster alone its workers need a moment to notice and let go of the shared memory.
    if (!tail.includes('shared memory') || attempt === START_TRIES) throw startFailed(home, tail);
    await wait(200);
  }
}

/** A fast stop: open transactions are rolled back, everything is written, no recovery is needed afterwards. */
export async function stopServer(home: Home, binaries: Binaries): Promise<void> {
  const pid = await findServer(home);
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    await run(binaries.pgCtl, ['stop', '-D', home.data, '-m', 'fast', '-w'], { windowsHide: true });
    return;
  }
  signal(pid, 'SIGINT');
  if (await isGone(home, pid)) return;
  // Immediate stop: safe too, the next start recovers from the log.
  signal(pid, 'SIGQUIT');
  if (await isGone(home, pid)) return;
  throw new DataDirectoryError(
    'database.stop-failed',
    `PostgreSQL (process ${pid}) in ${home.data} does not stop: end that process before starting again.`,
  );
}

async function launch(
  home: Home,
  binaries: Binaries,
  options: { identity: Identity; settings: ServerSettings },
): Promise<ChildProcess | undefined> {
  const view = serverViewOf(home, options.identity);
  const args = ['-D', view, ...serverArguments(options.settings)];
  if (process.platform === 'win32') return launchOnWindows(home, binaries, args);
  const log = await open(home.log, 'a', 0o600);
  const { uid, gid } = spawnAs(options.identity);
  if (uid !== undefined && gid !== undefined) await log.chown(uid, gid);
  try {
    const child = spawn(binaries.postgres, args, {
      ...spawnAs(options.identity),
      cwd: home.data,
      env: serverEnvironment(),
      // Its own session: Ctrl-C in the terminal reaches Rakor, which then stops the server in order.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    await once(child, 'spawn');
    child.unref();
    return child;
  } catch (error) {
    throw startFailed(home, errorText(error));
  } finally {
    await log.close();
  }
}

/** pg_ctl gives up administrator rights first, without which postgres refuses to run on Windows. */
async function launchOnWindows(home: Home, binaries: Binaries, args: readonly string[]): Promise<undefined> {
  const quoted = args.slice(2).map((part) => (part === '-c' ? part : `"${part}"`));
  const options = ['start', '-D', home.data, '-l', home.log, '-W', '-o', quoted.join(' ')];
  await run(binaries.pgCtl, options, { windowsHide: true, env: serverEnvironment() });
}

async function isRunning(child: ChildProcess | undefined, home: Home): Promise<boolean> {
  if (child === undefined) return (await findServer(home)) !== undefined;
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

/** Waits for as long as the server is at work, because a recovery may take its time; false when it has gone. */
export async function becomesReady(url: string, isStillRunning: () => Promise<boolean>): Promise<boolean> {
  for (;;) {
    const running = await isStillRunning();
    if (await answers(url)) return true;
    if (!running) return false;
    await wait(25);
  }
}

/** Whether a server takes connections at this address. */
export async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    // 57P03: starting, recovering or stopping. Any other answer of a server is a real refusal.
    const code = errorCode(error);
    if (code === undefined || /^(57P0|E[A-Z]+$)/.test(code)) return false;
    throw error;
  }
}

async function readPid(home: Home): Promise<number | undefined> {
  try {
    const [first] = (await readFile(pidPath(home), 'utf8')).split('\n');
    const pid = Math.abs(Number(first));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** A process number alone proves nothing after a restart of the machine: the server always stands in its data directory. */
async function isOurServer(home: Home, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') {
    try {
      return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(home.data)) && !(await isZombie(pid));
    } catch {
      return false;
    }
  }
  if (process.platform === 'win32') return true;
  const { stdout } = await run('ps', ['-o', 'comm=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.includes('postgres');
}

async function isZombie(pid: number): Promise<boolean> {
  return /^State:\s+Z/m.test(await readFile(`/proc/${pid}/status`, 'utf8'));
}

/** PostgreSQL would take any living process with that number for itself and refuse to start. */
async function removeForeignPid(home: Home): Promise<void> {
  if (process.platform === 'win32' || (await findServer(home)) !== undefined) return;
  await rm(pidPath(home), { force: true });
  await rm(join(home.data, `.s.PGSQL.${SOCKET_PORT}.lock`), { force: true });
}

function pidPath(home: Home): string {
  return join(home.data, 'postmaster.pid');
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

async function isGone(home: Home, pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < STOP_TRIES; attempt += 1) {
    if (!(await isOurServer(home, pid))) return true;
    await wait(20);
  }
  return false;
}
