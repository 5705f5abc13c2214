/** The words that `backup`, `restore` and `doctor` have in common. */
import { readFile } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import type { ParseArgsConfig } from 'node:util';
import type { Key, Lock } from '#server/backup/age-file.ts';
import { BackupError } from '#server/backup/backup-error.ts';
import { longEnough, readPassphrase } from '#server/backup/settings.ts';
import { errorCode } from '#server/database/data-directory-error.ts';
import { databaseUrlOf } from '../database-url.ts';
import { CommandError, type Desk } from './command.ts';

export const keyOptions = {
  'passphrase-file': { type: 'string' },
  recipient: { type: 'string', multiple: true },
  'recipient-file': { type: 'string' },
  'identity-file': { type: 'string' },
} satisfies ParseArgsConfig['options'];

export const placeOptions = {
  data: { type: 'string' },
  database: { type: 'string' },
} satisfies ParseArgsConfig['options'];

type KeyWords = {
  readonly 'passphrase-file'?: string | undefined;
  readonly recipient?: readonly string[] | undefined;
  readonly 'recipient-file'?: string | undefined;
  readonly 'identity-file'?: string | undefined;
};

export type House = { readonly dataDir: string; readonly databaseUrl: string | null };

/** Where the data lies, as the server itself finds it. */
export function houseOf(
  values: { data?: string | undefined; database?: string | undefined },
  at: Desk,
): House {
  const dataDir = values.data ?? at.env.RAKOR_DATA_DIR ?? 'rakor-data';
  return {
    dataDir: isAbsolute(dataDir) ? dataDir : resolve(values.data === undefined ? at.root : '.', dataDir),
    databaseUrl: values.database ?? databaseUrlOf(at.env),
  };
}

/** @throws CommandError when nothing closes the backup, or two things at once */
export async function lockFrom(values: KeyWords, at: Desk): Promise<Lock> {
  const recipients = [...(values.recipient ?? []), ...(await linesOf(values['recipient-file']))];
  const passphrase = await passphraseFrom(values, at);
  if (recipients.length > 0 && values['passphrase-file'] !== undefined) throw twoLocks();
  if (recipients.length > 0) return { kind: 'recipients', recipients };
  if (passphrase === null) throw noLock();
  return { kind: 'passphrase', passphrase };
}

/** What opens a backup; null when nothing was named. */
export async function keyFrom(values: KeyWords, at: Desk): Promise<Key | null> {
  const identities = await linesOf(values['identity-file']);
  if (identities.length > 0) return { kind: 'identities', identities };
  const passphrase = await passphraseFrom(values, at);
  return passphrase === null ? null : { kind: 'passphrase', passphrase };
}

async function passphraseFrom(values: KeyWords, at: Desk): Promise<string | null> {
  const file = values['passphrase-file'];
  if (file !== undefined) return readPassphrase(file);
  const { RAKOR_BACKUP_PASSPHRASE: given } = at.env;
  return given === undefined || given === '' ? null : longEnough(given);
}

/** Keys of a file as `age-keygen` writes it: one a line, remarks begin with #. */
async function linesOf(path: string | undefined): Promise<readonly string[]> {
  if (path === undefined) return [];
  try {
    const lines = (await readFile(path, 'utf8')).split(/\r?\n/).map((line) => line.trim());
    return lines.filter((line) => line !== '' && !line.startsWith('#'));
  } catch (error) {
    throw new CommandError(
      `${path} tidak dapat dibaca (${errorCode(error) ?? ''}).`,
      `${path} cannot be read (${errorCode(error) ?? ''}).`,
    );
  }
}

const COULD_NOT_RUN: ReadonlySet<string> = new Set([
  'backup.key',
  'backup.no-data',
  'backup.target-used',
  'backup.busy',
]);

/** Says what went wrong with a backup, in both languages. @returns the exit code, undefined for another error */
export function complainOf(error: unknown, at: Desk): number | undefined {
  if (!(error instanceof BackupError)) return undefined;
  at.complain(error.message);
  return COULD_NOT_RUN.has(error.code) ? 2 : 1;
}

const KEYS = '--passphrase-file FILE, RAKOR_BACKUP_PASSPHRASE, --recipient age1…, --recipient-file FILE';

function noLock(): CommandError {
  return new CommandError(
    `Cadangan selalu dienkripsi. Sebutkan dengan apa: ${KEYS}`,
    `A backup is always encrypted. Say with what: ${KEYS}`,
  );
}

function twoLocks(): CommandError {
  return new CommandError(
    'Pilih satu: kata sandi atau penerima. Berkas age tidak memuat keduanya.',
    'Choose one, a passphrase or recipients: an age file cannot hold both.',
  );
}
