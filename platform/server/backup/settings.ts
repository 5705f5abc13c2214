/** The plan of backups of a data directory: where, how often, for whom, and how many stay. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { object, type Static, Type } from '#shared/schema.ts';
import { errorCode } from '../database/data-directory-error.ts';
import { conforms } from '../endpoint/parse.ts';
import type { Lock } from './age-file.ts';
import { BackupError } from './backup-error.ts';
import { type Retention, usualRetention } from './retention.ts';

const SETTINGS = 'backup.json';

const Settings = object({
  place: Type.String({ minLength: 1 }),
  everyHours: Type.Number({ minimum: 0.25, maximum: 744 }),
  /** Age public keys; who holds one of their secrets opens the backup. Without them the passphrase file closes it. */
  recipients: Type.Array(Type.String({ pattern: '^age1' })),
  passphraseFile: Type.Union([Type.String({ minLength: 1 }), Type.Null()]),
  keep: object({
    hours: Type.Integer({ minimum: 0 }),
    days: Type.Integer({ minimum: 0 }),
    weeks: Type.Integer({ minimum: 0 }),
  }),
});
export type BackupSettings = Static<typeof Settings>;

const settingsErrors = conforms(Settings);

/** @returns null where nobody has planned any. @throws BackupError when the file is not what it should be */
export async function readSettings(dataDir: string): Promise<BackupSettings | null> {
  const path = join(dataDir, SETTINGS);
  try {
    const settings: BackupSettings = JSON.parse(await readFile(path, 'utf8'));
    const [fault] = settingsErrors(settings);
    if (fault !== undefined) throw badSettings(path, `${fault.field} ${fault.message}`);
    return settings;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    if (error instanceof SyntaxError) throw badSettings(path, error.message);
    throw error;
  }
}

export async function writeSettings(dataDir: string, settings: BackupSettings): Promise<void> {
  const [fault] = settingsErrors(settings);
  if (fault !== undefined) throw badSettings(join(dataDir, SETTINGS), `${fault.field} ${fault.message}`);
  await writeFile(join(dataDir, SETTINGS), `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
}

export async function lockOf(settings: BackupSettings): Promise<Lock> {
  if (settings.recipients.length > 0) return { kind: 'recipients', recipients: settings.recipients };
  if (settings.passphraseFile === null) throw badSettings(SETTINGS, 'recipients, passphraseFile');
  return { kind: 'passphrase', passphrase: await readPassphrase(settings.passphraseFile) };
}

// Whoever takes the file can try passphrases for as long as they like, on machines that do nothing else.
const SHORTEST_PASSPHRASE = 12;

/** The first line of a file. @throws BackupError when it cannot be read or is too short */
export async function readPassphrase(path: string): Promise<string> {
  try {
    return longEnough((await readFile(path, 'utf8')).split(/\r?\n/)[0] ?? '');
  } catch (error) {
    if (error instanceof BackupError) throw error;
    throw new BackupError(
      'backup.key',
      `Berkas kata sandi ${path} tidak dapat dibaca (${errorCode(error) ?? ''}). Periksa nama dan haknya.`,
      `The passphrase file ${path} cannot be read (${errorCode(error) ?? ''}): check its name and its rights.`,
      { cause: error },
    );
  }
}

export function longEnough(passphrase: string): string {
  if (passphrase.length >= SHORTEST_PASSPHRASE) return passphrase;
  throw new BackupError(
    'backup.key',
    `Kata sandi cadangan sekurang-kurangnya ${SHORTEST_PASSPHRASE} huruf; lebih baik enam kata acak. Siapa pun yang mengambil berkasnya dapat menebak tanpa batas.`,
    `The passphrase of a backup has at least ${SHORTEST_PASSPHRASE} letters, better six random words: whoever takes the file may guess without end.`,
  );
}

/** `48,14,8`: hours of everything, days, weeks. @throws BackupError for anything else */
export function retentionOf(text: string | undefined): Retention {
  if (text === undefined) return usualRetention;
  const [, hours, days, weeks] = /^(\d{1,5}),(\d{1,4}),(\d{1,4})$/.exec(text) ?? [];
  if (hours === undefined) throw badSettings('--keep', text);
  return { hours: Number(hours), days: Number(days), weeks: Number(weeks) };
}

function badSettings(path: string, fault: string): BackupError {
  return new BackupError(
    'backup.place',
    `Rencana cadangan ${path} salah (${fault}). Tulis ulang dengan ./rakor backup --schedule.`,
    `The plan of backups ${path} is wrong (${fault}): write it anew with ./rakor backup --schedule.`,
  );
}
