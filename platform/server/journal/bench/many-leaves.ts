/** A journal as large as wanted, in a database of its own: leaves by COPY, numbers and tiles by the sequencer itself. */
import { hash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { newId } from '#shared/id.ts';
import { type Leaf, leafBytes, leafHash } from '#shared/leaf.ts';
import { openCluster } from '../../database/cluster.ts';
import { type Connection, connect } from '../../database/connect.ts';
import { type MigrationSource, migrate } from '../../database/migrate.ts';
import { sha256 } from '../record.ts';

/** Accounts `some('author', 0)` to `some('author', AUTHORS - 1)` wrote them. */
export const AUTHORS = 3_000;
const AGENCIES = 40;
const OPERATIONS = 2;
const VILLAGES = 56;
const FIRST_MS = Date.UTC(2027, 0, 4);
/** Per second, over weeks: what a region writes while it prepares. */
const STEP_MS = 1_000;

const ROLES = ['kaops', 'agency-officer', 'field-officer', 'administrator', 'auditor'];
/** Events, how many of a thousand leaves they are, and the kind of record. */
const EVENTS: readonly (readonly [event: string, share: number, kind: string])[] = [
  ['field-report.received.v1', 420, 'field-report'],
  ['field-report.read.v1', 180, 'field-report'],
  ['session.opened.v1', 120, 'account'],
  ['deployment.placed.v1', 100, 'deployment'],
  ['incident.reported.v1', 60, 'incident'],
  ['incident.updated.v1', 60, 'incident'],
  ['stations.import-applied.v1', 30, 'station-import'],
  ['job.asked.v1', 25, 'job'],
  ['grant.given.v1', 4, 'account'],
  ['agency.renamed.v1', 1, 'agency'],
];
const SHARES = EVENTS.flatMap((event) => Array.from({ length: event[1] }, () => event));

const PLATFORM = [{ room: 'platform', dir: join(import.meta.dirname, '..', '..', 'migrations') }];

export type OwnDatabase = {
  readonly dataDir: string;
  readonly url: string;
  readonly connection: Connection;
  close(): Promise<void>;
};

/** A durable embedded database with these tables, the platform's unless told, in a directory that goes with it. */
export async function openOwnDatabase(sources: readonly MigrationSource[] = PLATFORM): Promise<OwnDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rakor-bench-'));
  const cluster = await openCluster({ dataDir, log: () => undefined });
  const connection = connect(cluster.url);
  await migrate(connection.pool, sources);
  return {
    dataDir,
    url: cluster.url,
    connection,
    async close() {
      await connection.close();
      await cluster.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** Ids of the bench, always the same: `some('author', 7)`. */
export function some(what: string, index: number): string {
  const hex = hash('sha256', `${what} ${index}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Committed leaves that wait for a number, of about 400 bytes each. @param from number of leaves already there */
export async function copyLeaves(pool: pg.Pool, from: number, count: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin; set local statement_timeout = 0');
    const columns = 'id, event, kind, subject, operation, area, attributes, bytes, hash, written_at';
    await pipeline(
      Readable.from(lines(from, count)),
      client.query(copyFrom(`copy journal_leaf (${columns}) from stdin`)),
    );
    await client.query(
      `insert into journal_pending (leaf_id, written_at)
       select id, written_at from journal_leaf where written_at >= $1 and written_at < $2`,
      [moment(from), moment(from + count)],
    );
    await client.query('commit');
  } finally {
    client.release();
  }
}

function* lines(from: number, count: number): Generator<string> {
  let text = '';
  for (let index = from; index < from + count; index += 1) {
    text += line(index);
    if (text.length < 1_000_000) continue;
    yield text;
    text = '';
  }
  yield text;
}

function line(index: number): string {
  const { leaf, attributes } = madeLeaf(index);
  const bytes = leafBytes(leaf);
  const cells = [
    leaf.id,
    leaf.event,
    leaf.subject.kind,
    leaf.subject.id,
    leaf.operation ?? '\\N',
    leaf.area ?? '\\N',
    JSON.stringify(attributes),
    `\\\\x${Buffer.from(bytes).toString('hex')}`,
    `\\\\x${Buffer.from(leafHash(bytes, sha256)).toString('hex')}`,
    leaf.at.server,
  ];
  return `${cells.join('\t')}\n`;
}

function madeLeaf(index: number): { leaf: Leaf; attributes: Record<string, string | null> } {
  // Two primes spread authors, events and places over the whole journal; the same at every run.
  const dice = (index * 7_919 + 104_729) % 1_000_003;
  const [event, , kind] = SHARES[dice % SHARES.length] ?? ['field-report.received.v1', 0, 'field-report'];
  const author = dice % AUTHORS;
  const agency = some('agency', author % AGENCIES);
  const isPlaced = !['account', 'job', 'agency'].includes(kind);
  const operation = isPlaced ? some('operation', dice % OPERATIONS) : null;
  const area = isPlaced ? areaOf(dice % VILLAGES) : null;
  const at = moment(index).toISOString();
  const leaf: Leaf = {
    v: 1,
    id: newId(moment(index).getTime()),
    event,
    who: { user: some('author', author), agency, role: ROLES[author % ROLES.length] ?? null },
    at: { device: at, server: at, operation: operation && at },
    subject: { kind, id: some('subject', Math.floor(index / 3)) },
    operation,
    area,
    changes: [{ field: 'status', before: null, after: 'received' }],
  };
  const about = kind === 'account' ? agency : null;
  const by = kind === 'job' ? leaf.who.user : null;
  return { leaf, attributes: { operation, area, agency, ...(about && { about }), ...(by && { by }) } };
}

function areaOf(village: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `31.73.${two(1 + (village % 8))}.10${two(1 + Math.floor(village / 8))}`;
}

function moment(index: number): Date {
  return new Date(FIRST_MS + index * STEP_MS);
}
