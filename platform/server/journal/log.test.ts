import { createPublicKey, generateKeyPairSync, randomBytes, verify } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  append,
  emptyFrontier,
  type NoteVerifier,
  openNote,
  parseCheckpoint,
  parseVerifierKey,
  rootFromTiles,
  rootOf,
  tilesOf,
  verifyConsistency,
  verifyInclusion,
} from '#engines/transparency-log/index.ts';
import { newId } from '#shared/id.ts';
import { toHex } from '#shared/leaf.ts';
import { type Connection, connect } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import { testDatabase } from '../database/test-database.ts';
import { journalTree, type Log, LogIdentityError, openLog } from './identity.ts';
import * as reading from './log.ts';
import { sha256 } from './record.ts';
import { numberAll, numberPending } from './sequencer.ts';
import { type Signer, signerOf } from './signer.ts';

let connection: Connection;
let drop: () => Promise<void>;
let signer: Signer;
let now: Date;
let log: Log;

beforeEach(async () => {
  const database = await testDatabase({
    key: 'platform-journal',
    build: async (url) => {
      const building = connect(url);
      await migrate(building.pool, [
        { room: 'platform', dir: join(import.meta.dirname, '..', 'migrations') },
      ]);
      await building.close();
    },
  });
  connection = connect(database.url);
  drop = database.drop;
  signer = signerOf(generateKeyPairSync('ed25519').privateKey);
  now = new Date('2024-11-27T06:10:00.000Z');
  log = await openLog(connection.db, { signer, origin: null, clock: () => now });
});
afterEach(async () => {
  await connection.close();
  await drop();
});

/** Leaves as a transaction leaves them behind: written and not numbered. */
async function write(count: number, db: Kysely<unknown> = connection.db): Promise<void> {
  const ids = Array.from({ length: count }, () => newId(Date.now()));
  const bytes = ids.map(() =>
    Buffer.from(JSON.stringify({ who: null, nonce: randomBytes(8).toString('hex') })),
  );
  const hashes = bytes.map((each) => Buffer.from(journalTree.leaf(each)));
  await sql`
    with leaf as (
      insert into journal_leaf (id, event, kind, subject, attributes, bytes, hash, written_at)
      select id, 'note.written.v1', 'note', 's', '{}', bytes, hash, now()
      from unnest(${ids}::uuid[], ${bytes}::bytea[], ${hashes}::bytea[]) as made (id, bytes, hash))
    insert into journal_pending (leaf_id, written_at) select id, now() from unnest(${ids}::uuid[]) as made (id)`.execute(
    db,
  );
}

async function leavesInOrder(): Promise<readonly { index: number; hash: Buffer }[]> {
  const found = await sql<{ index: number; hash: Buffer }>`
    select i.index, l.hash from journal_index i join journal_leaf l on l.id = i.leaf_id order by i.index`.execute(
    connection.db,
  );
  return found.rows;
}

/** The checkpoint, opened with the key that the log gives out, as somebody outside does it. */
async function opened(note: string) {
  const key = parseVerifierKey(reading.verifierKeyOf(await reading.readHead(connection.db)), sha256);
  if (!key) throw new Error('no verifier key');
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key.publicKey]);
  const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
  const verifier: NoteVerifier = {
    ...key,
    verify: (text, signature) => verify(null, text, publicKey, signature),
  };
  const note1 = openNote(note, [verifier]);
  return typeof note1 === 'string' ? note1 : parseCheckpoint(note1.text);
}

/** The root by the definition, from the leaves alone. */
const rootByHand = (hashes: readonly Uint8Array[]) =>
  toHex(rootOf(append(emptyFrontier, hashes, journalTree), journalTree));

test('every leaf is proved against a checkpoint whose signature holds, and every tree begins with the earlier ones', async () => {
  const sizes = [0];
  for (const count of [1, 2, 254, 1, 300]) {
    await write(count);
    await numberAll(connection.db, log);
    sizes.push((sizes.at(-1) ?? 0) + count);
  }
  const newest = await reading.newestCheckpoint(connection.db);
  const leaves = await leavesInOrder();
  expect(await opened(newest.note)).toMatchObject({
    origin: log.origin,
    size: 558,
    root: new Uint8Array(newest.root),
  });
  expect(toHex(newest.root)).toBe(rootByHand(leaves.map(({ hash }) => hash)));
  for (const { index, hash } of leaves.filter((_leaf, place) => place % 37 === 0 || place === 557)) {
    const proof = await reading.proveInclusion(connection.db, index, 558);
    const claim = { index, size: 558, leafHash: hash, root: newest.root, proof };
    expect(verifyInclusion(claim, journalTree)).toBe(true);
    expect(verifyInclusion({ ...claim, index: (index + 1) % 558 }, journalTree)).toBe(false);
  }
  for (const first of sizes) {
    const proof = await reading.proveConsistency(connection.db, first, 558);
    const firstRoot = await reading.rootAt(connection.db, first);
    expect(toHex(firstRoot)).toBe(rootByHand(leaves.slice(0, first).map(({ hash }) => hash)));
    const claim = { first, second: 558, firstRoot, secondRoot: newest.root, proof };
    expect(verifyConsistency(claim, journalTree)).toBe(true);
  }
});

test('two processes that number at once keep one tree without a gap', async () => {
  const other = await openLog(connection.db, { signer, origin: null, clock: () => now });
  const rounds = Array.from({ length: 100 }, async (_each, turn) => {
    await write(5);
    await numberPending(connection.db, turn % 2 === 0 ? log : other);
  });
  await Promise.all(rounds);
  await numberAll(connection.db, other);
  const leaves = await leavesInOrder();
  expect(leaves.map(({ index }) => index)).toEqual(leaves.map((_leaf, place) => place));
  const { size } = await reading.readHead(connection.db);
  expect([size, leaves.length]).toEqual([500, 500]);
  const tiles = await sql<{
    level: number;
    index: number;
    hashes: Buffer;
  }>`select * from journal_tile`.execute(connection.db);
  expect(tiles.rows).toHaveLength([...tilesOf(500)].length);
  const tile = (id: { level: number; index: number }) =>
    tiles.rows.find((row) => row.level === id.level && row.index === id.index)?.hashes ?? new Uint8Array();
  expect(toHex(rootFromTiles(500, tile, journalTree))).toBe(rootByHand(leaves.map(({ hash }) => hash)));
});

test('a data directory from before there was a tree catches up before anything new is numbered', async () => {
  await write(6_000);
  await sql`
    with taken as (delete from journal_pending returning leaf_id)
    insert into journal_index (index, leaf_id) select row_number() over (order by leaf_id) - 1, leaf_id from taken`.execute(
    connection.db,
  );
  await write(3);
  expect(await numberPending(connection.db, log)).toEqual({ numbered: 0, isMore: true });
  await numberAll(connection.db, log);
  const leaves = await leavesInOrder();
  const newest = await reading.newestCheckpoint(connection.db);
  expect([newest.size, leaves.length]).toEqual([6_003, 6_003]);
  expect(toHex(newest.root)).toBe(rootByHand(leaves.map(({ hash }) => hash)));
});

test('what lists show of a leaf is filled by an upgrade as the sequencer fills it', async () => {
  await sql`
    with leaf as (
      insert into journal_leaf (id, event, kind, subject, operation, area, attributes, bytes, hash, written_at)
      select id, 'note.written.v1', 'note', 'subject ' || n, id, '31.73.0' || n,
        jsonb_build_object('agency', 'agency ' || n, case when n = 1 then 'by' else 'user' end, 'owner', 'about', 'whom'),
        convert_to('{"who":{"user":"u","agency":"a","role":"r"}}', 'UTF8'), sha256(convert_to(n::text, 'UTF8')), now()
      from (values ('00000000-0000-7000-8000-000000000001'::uuid, 1), ('00000000-0000-7000-8000-000000000002', 2)) made (id, n)
      returning id, written_at)
    insert into journal_pending (leaf_id, written_at) select id, written_at from leaf`.execute(connection.db);
  await numberAll(connection.db, log);
  const listed = async () =>
    (await sql`select * from journal_index order by index`.execute(connection.db)).rows;
  const bySequencer = await listed();
  const { actor, owner, about, agency } = { actor: 'u', owner: 'owner', about: 'whom', agency: 'agency 2' };
  expect(bySequencer[1]).toMatchObject({ actor, owner, about, agency, role: 'r', area: '31.73.02' });
  const file = join(import.meta.dirname, '..', 'migrations', '0006-journal-list.sql');
  await connection.pool.query(`
    drop table journal_index;
    create table journal_index (index bigint primary key, leaf_id uuid not null unique references journal_leaf (id));
    create trigger journal_index_append_only before update or delete on journal_index
      for each statement execute function journal_is_append_only();
    create index journal_leaf_author on journal_leaf ((author ->> 'user'));
    create index journal_leaf_place on journal_leaf (operation, area);
    insert into journal_index select row_number() over (order by id) - 1, id from journal_leaf`);
  await connection.pool.query(await readFile(file, 'utf8'));
  expect(await listed()).toEqual(bySequencer);
});

test('of checkpoints the newest stays and the last of each hour, nothing else', async () => {
  for (const at of ['06:10', '06:20', '06:59', '07:00', '09:30', '09:31']) {
    now = new Date(`2024-11-27T${at}:00.000Z`);
    await write(2);
    await numberAll(connection.db, log);
  }
  const kept = await sql<{
    size: number;
    at: Date;
  }>`select size, at from journal_checkpoint order by size`.execute(connection.db);
  expect(kept.rows.map(({ size, at }) => [size, at.toISOString().slice(11, 16)])).toEqual([
    [6, '06:59'],
    [8, '07:00'],
    [12, '09:31'],
  ]);
});

test('a number that was taken away is never given to another leaf', async () => {
  await write(10);
  await numberAll(connection.db, log);
  // Whoever owns the database can do what the trigger forbids.
  await connection.pool.query(`
    alter table journal_index disable trigger journal_index_append_only; delete from journal_index where index = 9; alter table journal_index enable trigger journal_index_append_only`);
  await write(1);
  await numberAll(connection.db, log);
  expect((await leavesInOrder()).map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 10]);
});

test('a database goes with the key and the name its journal was begun with, and says so to any other', async () => {
  const again = { signer, origin: null, clock: () => now };
  expect((await openLog(connection.db, again)).origin).toBe(log.origin);
  const stranger = signerOf(generateKeyPairSync('ed25519').privateKey);
  await expect(openLog(connection.db, { ...again, signer: stranger })).rejects.toSatisfy(
    (error) => error instanceof LogIdentityError && error.code === 'journal.other-key',
  );
  await expect(openLog(connection.db, { ...again, origin: 'rakor.example/2029' })).rejects.toSatisfy(
    (error) => error instanceof LogIdentityError && error.message.includes(log.origin),
  );
  await expect(openLog(connection.db, { ...again, origin: 'with a space' })).rejects.toThrow(
    'no name of a log',
  );
});
