import { statfsSync } from 'node:fs';
import { readFile, rename, stat } from 'node:fs/promises';
import type { Home } from './data-directory.ts';
import { DataDirectoryError, errorCode } from './data-directory-error.ts';

const LOG_LIMIT_BYTES = 5_000_000;

export async function rotateLog(home: Home): Promise<void> {
  if ((await logSize(home)) > LOG_LIMIT_BYTES) await rename(home.log, `${home.log}.1`);
}

export async function logSize(home: Home): Promise<number> {
  try {
    return (await stat(home.log)).size;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 0;
    throw error;
  }
}

export async function readLog(home: Home, from: number): Promise<string> {
  const whole = await readFile(home.log);
  return whole.subarray(from).toString('utf8');
}

// One segment of the log of PostgreSQL: with less it cannot begin, nor write down why.
const LEAST_BYTES = 16_777_216;

/** The refusal that names the last reason in the server's log. A full disk leaves no room for the reason itself. */
export function startFailed(home: Home, tail: string): DataDirectoryError {
  const { bavail, bsize } = statfsSync(home.data);
  if (/No space left on device/i.test(tail) || bavail * bsize < LEAST_BYTES) {
    const free = Math.floor((bavail * bsize) / 1e6);
    return new DataDirectoryError(
      'data.full',
      `PostgreSQL did not start: ${home.data} has ${free} MB left. Free some space, at least 100 MB, and start again; nothing is lost.`,
    );
  }
  const reasons = tail.split('\n').filter((line) => /FATAL|PANIC|error/i.test(line));
  const reason = (reasons.at(-1) ?? tail.trim().split('\n').at(-1) ?? '').replace(
    /^.*?(FATAL|PANIC):\s*/,
    '',
  );
  return new DataDirectoryError(
    'database.start-failed',
    `PostgreSQL did not start in ${home.data} (${reason || 'no reason given'}): see ${home.log}.`,
  );
}
