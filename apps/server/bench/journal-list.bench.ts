/**
 * What an auditor waits for at the list of the journal, over HTTP on loopback, rights and words included:
 * npx tsx apps/server/bench/journal-list.bench.ts [leaves]
 * "first" is the first time that somebody asks it, when the count is made; the rest are p50 and p95 of asking again.
 * Goals at 200,000 leaves: 100 ms for the page and each filter, 300 ms for a search.
 */
import { hash } from 'node:crypto';
import { resolve } from 'node:path';
import { sql } from 'kysely';
import type { Capability } from '#server/capability.ts';
import type { Database } from '#server/database/connect.ts';
import { load, machine, print, quantile, timed } from '#server/journal/bench/figures.ts';
import {
  AUTHORS,
  copyLeaves,
  type OwnDatabase,
  openOwnDatabase,
  some,
} from '#server/journal/bench/many-leaves.ts';
import { openLog } from '#server/journal/identity.ts';
import { numberAll } from '#server/journal/sequencer.ts';
import { openSigner } from '#server/journal/signer.ts';
import { type Actor, nobody } from '#shared/permission.ts';
import { systemClock } from '#shared/time.ts';
import { compose, migrationSources } from '../compose.ts';
import { planHouse } from '../house.ts';

const LEAVES = Number(process.argv[2] ?? 200_000);
const AT_ONCE = 50_000;
const REPEATS = 20;

const where = (field: string, is: string, value: unknown) =>
  `where=${encodeURIComponent(JSON.stringify([{ field, is, value }]))}`;
const operation = `operationId=${some('operation', 0)}`;
const QUESTIONS: Readonly<Record<string, string>> = {
  'default page': operation,
  everything: '',
  'deep in the list': `${operation}&offset=${Math.floor(LEAVES / 2)}`,
  'only reads': `${operation}&only=reads`,
  'one event, rare': `${operation}&${where('event', 'in', ['agency.renamed.v1'])}`,
  'words of an event': `${operation}&${where('what', 'contains', 'laporan')}`,
  'one person': `${operation}&${where('person', 'eq', 'Petugas 77')}`,
  'one role': `${operation}&${where('role', 'eq', 'administrator')}`,
  'one agency': `${operation}&${where('agencyId', 'eq', some('agency', 7))}`,
  'one area': `${operation}&${where('area', 'within', '31.73.03')}`,
  'one record': `${operation}&${where('subject', 'eq', some('subject', 5_000))}`,
  'a kind': `${operation}&${where('kind', 'contains', 'incident')}`,
  'a day': `${operation}&${where('at', 'ge', '2027-01-05T00:00:00.000Z')}`,
  'from a number on': `${operation}&${where('index', 'ge', LEAVES - 500)}`,
  'sorted by person': `${operation}&sort=person,index`,
  'search: a name': `${operation}&q=${encodeURIComponent('petugas 77')}`,
  'search: an area': `${operation}&q=31.73.03`,
  'search: an id': `${operation}&q=${some('subject', 5_000)}`,
  'search: nothing': `${operation}&q=tidakada`,
};

async function main(): Promise<void> {
  print('machine', { ...machine(), leaves: LEAVES });
  const root = resolve(import.meta.dirname, '..', '..', '..');
  const plan = planHouse(root, systemClock, false, { dataDir: root, databaseUrl: '', release: 'bench' });
  const own = await openOwnDatabase(migrationSources(root, plan.capabilities));
  try {
    await fill(own);
    const started = await timed(() => start(own, plan.capabilities));
    const server = started.made;
    try {
      const origin = await server.app.listen({ host: '127.0.0.1', port: 0 });
      const page = await timed(() =>
        askOnce(`${origin}/api/journal/leaves?limit=100&${operation}`, 'unbound'),
      );
      print('start', { untilDoorsOpenMs: started.ms, firstPageMs: page.ms });
      await askNothing(origin);
      for (const who of ['unbound', 'bound']) await askAll(origin, who);
      print('memory of the server', { megabytes: Math.round(process.memoryUsage().rss / 1_048_576) });
    } finally {
      await server.stop();
    }
  } finally {
    await own.close();
  }
  print('machine', { load: load() });
}

/** Before the server starts, so that nothing competes for the database. */
async function fill({ connection, dataDir }: OwnDatabase): Promise<void> {
  const { db, pool } = connection;
  const log = await openLog(db, { signer: openSigner(dataDir), origin: null, clock: systemClock });
  for (let from = 0; from < LEAVES; from += AT_ONCE) {
    await copyLeaves(pool, from, Math.min(AT_ONCE, LEAVES - from));
    await numberAll(db, log);
  }
  await nameAuthors(db);
  for (const table of ['journal_leaf', 'journal_index', 'journal_pending', 'account'])
    await sql`vacuum analyze ${sql.ref(table)}`.execute(db);
}

async function start({ connection, dataDir }: OwnDatabase, capabilities: readonly Capability[]) {
  return compose({
    connection,
    capabilities,
    dataDir,
    authenticate: async (token) => actors.get(token) ?? nobody,
    clock: systemClock,
    version: 'bench',
    https: null,
    log: true,
  });
}

const tokenOf = (who: string) => hash('sha256', who, 'base64url');
const actors = new Map<string, Actor>([
  [tokenOf('unbound'), auditor([''], null, null)],
  [tokenOf('bound'), auditor(['31.73.03', '31.73.05'], some('operation', 0), some('agency', 3))],
]);

function auditor(areas: readonly string[], operationId: string | null, agencyId: string | null): Actor {
  const grants = [{ role: 'auditor', agencyId: null, areas, operationId }];
  return { kind: 'person', userId: some('auditor', 1), sessionId: some('session', 1), agencyId, grants };
}

async function askAll(origin: string, who: string): Promise<void> {
  for (const [name, query] of Object.entries(QUESTIONS)) {
    const ask = () => askOnce(`${origin}/api/journal/leaves?limit=100&lang=id&${query}`, who);
    const first = await timed(ask);
    const again: number[] = [];
    for (let turn = 0; turn < REPEATS; turn += 1) again.push((await timed(ask)).ms);
    const [p50Ms, p95Ms] = [quantile(again, 0.5), quantile(again, 0.95)];
    print(`${who}: ${name}`, { total: first.made, firstMs: first.ms, p50Ms, p95Ms });
  }
}

/** What a request costs that reads one row: the part of each figure that is no matter of the list. */
async function askNothing(origin: string): Promise<void> {
  const spent: number[] = [];
  for (let turn = 0; turn < REPEATS; turn += 1)
    spent.push((await timed(async () => (await fetch(`${origin}/api/journal/checkpoint`)).text())).ms);
  print('a checkpoint, for comparison', { p50Ms: quantile(spent, 0.5), p95Ms: quantile(spent, 0.95) });
}

async function askOnce(url: string, who: string): Promise<number> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${tokenOf(who)}` } });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${answer.status} ${text.slice(0, 300)}`);
  return JSON.parse(text).total;
}

async function nameAuthors(db: Database): Promise<void> {
  const ids = Array.from({ length: AUTHORS }, (_, index) => some('author', index));
  await sql`
    insert into account (id, login, name, demo, opened_at, settled_at)
    select id, 'a' || n, 'Petugas ' || n, true, now(), now()
    from unnest(${ids}::uuid[]) with ordinality as made (id, n)`.execute(db);
}

await main();
