import { createPrivateKey } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, connect, inTransaction } from '#server/database/connect.ts';
import { migrate } from '#server/database/migrate.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { openLog } from '#server/journal/identity.ts';
import { record } from '#server/journal/record.ts';
import { numberAll } from '#server/journal/sequencer.ts';
import { signerOf } from '#server/journal/signer.ts';
import { noteWritten } from '#server/testing/notes.ts';
import { newId } from '#shared/id.ts';
import type { Command } from '../cli/command.ts';
import { verifyJournalCommand } from '../cli/verify-journal.ts';
import { witness } from '../cli/witness.ts';

export const LEAVES = 600;
export const NOW = new Date('2024-11-27T06:10:00.000Z');
// The same in every test file: they share one template of the database, and its log is signed. RFC 8410, section 7.
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const der = Buffer.concat([PKCS8, Buffer.alloc(32, 'sealed journal of tests')]);
const signer = signerOf(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));

type Ran = { readonly code: number; readonly said: string; readonly complained: string };

/** A journal of 600 leaves, written and sealed as the server does it, and the commands that look at it. */
export type SealedJournal = {
  readonly connection: Connection;
  readonly url: string;
  /** An empty folder for exports and copies. */
  readonly folder: string;
  /** Where the witness keeps what it saw. */
  readonly store: string;
  write(from: number, to: number): Promise<void>;
  seal(): Promise<void>;
  run(command: Command, ...args: readonly string[]): Promise<Ran>;
  verify(...args: readonly string[]): Promise<Ran>;
  witnessNow(): Promise<Ran>;
  /** Whatever an owner of the database can do: rules off, statements, rules on again. */
  operator(...statements: readonly string[]): Promise<void>;
  /** Takes away the tree and every checkpoint; the server's own code makes them anew when it seals. */
  forgetSeals(): Promise<void>;
  leafAt(index: number): Promise<string>;
  close(): Promise<void>;
};

export async function openSealedJournal(): Promise<SealedJournal> {
  const { url, drop } = await testDatabase({ key: 'rakor-journal-verify', build: buildTemplate });
  const connection = connect(url);
  const folder = await mkdtemp(join(tmpdir(), 'rakor-verify-'));
  const store = join(folder, 'witness');
  const run: SealedJournal['run'] = (command, ...args) => runIn(folder, command, args);
  return {
    connection,
    url,
    folder,
    store,
    run,
    write: (from, to) => write(connection, from, to),
    seal: () => seal(connection, NOW),
    verify: (...args) => run(verifyJournalCommand, '--database', url, ...args),
    witnessNow: () => run(witness, '--database', url, '--store', store),
    operator: (...statements) => tamper(connection, statements),
    forgetSeals: () => forgetSeals(connection),
    async leafAt(index) {
      const found = await connection.pool.query('select leaf_id from journal_index where index = $1', [
        index,
      ]);
      return found.rows[0].leaf_id;
    },
    async close() {
      await connection.close();
      await drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function buildTemplate(empty: string): Promise<void> {
  const building = connect(empty);
  const migrations = join(import.meta.dirname, '..', '..', '..', 'platform', 'server', 'migrations');
  await migrate(building.pool, [{ room: 'platform', dir: migrations }]);
  await write(building, 1, 300);
  await seal(building, new Date(NOW.getTime() - 3_600_000));
  await write(building, 301, LEAVES);
  await seal(building, NOW);
  await building.close();
}

async function write({ db }: Connection, from: number, to: number): Promise<void> {
  const who = { user: 'user-1', agency: null, role: 'writer' };
  await inTransaction(db, async (tx) => {
    for (let n = from; n <= to; n++) {
      const at = new Date(NOW.getTime() + n);
      const after = { title: `Laporan ${n}`, author: n % 10 === 0 ? `Saksi ${n}` : null };
      const fact = { subject: newId(at.getTime()), area: '31.73', after, attributes: { area: '31.73' } };
      await record(tx, noteWritten, fact, { who, at: { device: null, server: at, operation: null } });
    }
  });
}

async function seal({ db }: Connection, at: Date): Promise<void> {
  await numberAll(db, await openLog(db, { signer, origin: null, clock: () => at }));
}

async function runIn(folder: string, command: Command, args: readonly string[]): Promise<Ran> {
  const said: string[] = [];
  const complained: string[] = [];
  const desk = {
    root: folder,
    version: 'test',
    env: {},
    say: (line: string) => void said.push(line),
    complain: (line: string) => void complained.push(line),
  };
  const code = await command.run(args, desk).catch((error: unknown) => {
    complained.push(error instanceof Error ? error.message : String(error));
    return 2;
  });
  return { code, said: said.join('\n'), complained: complained.join('\n') };
}

async function tamper(connection: Connection, statements: readonly string[]): Promise<void> {
  const client = await connection.pool.connect();
  try {
    await client.query('begin');
    for (const table of ['journal_leaf', 'journal_index'])
      await client.query(`alter table ${table} disable trigger user`);
    for (const table of ['journal_index', 'journal_pending', 'journal_apart'])
      await client.query(`alter table ${table} drop constraint if exists ${table}_leaf_id_fkey`);
    for (const statement of statements) await client.query(statement);
    await client.query('commit');
  } finally {
    // Without its transaction: what a statement left behind must not be waited for.
    client.release(true);
  }
}

async function forgetSeals({ pool }: Connection): Promise<void> {
  for (const statement of [
    'delete from journal_tile',
    'delete from journal_checkpoint',
    `update journal_head set size = 0, peaks = ''`,
  ])
    await pool.query(statement);
}
