/** The journal of a database, read in one transaction that sees one moment and may change nothing. */
import { setImmediate } from 'node:timers/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type pg from 'pg';
import { rootOf } from '#engines/transparency-log/index.ts';
import type { Leaf } from '#shared/leaf.ts';
import { connect, type Database } from '../../database/connect.ts';
import { journalTree } from '../identity.ts';
import type { KeptCheckpoint } from '../log.ts';
import { cut } from '../tiles.ts';
import {
  type ApartValue,
  type Beside,
  type JournalSource,
  type LeafRow,
  PAGE,
  type Page,
  type SourceHead,
  type UpperTile,
} from './source.ts';
import { UnreadableError } from './unreadable.ts';

/** Pages fetched at once: a few megabytes of leaves. */
const PAGES_AT_ONCE = 16;

/** @throws UnreadableError when this database has no journal, or one from before it was a log */
export async function withDatabaseJournal<T>(
  url: string,
  work: (journal: JournalSource) => Promise<T>,
): Promise<T> {
  const connection = connect(url, { maxConnections: 1 });
  try {
    return await connection.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (tx) => work(await sourceOf(tx)));
  } finally {
    await connection.close();
  }
}

/**
 * The same in a transaction that is open already, such as a backup's: what is verified is what that one sees.
 * @param client whose values arrive as `valueTypes` says
 */
export async function withClientJournal<T>(
  client: pg.Client,
  work: (journal: JournalSource) => Promise<T>,
): Promise<T> {
  const one = {
    query: client.query.bind(client),
    release: () => {},
  };
  const pool = { connect: async () => one, end: async () => {} };
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return work(await sourceOf(db));
}

async function sourceOf(db: Database): Promise<JournalSource> {
  const head = await readWholeHead(db);
  const checkpoints = await sql<KeptCheckpoint>`
    select size, root, note, at from journal_checkpoint order by size`.execute(db);
  return {
    head,
    checkpoints: checkpoints.rows,
    pages: () => pages(db),
    upperTiles: () => upperTiles(db),
    beside: () => beside(db),
  };
}

async function readWholeHead(db: Database): Promise<SourceHead> {
  const known = await sql<{ isLog: boolean }>`
    select to_regclass('journal_head') is not null as "isLog"`.execute(db);
  const found = known.rows[0]?.isLog
    ? await sql<{ origin: string; publicKey: Buffer; size: number; peaks: Buffer }>`
        select origin, public_key as "publicKey", size, peaks from journal_head`.execute(db)
    : { rows: [] };
  const [head] = found.rows;
  if (head === undefined) {
    throw new UnreadableError(
      'Basis data ini belum berisi jurnal yang disahkan. Nyalakan Rakor rilis ini sekali di atasnya, lalu periksa lagi.',
      'This database holds no sealed journal yet. Start this release of Rakor on it once, then verify again.',
    );
  }
  const { origin, publicKey, size, peaks } = head;
  return { origin, publicKey, size, root: rootOf({ size, peaks: cut(peaks) }, journalTree) };
}

/** What comes next is asked for before what came is looked at: the database and this process work at the same time. */
async function* pages(db: Database): AsyncGenerator<Page> {
  let coming = stretchAfter(db, -1, 0);
  for (let page = 0; ; page += PAGES_AT_ONCE) {
    const { leaves, tiles } = await coming;
    if (leaves.length === 0 && tiles.size === 0) return;
    coming = stretchAfter(db, leaves.at(-1)?.index ?? Number.MAX_SAFE_INTEGER, page + PAGES_AT_ONCE);
    // Whoever stops listening leaves the last question without anybody to hear that it failed.
    coming.catch(() => undefined);
    for (let i = 0; i < PAGES_AT_ONCE; i++) {
      yield { tile: tiles.get(page + i), leaves: leaves.slice(i * PAGE, (i + 1) * PAGE) };
      // Lets the answers in that came meanwhile, and the next question out.
      await setImmediate();
    }
  }
}

type Stretch = { readonly leaves: readonly LeafRow[]; readonly tiles: ReadonlyMap<number, Buffer> };

async function stretchAfter(db: Database, after: number, page: number): Promise<Stretch> {
  const leaves = await leavesAfter(db, after, PAGES_AT_ONCE * PAGE);
  const tiles = await sql<{ index: number; hashes: Buffer }>`
    select index, hashes from journal_tile
    where level = 0 and index >= ${page} and index < ${page + PAGES_AT_ONCE}`.execute(db);
  return { leaves, tiles: new Map(tiles.rows.map((tile) => [tile.index, tile.hashes])) };
}

type Row = {
  readonly index: number;
  readonly leafId: string;
  readonly bytes: Buffer | null;
  readonly hash: Buffer;
  readonly event: string;
  readonly kind: string;
  readonly subject: string;
  readonly operation: string | null;
  readonly area: string | null;
  readonly author: Leaf['who'] | null;
  readonly isListedSo: boolean;
};

/**
 * Each leaf is looked up by itself (`offset 0`): joining, the planner may read and sort the whole journal for each
 * stretch, and does where nobody has counted its rows yet.
 */
async function leavesAfter(db: Database, after: number, limit: number): Promise<readonly LeafRow[]> {
  const found = await sql<Row>`
    select i.index, i.leaf_id as "leafId", l.bytes, l.hash, l.event, l.kind, l.subject, l.operation, l.area, l.author,
      (i.event, i.kind, i.subject, i.operation, i.area, i.actor, i.actor_agency, i.role, i.written_at, i.agency, i.owner,
        i.about) is not distinct from
      (l.event, l.kind, l.subject, l.operation, l.area, case when l.author ->> 'user' = '' and l.kind = 'account' then '@' || l.subject else l.author ->> 'user' end,
        l.author ->> 'agency', l.author ->> 'role',
        l.written_at, l.attributes ->> 'agency', coalesce(l.attributes ->> 'by', l.attributes ->> 'user'),
        l.attributes ->> 'about') as "isListedSo"
    from (select * from journal_index where index > ${after} order by index limit ${limit}) i
      left join lateral (select * from journal_leaf where id = i.leaf_id offset 0) l on true
    order by i.index`.execute(db);
  const apart = await apartOf(
    db,
    found.rows.map((row) => row.leafId),
  );
  return found.rows.map(({ index, leafId, bytes, ...kept }) => ({
    index,
    leafId,
    bytes,
    kept: bytes === null ? null : { ...kept, apart: apart.get(leafId) ?? [] },
  }));
}

async function apartOf(
  db: Database,
  leafIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ApartValue[]>> {
  const found = await sql<ApartValue & { leafId: string }>`
    select leaf_id as "leafId", field, side, value, salt, commit_hex as commit
    from journal_apart where leaf_id = any(${leafIds}::uuid[])`.execute(db);
  const byLeaf = new Map<string, ApartValue[]>();
  for (const { leafId, ...value } of found.rows) {
    const values = byLeaf.get(leafId);
    if (values === undefined) byLeaf.set(leafId, [value]);
    else values.push(value);
  }
  return byLeaf;
}

async function* upperTiles(db: Database): AsyncGenerator<UpperTile> {
  for (let level = 1, after = -1; ; ) {
    const found = await sql<UpperTile>`
      select level, index, hashes from journal_tile
      where (level, index) > (${level}, ${after}) order by level, index limit ${PAGE}`.execute(db);
    yield* found.rows;
    const last = found.rows.at(-1);
    if (last === undefined) return;
    ({ level, index: after } = last);
  }
}

async function beside(db: Database): Promise<Beside> {
  const found = await sql<{ pending: number; loose: number; firstLooseId: string | null }>`
    with loose as (
      select l.id from journal_leaf l
      where not exists (select 1 from journal_index i where i.leaf_id = l.id)
        and not exists (select 1 from journal_pending p where p.leaf_id = l.id))
    select (select count(*) from journal_pending) as pending, (select count(*) from loose) as loose,
      (select id from loose order by id limit 1) as "firstLooseId"`.execute(db);
  return found.rows[0] ?? { pending: 0, loose: 0, firstLooseId: null };
}
