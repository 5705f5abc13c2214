import type pg from 'pg';
import { errorText } from './data-directory-error.ts';
import { MigrationError } from './migration-error.ts';
import { type MigrationFile, type MigrationSource, readMigrations } from './migration-files.ts';

export { type MigrationCode, MigrationError } from './migration-error.ts';
export type { MigrationSource } from './migration-files.ts';

export type AppliedMigration = {
  readonly room: string;
  readonly name: string;
  readonly sha256: string;
  readonly appliedAt: Date;
};

export type MigrationHooks = {
  /** Runs before the first change to a database that is already in use: the place for a backup. */
  readonly beforeUpgrade?: (pending: readonly { room: string; name: string }[]) => Promise<void>;
  /** Leaves the other files aside, as if this release did not have them. */
  readonly only?: (file: { room: string; name: string }) => boolean;
};

// "MIGRATE" in ASCII; the same in every release, so that two starting servers wait for each other.
const MIGRATION_KEY = '21720838266475589';

/**
 * Brings the database to the state of these files. All pending files apply in ONE transaction: when one fails,
 * nothing of the upgrade stays, and the previous release still runs on the database.
 * @param sources in the order in which rooms build on each other
 * @returns what was applied now, as `room/name`
 * @throws MigrationError for a changed, unknown, misplaced or failing file
 */
export async function migrate(
  pool: pg.Pool,
  sources: readonly MigrationSource[],
  hooks: MigrationHooks = {},
): Promise<{ applied: readonly string[] }> {
  const files = (await readMigrations(sources)).filter((file) => hooks.only?.(file) ?? true);
  const client = await pool.connect();
  try {
    await client.query('begin');
    // Changing a large table may take longer than anything that answers people.
    await client.query('set local statement_timeout = 0');
    // Bound to the transaction: it cannot stay behind in a pool.
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_KEY]);
    const applied = await readApplied(client);
    const pending = findPending(files, applied);
    if (pending.length > 0 && applied.length > 0) await hooks.beforeUpgrade?.(pending);
    for (const file of pending) await apply(client, file);
    await client.query('commit');
    client.release();
    return { applied: pending.map(label) };
  } catch (error) {
    // Ending the connection rolls back whatever state it is in.
    client.release(true);
    throw error;
  }
}

/** What has been applied, oldest first. */
export async function listApplied(client: pg.Pool | pg.ClientBase): Promise<readonly AppliedMigration[]> {
  const answer = await client.query<AppliedMigration>(
    `select room, name, sha256, applied_at as "appliedAt" from platform_migration order by applied_at, room, name`,
  );
  return answer.rows;
}

async function readApplied(client: pg.ClientBase): Promise<readonly AppliedMigration[]> {
  await client.query(
    `create table if not exists platform_migration (
       room text not null,
       name text not null,
       sha256 text not null,
       applied_at timestamptz not null,
       primary key (room, name)
     )`,
  );
  return listApplied(client);
}

/** Compares what the database has with what this release brings. */
function findPending(
  files: readonly MigrationFile[],
  applied: readonly AppliedMigration[],
): readonly MigrationFile[] {
  const known = new Map(files.map((file) => [label(file), file]));
  const newest = new Map<string, string>();
  for (const done of applied) {
    const file = known.get(label(done));
    if (file === undefined) throw unknownMigration(done);
    if (file.sha256 !== done.sha256) throw changedMigration(done);
    if (done.name > (newest.get(done.room) ?? '')) newest.set(done.room, done.name);
  }
  const there = new Set(applied.map(label));
  const pending = files.filter((file) => !there.has(label(file)));
  for (const file of pending) {
    const last = newest.get(file.room) ?? '';
    if (file.name < last) throw outOfOrder(file, last);
  }
  return pending;
}

async function apply(client: pg.ClientBase, file: MigrationFile): Promise<void> {
  const before = await transactionId(client);
  try {
    // Without parameters the file goes as one message, so it may hold many statements.
    await client.query(file.sql);
  } catch (error) {
    throw failed(file, errorText(error), error);
  }
  // Told by the number, because reading SQL for the word `commit` is wrong for procedures and texts.
  if ((await transactionId(client)) !== before) {
    throw failed(file, 'it ends the transaction of the upgrade: take commit and rollback out of it');
  }
  await client.query(
    `insert into platform_migration (room, name, sha256, applied_at) values ($1, $2, $3, clock_timestamp())`,
    [file.room, file.name, file.sha256],
  );
}

async function transactionId(client: pg.ClientBase): Promise<string | undefined> {
  const answer = await client.query<{ id: string }>('select pg_current_xact_id()::text as id');
  return answer.rows[0]?.id;
}

function label(of: { room: string; name: string }): string {
  return `${of.room}/${of.name}`;
}

function failed(file: MigrationFile, reason: string, cause?: unknown): MigrationError {
  return new MigrationError(
    'migration.failed',
    `The migration ${label(file)} failed (${reason}): the database is as it was before this start; correct the file or start the previous release.`,
    { cause },
  );
}

function unknownMigration(done: AppliedMigration): MigrationError {
  return new MigrationError(
    'migration.unknown',
    `The database has the migration ${label(done)}, which this release does not know: start the newer release that applied it.`,
  );
}

function changedMigration(done: AppliedMigration): MigrationError {
  return new MigrationError(
    'migration.changed',
    `The migration ${label(done)} was changed after it was applied: put the file back as it was and write the change as a new migration.`,
  );
}

function outOfOrder(file: MigrationFile, last: string): MigrationError {
  return new MigrationError(
    'migration.out-of-order',
    `The migration ${label(file)} comes before ${file.room}/${last}, which is already applied: give it the next free number.`,
  );
}
