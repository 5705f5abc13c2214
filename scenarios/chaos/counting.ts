/** What the database holds of what the writers sent, beside what was acknowledged to them. */
import { join } from 'node:path';
import pg from 'pg';
import type { Kind, Ledger } from './writers.ts';

const TABLES: Readonly<Record<Kind, string>> = {
  'field-report': 'field_report',
  incident: 'incident',
  activity: 'operation_activity',
};
const RECORDED: Readonly<Record<Kind, string>> = {
  'field-report': 'field-report.received.v1',
  incident: 'incident.opened.v1',
  activity: 'activity.planned.v1',
};

export type Counted = {
  readonly kind: Kind;
  readonly rows: number;
  readonly distinct: number;
  /** Leaves that say it came into being: one each, however often it was sent. */
  readonly leaves: number;
  /** Acknowledged, and not there. */
  readonly lost: readonly string[];
};

/** Looks into the database of a running server. */
export async function countAll(dataDir: string, ledger: Ledger): Promise<readonly Counted[]> {
  const client = await connectTo(dataDir);
  try {
    const counted: Counted[] = [];
    for (const kind of ['field-report', 'incident', 'activity'] as const)
      counted.push(await count(client, kind, ledger));
    return counted;
  } finally {
    await client.end();
  }
}

/** The embedded database through its socket, in the rights of the server. */
export async function connectTo(dataDir: string): Promise<pg.Client> {
  const client = new pg.Client({ host: join(dataDir, 'postgres/data'), user: 'rakor', database: 'rakor' });
  // A server that goes away shows in the query that fails.
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function count(client: pg.Client, kind: Kind, { sent, acknowledged }: Ledger): Promise<Counted> {
  const ids = [...sent].flatMap(([id, each]) => (each === kind ? id : []));
  const found = await client.query(
    `select count(*)::int as rows, count(distinct id)::int as distinct, array_agg(id::text) as ids
     from ${TABLES[kind]} where id = any($1)`,
    [ids],
  );
  const told = await client.query(
    'select count(*)::int as leaves from journal_leaf where event = $1 and subject = any($2)',
    [RECORDED[kind], ids],
  );
  const there = new Set<string>(found.rows[0].ids ?? []);
  const lost = ids.filter((id) => acknowledged.has(id) && !there.has(id));
  return {
    kind,
    rows: found.rows[0].rows,
    distinct: found.rows[0].distinct,
    leaves: told.rows[0].leaves,
    lost,
  };
}

export function summaryOf({ sent, acknowledged }: Ledger, counted: readonly Counted[]): string {
  const rows = counted.map(({ kind, rows: number }) => `${kind} ${number}`).join(', ');
  return `${sent.size} sent, ${acknowledged.size} acknowledged, rows: ${rows}`;
}
