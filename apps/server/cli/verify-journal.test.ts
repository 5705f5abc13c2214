/**
 * An operator with every right on the database, and what verify and a witness say to it. The leaves are written and
 * sealed as the server does it; what the operator does is plain SQL.
 */
import { generateKeyPairSync } from 'node:crypto';
import { appendFile, copyFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Connection, connect, inTransaction } from '#server/database/connect.ts';
import { migrate } from '#server/database/migrate.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { openLog } from '#server/journal/identity.ts';
import { record } from '#server/journal/record.ts';
import { numberAll } from '#server/journal/sequencer.ts';
import { signerOf } from '#server/journal/signer.ts';
import { noteWritten } from '#server/testing/notes.ts';
import { newId } from '#shared/id.ts';
import { exportJournalCommand } from './export-journal.ts';
import { verifyJournalCommand } from './verify-journal.ts';
import { witness } from './witness.ts';

const LEAVES = 600;
const signer = signerOf(generateKeyPairSync('ed25519').privateKey);
const NOW = new Date('2024-11-27T06:10:00.000Z');

let connection: Connection;
let url: string;
let drop: () => Promise<void>;
let folder: string;
let store: string;

beforeEach(async () => {
  const database = await testDatabase({ key: 'rakor-journal-verify', build: buildTemplate });
  ({ url, drop } = database);
  connection = connect(url);
  folder = await mkdtemp(join(tmpdir(), 'rakor-verify-'));
  store = join(folder, 'witness');
});
afterEach(async () => {
  await connection.close();
  await drop();
  await rm(folder, { recursive: true, force: true });
});

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

type Ran = { readonly code: number; readonly said: string; readonly complained: string };

async function run(command: typeof witness, ...args: readonly string[]): Promise<Ran> {
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

const verify = (...args: readonly string[]) => run(verifyJournalCommand, '--database', url, ...args);
const witnessNow = () => run(witness, '--database', url, '--store', store);

/** Whatever an owner of the database can do: rules off, statements, rules on again. */
async function operator(...statements: readonly string[]): Promise<void> {
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

const leafAt = async (index: number): Promise<string> => {
  const found = await connection.pool.query('select leaf_id from journal_index where index = $1', [index]);
  return found.rows[0].leaf_id;
};

// Numbers move in two steps, because each step of an update keeps them unique.
const renumber = (from: number, by: number) => [
  `update journal_index set index = -1 - index where index >= ${from}`,
  `update journal_index set index = -1 - index + ${by} where index < 0`,
];
const ALTERED = `convert_to(replace(convert_from(bytes, 'UTF8'), 'Laporan', 'Karangan'), 'UTF8')`;
const rewrite = (index: number) => [
  `update journal_leaf set bytes = ${ALTERED} where id = (select leaf_id from journal_index where index = ${index})`,
  `update journal_leaf set hash = sha256('\\x00'::bytea || bytes)`,
];
const remove = (index: number) => [
  `with gone as (delete from journal_index where index = ${index} returning leaf_id)
   delete from journal_leaf where id in (select leaf_id from gone)`,
  ...renumber(index + 1, -1),
];
/** Somebody thorough does not forget what lists show. */
const listed = [
  `update journal_index i set event = l.event, kind = l.kind, subject = l.subject, operation = l.operation, area = l.area,
     author = l.author ->> 'user', author_agency = l.author ->> 'agency', role = l.author ->> 'role',
     written_at = l.written_at, agency = l.attributes ->> 'agency',
     owner = coalesce(l.attributes ->> 'by', l.attributes ->> 'user'), about = l.attributes ->> 'about'
   from journal_leaf l where l.id = i.leaf_id`,
];
const insert = (index: number) => [
  ...renumber(index, 1),
  `with made as (
     insert into journal_leaf (id, event, kind, subject, operation, area, attributes, bytes, hash, written_at)
     select '00000000-0000-7000-8000-000000000001', event, kind, subject, operation, area, attributes,
       convert_to(replace(convert_from(bytes, 'UTF8'), id::text, '00000000-0000-7000-8000-000000000001'), 'UTF8'), hash, written_at
     from journal_leaf limit 1 returning id)
   insert into journal_index (index, leaf_id) select ${index}, id from made`,
  `update journal_leaf set hash = sha256('\\x00'::bytea || bytes)`,
  ...listed,
];
const swap = (one: number, other: number) => [
  `update journal_index set index = -index where index in (${one}, ${other})`,
  `update journal_index set index = ${one + other} + index where index < 0`,
];
const cutFrom = (index: number) => [
  `create temp table gone as select leaf_id from journal_index where index >= ${index}`,
  `delete from journal_index where index >= ${index}`,
  'delete from journal_apart where leaf_id in (select leaf_id from gone)',
  'delete from journal_leaf where id in (select leaf_id from gone)',
];

/** The tree and every checkpoint made anew with the key of the server: its own code does it at the next start. */
async function signEverythingAnew(): Promise<void> {
  await operator2(
    'delete from journal_tile',
    'delete from journal_checkpoint',
    `update journal_head set size = 0, peaks = ''`,
  );
  await seal(connection, NOW);
}
async function operator2(...statements: readonly string[]): Promise<void> {
  for (const statement of statements) await connection.pool.query(statement);
}

describe('a journal that nobody touched', () => {
  it('is whole, in the database and in an export that was carried elsewhere', async () => {
    const here = await verify();
    expect(here).toMatchObject({ code: 0 });
    expect(here.said).toContain(`${LEAVES} catatan/leaves`);
    const file = join(folder, 'jurnal.rakor');
    expect((await run(exportJournalCommand, file, '--database', url)).code).toBe(0);
    const there = await run(verifyJournalCommand, '--export', file);
    expect({ code: there.code, said: there.said }).toEqual({ code: 0, said: here.said });
    expect((await readFile(file)).length).toBeGreaterThan(10_000);
  });

  it('stays whole for a witness while it grows, by database or by export', async () => {
    expect(await witnessNow()).toMatchObject({ code: 0 });
    await write(connection, 1001, 1060);
    await seal(connection, NOW);
    const file = join(folder, 'jurnal.rakor');
    await run(exportJournalCommand, file, '--database', url);
    const second = await run(witness, '--export', file, '--store', store);
    expect(second).toMatchObject({ code: 0 });
    expect(second.said).toContain('600 → 660');
    expect(await verify('--against', store)).toMatchObject({ code: 0 });
  });

  it('counts what is not sealed yet', async () => {
    await write(connection, 1001, 1003);
    const { code, complained } = await verify();
    expect(code).toBe(0);
    expect(complained).toContain('3 leaves are not sealed yet');
  });
});

describe('verify names the first wrong leaf', () => {
  it.each([
    ['altered, its hash too', rewrite(123), 'ALTERED', 123],
    ['altered in its bytes alone', rewrite(123).slice(0, 1), 'ALTERED', 123],
    ['dropped and closed over', remove(256), 'DROPPED', 256],
    ['dropped, the gap left open', remove(200).slice(0, 1), 'DROPPED', 200],
    ['inserted', insert(77), 'INSERTED', 77],
    ['reordered', swap(50, 300), 'REORDERED', 50],
    ['cut off', cutFrom(500), 'ROLLED BACK', 500],
  ])('%s', async (_, statements, word, index) => {
    const id = await leafAt(index);
    await operator(...statements);
    const { code, said } = await verify();
    expect(code).toBe(1);
    expect(said.split('\n')[1]).toContain(word);
    expect(said.split('\n')[1]).toMatch(new RegExp(`Index ${index}\\b`));
    if (word === 'ALTERED') expect(said).toContain(id);
  });

  const of = (index: number) => `(select leaf_id from journal_index where index = ${index})`;
  it.each([
    [
      'a column that says something else',
      `update journal_leaf set area = '31.74' where id = ${of(41)}`,
      /column.*Index 41\b.*area/,
    ],
    [
      'a list that shows somebody else',
      `update journal_index set author = 'somebody' where index = 41`,
      /column.*Index 41\b.*journal_index/,
    ],
    [
      'a value kept apart that is gone without an erasure on record',
      `delete from journal_apart where leaf_id = ${of(99)}`,
      /kept apart are gone than.*Index 99\b/,
    ],
    [
      'a value kept apart',
      `update journal_apart set value = '"Orang lain"' where leaf_id = ${of(99)}`,
      /kept apart.*Index 99\b.*author/,
    ],
    ['a leaf without a number', `delete from journal_index where index = 599`, /ROLLED BACK.*Index 599\b/],
    [
      'a tile of hashes',
      `update journal_tile set hashes = overlay(hashes placing '\\x00'::bytea from 40 for 1) where level = 1`,
      /TREE DAMAGED.*tile\/1\/0/,
    ],
    [
      'the frontier',
      `update journal_head set peaks = overlay(peaks placing '\\xffff'::bytea from 1 for 2)`,
      /TREE DAMAGED.*journal_head/,
    ],
    [
      'a checkpoint that is gone',
      'delete from journal_checkpoint where size = 600',
      /WRONG SIGNATURE.*journal_checkpoint 600/,
    ],
    [
      'a signature',
      `update journal_checkpoint set note = replace(note, E'\\n600\\n', E'\\n599\\n')`,
      /WRONG SIGNATURE.*journal_checkpoint 600/,
    ],
  ])('or %s', async (_, statement, expected) => {
    await operator(statement);
    const { code, said } = await verify();
    expect(code).toBe(1);
    expect(said).toMatch(expected);
  });

  it('or a leaf that nobody numbered', async () => {
    await operator(
      ...insert(5_000).slice(2, 3),
      `delete from journal_index where leaf_id = '00000000-0000-7000-8000-000000000001'`,
    );
    expect((await verify()).said).toMatch(/UNNUMBERED.*00000000-0000-7000-8000-000000000001/);
  });
});

describe('when everything was signed anew', () => {
  it.each([
    ['altered', rewrite(123), 'ALTERED', 123],
    ['dropped', remove(200), 'DROPPED', 200],
    ['inserted', insert(77), 'INSERTED', 77],
    ['reordered', swap(50, 300), 'REORDERED', 50],
    ['rolled back', cutFrom(500), 'ROLLED BACK', 500],
  ])(
    'the journal looks whole by itself, and the witness names the leaf: %s',
    async (_, statements, word, index) => {
      await witnessNow();
      await copyFile(join(store, 'checkpoint'), join(folder, 'segel.txt'));
      await operator(...statements);
      await signEverythingAnew();
      expect(await verify()).toMatchObject({ code: 0 });
      for (const { code, said } of [await witnessNow(), await verify('--against', store)]) {
        expect(code).toBe(1);
        expect(said.split('\n')[1]).toContain(word);
        expect(said.split('\n')[1]).toMatch(new RegExp(`Index ${index}\\b`));
      }
      // A checkpoint alone knows the root and the size, so it gives a range, or says that the journal is too short.
      const byCheckpoint =
        word === 'DROPPED' || word === 'ROLLED BACK'
          ? /ROLLED BACK.*Index \d+.*segel/
          : /FORKED.*Index 0 to 599/;
      const byNote = await verify('--against', join(folder, 'segel.txt'));
      expect(byNote).toMatchObject({ code: 1 });
      expect(byNote.said).toMatch(byCheckpoint);
    },
  );

  it('a rollback is found after the journal has grown beyond what the witness saw', async () => {
    await witnessNow();
    await operator(...cutFrom(450));
    await operator2(
      'delete from journal_tile',
      'delete from journal_checkpoint',
      `update journal_head set size = 0, peaks = ''`,
    );
    await write(connection, 2001, 2300);
    await seal(connection, NOW);
    expect((await verify()).code).toBe(0);
    const { code, said } = await witnessNow();
    expect(code).toBe(1);
    expect(said).toMatch(/FORKED.*Index 450\b/);
  });

  it('a witness and a key on paper both refuse another key', async () => {
    await witnessNow();
    const key = (await readFile(join(store, 'key'), 'utf8')).trim();
    await operator2(`update journal_head set public_key = sha256('another key')`);
    const stranger = signerOf(generateKeyPairSync('ed25519').privateKey);
    await connection.pool.query('update journal_head set public_key = $1', [stranger.rawPublicKey]);
    await operator2(
      'delete from journal_tile',
      'delete from journal_checkpoint',
      `update journal_head set size = 0, peaks = ''`,
    );
    const log = await openLog(connection.db, { signer: stranger, origin: null, clock: () => NOW }).catch(
      () => null,
    );
    if (log) await numberAll(connection.db, log);
    expect((await witnessNow()).code).toBe(1);
    expect(await verify('--key', key)).toMatchObject({ code: 1 });
  });
});

describe('a witness', () => {
  it('takes up after a look that was cut off, and says when its own folder is damaged', async () => {
    await witnessNow();
    await appendFile(join(store, 'leaf-hashes'), Buffer.alloc(50, 7));
    await write(connection, 1001, 1010);
    await seal(connection, NOW);
    expect((await witnessNow()).said).toContain('600 → 610');
    expect((await witnessNow()).said).toContain('610 → 610');
    await truncate(join(store, 'leaf-hashes'), 100);
    const damaged = await witnessNow();
    expect(damaged.code).toBe(2);
    expect(damaged.complained).toContain('no proof against the server');
  });

  it('does not take another key for the one it trusts', async () => {
    await witnessNow();
    const other = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    expect(await run(witness, '--database', url, '--store', store, '--key', other)).toMatchObject({
      code: 2,
    });
  });
});

describe('what cannot be read', () => {
  it('ends with 2 and words in both languages: a cut export, no database, no checkpoint, two places', async () => {
    const file = join(folder, 'jurnal.rakor');
    await run(exportJournalCommand, file, '--database', url);
    const whole = await readFile(file);
    await writeFile(file, whole.subarray(0, whole.length - 2_000));
    const cut = await run(verifyJournalCommand, '--export', file);
    expect(cut.code).toBe(2);
    expect(cut.complained).toContain('rusak');
    await writeFile(join(folder, 'kosong.txt'), 'bukan segel\n');
    const others = [
      await run(verifyJournalCommand, '--data', join(folder, 'tidak-ada')),
      await verify('--against', join(folder, 'kosong.txt')),
      await verify('--export', file),
      await verify('--unknown'),
      await run(exportJournalCommand, file, '--database', url),
    ];
    for (const { code, complained } of others) {
      expect(code).toBe(2);
      expect(complained.split('\n\n').length).toBe(2);
    }
  });
});
