import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './data-directory-error.ts';
import { MigrationError } from './migration-error.ts';

/** A room and the directory with its `NNNN-title.sql` files. */
export type MigrationSource = { readonly room: string; readonly dir: string };

export type MigrationFile = {
  readonly room: string;
  /** The file name without `.sql`. */
  readonly name: string;
  readonly sha256: string;
  readonly sql: string;
};

const FILE_NAME = /^(\d{4})-[a-z0-9]+(-[a-z0-9]+)*\.sql$/;

/** All files in the order in which they apply: rooms as given, then by number. */
export async function readMigrations(sources: readonly MigrationSource[]): Promise<readonly MigrationFile[]> {
  const perRoom = await Promise.all(sources.map(readRoom));
  return perRoom.flat();
}

async function readRoom(source: MigrationSource): Promise<readonly MigrationFile[]> {
  const names = (await listDirectory(source.dir)).filter((name) => name.endsWith('.sql')).sort();
  const numbers = new Set<string>();
  for (const name of names) {
    const number = FILE_NAME.exec(name)?.[1];
    if (number === undefined) throw nameError(source, name, 'is not named NNNN-title.sql');
    if (numbers.has(number))
      throw nameError(source, name, 'has a number that another file of this room has too');
    numbers.add(number);
  }
  return Promise.all(names.map((name) => readOne(source, name)));
}

async function readOne(source: MigrationSource, fileName: string): Promise<MigrationFile> {
  // Git on Windows may turn line ends; the same file must stay the same migration.
  const sql = (await readFile(join(source.dir, fileName), 'utf8')).replaceAll('\r\n', '\n');
  const sha256 = createHash('sha256').update(sql).digest('hex');
  return { room: source.room, name: fileName.slice(0, -'.sql'.length), sha256, sql };
}

async function listDirectory(dir: string): Promise<readonly string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function nameError(source: MigrationSource, name: string, fault: string): MigrationError {
  return new MigrationError(
    'migration.bad-name',
    `The migration ${source.room}/${name} ${fault}: rename it.`,
  );
}
