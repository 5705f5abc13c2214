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

/** The refusal that names the last reason in the server's log. */
export function startFailed(home: Home, tail: string): DataDirectoryError {
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
