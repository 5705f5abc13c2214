import { mkdir, open, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { newId } from '#shared/id.ts';
import type { Clock } from '#shared/time.ts';
import { openCluster } from '../database/cluster.ts';
import { connect } from '../database/connect.ts';
import { syncDirectory } from '../database/copy-tree.ts';
import { errorCode } from '../database/data-directory-error.ts';
import { type MigrationSource, migrate } from '../database/migrate.ts';
import { readMigrations } from '../database/migration-files.ts';
import type { Entry } from '../erasure/ledger.ts';
import { checkJournal, type JournalCheck } from '../journal/against-checkpoint.ts';
import type { Key } from './age-file.ts';
import { BackupError } from './backup-error.ts';
import { listTables } from './dump.ts';
import { DIRECTORY, FILES } from './kept-files.ts';
import { type Erasures, type ErasuresFrom, erasuresFor, LEDGER_INSIDE } from './ledger-beside.ts';
import { beginLoad, type Load, UNFINISHED_TABLE } from './load.ts';
import { type Manifest, type Start, tableOf } from './manifest.ts';
import { type Content, type ReadBackup, readBackup } from './read-backup.ts';
import { writeRestored } from './restored.ts';
import { UNFINISHED_FILE } from './unfinished.ts';

/**
 * What has to be done to a restored house before anybody may open it, in order. Erasures that were recorded after the
 * backup was made are replayed here.
 */
export type BeforeOpening = (restored: {
  /** Address of the restored database, brought to this release. */
  readonly url: string;
  /** False where the database is a server of the owner's own. */
  readonly embedded: boolean;
  readonly dataDir: string;
  /** All erasures of the ledger; null where the restore goes without. */
  readonly erasures: readonly Entry[] | null;
}) => Promise<void>;

export type RestoreOrder = {
  readonly file: string;
  readonly key: Key;
  /** An empty directory, or none yet. */
  readonly dataDir: string;
  /** An empty database, or null for the embedded one. */
  readonly databaseUrl: string | null;
  readonly sources: readonly MigrationSource[];
  readonly beforeOpening: readonly BeforeOpening[];
  readonly erasures: ErasuresFrom;
  /** Takes a backup whose journal had been altered before, where there is no better one. */
  readonly acceptAltered: boolean;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  readonly step: (step: 'checking' | 'loading' | 'journal' | 'erasures') => void;
};

export type Restored = ReadBackup & {
  readonly journal: JournalCheck;
  readonly unknownTables: readonly string[];
  /** Null where the restore went without. */
  readonly erasures: Erasures | null;
  readonly rows: number;
};

/**
 * Restores a backup into an empty directory. Everything is checked before anything is written, and what is cut in the
 * middle leaves a directory that refuses to start.
 * @throws BackupError with the place or the table
 */
export async function restoreBackup(order: RestoreOrder): Promise<Restored> {
  await requireEmpty(order.dataDir);
  order.step('checking');
  let ledgerInside = '';
  const { start, manifest } = await readBackup(order.file, order.key, {
    async entry(path, content) {
      order.signal.throwIfAborted();
      if (path === LEDGER_INSIDE) ledgerInside = await text(content);
    },
  });
  await requireKnown(start, order.sources);
  const erasures = await erasuresFor(
    {
      file: order.file,
      madeAt: start.madeAt,
      inside: ledgerInside,
      // The first line of a checkpoint names its log.
      log: manifest.journal?.checkpoint?.split('\n')[0] ?? null,
    },
    order.erasures,
  );
  await mkdir(order.dataDir, { recursive: true, mode: 0o700 });
  await writeFile(join(order.dataDir, UNFINISHED_FILE), `${order.file}\n`, { mode: 0o600, flag: 'wx' });
  await syncDirectory(order.dataDir);
  const cluster =
    order.databaseUrl === null ? await openCluster({ dataDir: order.dataDir, log: order.log }) : null;
  try {
    const restored = await restoreInto(cluster?.url ?? order.databaseUrl ?? '', order, { start, erasures });
    await rm(join(order.dataDir, UNFINISHED_FILE));
    await syncDirectory(order.dataDir);
    return restored;
  } finally {
    await cluster?.stop();
  }
}

type Known = { readonly start: Start; readonly erasures: Erasures | null };

async function restoreInto(url: string, order: RestoreOrder, { start, erasures }: Known): Promise<Restored> {
  await prepareDatabase(url, order, start);
  order.step('loading');
  const client = new pg.Client({ connectionString: url, application_name: 'rakor restore' });
  // A server that goes away shows in the query that fails.
  client.on('error', () => {});
  await client.connect();
  try {
    const { read, unknownTables } = await loadAll(client, order, start);
    order.step('journal');
    const journal = await checkJournal(client, read.manifest.journal?.checkpoint ?? null);
    requireJournal(journal, order.acceptAltered);
    await migrateTo(url, order.sources, () => true);
    if (order.beforeOpening.length > 0) order.step('erasures');
    const embedded = order.databaseUrl === null;
    for (const work of order.beforeOpening)
      await work({ url, embedded, dataDir: order.dataDir, erasures: erasures?.entries ?? null });
    await tellRestore(order, { start, erasures }, journal);
    await client.query(`drop table ${UNFINISHED_TABLE}`);
    return { ...read, journal, unknownTables, erasures, rows: rowsOf(read.manifest) };
  } finally {
    await client.end();
  }
}

/** For the journal and the people of the restored house, once it is open. */
async function tellRestore(
  { dataDir, file, databaseUrl, clock }: RestoreOrder,
  { start, erasures }: Known,
  journal: JournalCheck,
): Promise<void> {
  const at = clock();
  await writeRestored(dataDir, {
    id: newId(at.getTime()),
    at: at.toISOString(),
    backup: basename(file),
    madeAt: start.madeAt,
    erasures: erasures === null ? 'without' : 'replayed',
    ...(erasures === null ? {} : { erasuresUntil: erasures.until }),
    ...(isAltered(journal) ? { journal: 'altered' } : {}),
    database: databaseUrl === null ? 'embedded' : 'own',
  });
}

async function loadAll(
  client: pg.Client,
  order: RestoreOrder,
  start: Start,
): Promise<{ read: ReadBackup; unknownTables: readonly string[] }> {
  const load = await beginLoad(client, start);
  try {
    const entry = (path: string, content: Content) => {
      order.signal.throwIfAborted();
      return place(order.dataDir, load, path, content);
    };
    const read = await readBackup(order.file, order.key, { entry });
    await load.finish(start, read.manifest);
    return { read, unknownTables: load.unknown };
  } catch (error) {
    await load.abandon().catch(() => {});
    throw error;
  }
}

/** Brings an empty database to where the backup's stood, no further. */
async function prepareDatabase(url: string, order: RestoreOrder, start: Start): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    if ((await listTables(client)).length > 0) throw databaseUsed();
    await client.query(`create table ${UNFINISHED_TABLE} (backup text not null)`);
    await client.query(`insert into ${UNFINISHED_TABLE} values ($1)`, [order.file]);
  } finally {
    await client.end();
  }
  const then = new Set(start.migrations.map(({ room, name }) => `${room}/${name}`));
  await migrateTo(url, order.sources, ({ room, name }) => then.has(`${room}/${name}`));
}

async function migrateTo(
  url: string,
  sources: readonly MigrationSource[],
  only: (file: { room: string; name: string }) => boolean,
): Promise<void> {
  const connection = connect(url);
  try {
    await migrate(connection.pool, sources, { only });
  } finally {
    await connection.close();
  }
}

async function place(dataDir: string, load: Load, path: string, content: Content): Promise<void> {
  if (tableOf(path) !== undefined) return load.part(path, content);
  const known = new RegExp(`^(${FILES}/[0-9a-f]{2}/[0-9a-f]{62}|${DIRECTORY}/(?!.*[.][.])[^\\\\]+)$`);
  if (!known.test(path)) return;
  const below = path.startsWith(`${DIRECTORY}/`) ? path.slice(DIRECTORY.length + 1) : path;
  const target = join(dataDir, below);
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const file = await open(target, 'wx', 0o600);
  try {
    for await (const bytes of content) await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncDirectory(dirname(target));
}

async function requireEmpty(dataDir: string): Promise<void> {
  const names = await readdir(dataDir).catch((error) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  if (names.length === 0) return;
  throw new BackupError(
    'backup.target-used',
    `${dataDir} tidak kosong. Pemulihan hanya ke direktori kosong, supaya tidak menimpa apa pun. Pilih direktori lain.`,
    `${dataDir} is not empty. A restore goes into an empty directory alone, so that it overwrites nothing: choose another one.`,
  );
}

function databaseUsed(): BackupError {
  return new BackupError(
    'backup.target-used',
    'Basis data di DATABASE_URL tidak kosong. Buat basis data baru yang kosong dan arahkan DATABASE_URL ke sana.',
    'The database of DATABASE_URL is not empty: make a new, empty one and point DATABASE_URL at it.',
  );
}

async function requireKnown(start: Start, sources: readonly MigrationSource[]): Promise<void> {
  const files = new Map(
    (await readMigrations(sources)).map((file) => [`${file.room}/${file.name}`, file.sha256]),
  );
  const strange = start.migrations.find(({ room, name, sha256 }) => files.get(`${room}/${name}`) !== sha256);
  if (strange === undefined) return;
  const name = `${strange.room}/${strange.name}`;
  throw new BackupError(
    'backup.newer',
    `Cadangan ini dibuat rilis ${start.release} dan memuat langkah basis data ${name} yang tidak ada di rilis ini. Pulihkan dengan rilis itu atau yang lebih baru.`,
    `This backup was made by release ${start.release} and holds the database step ${name}, which this release does not have: restore it with that release or a newer one.`,
  );
}

export function isAltered({ kind }: JournalCheck): boolean {
  return kind === 'different' || kind === 'unsigned';
}

function requireJournal(check: JournalCheck, acceptAltered: boolean): void {
  if (!isAltered(check) || acceptAltered) return;
  const found = check.kind === 'different' ? ` (${check.promised} / ${check.found})` : '';
  throw new BackupError(
    'backup.not-as-written',
    `Jurnal dalam cadangan tidak cocok dengan pengesahannya${found}: sudah diubah sebelum dicadangkan. Simpan cadangan ini sebagai bukti, dan pakai yang lebih lama. Bila tidak ada, --altered-journal memulihkannya apa adanya; jurnal mencatatnya.`,
    `The journal in this backup does not match its checkpoint${found}: it was changed before the backup was made. Keep this backup as evidence and take an older one. If there is none, --altered-journal restores it as it is; the journal records it.`,
  );
}

export function rowsOf(manifest: Manifest): number {
  return manifest.tables.reduce((sum, table) => sum + table.rows, 0);
}
