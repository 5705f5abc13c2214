import { readFileSync } from 'node:fs';

/**
 * The address of a PostgreSQL of one's own, which holds a password: from the environment, or from a file that
 * DATABASE_URL_FILE names, as secrets of containers come. Never from the command line of the server, which every
 * account of the machine can read. null: the embedded one.
 * @throws Error when both are given, or the file is empty or cannot be read
 */
export function databaseUrlOf(env: Readonly<Record<string, string | undefined>>): string | null {
  const { DATABASE_URL: given, DATABASE_URL_FILE: file } = env;
  if (!file) return given || null;
  if (given) throw new Error('DATABASE_URL and DATABASE_URL_FILE are both set: only one can be meant');
  const read = readFileSync(file, 'utf8').trim();
  if (read === '') throw new Error(`${file}, named by DATABASE_URL_FILE, is empty`);
  return read;
}
