/**
 * What somebody waits for at the lists of tasks, over HTTP on loopback, rights included:
 * npx tsx apps/server/bench/task-list.bench.ts [tasks]
 * Of an agency that has a part in every third task, and of one that only sees what is shared. Goal at 10,000 tasks in one
 * operation: 100 ms at p95 for each list.
 */
import { hash } from 'node:crypto';
import { resolve } from 'node:path';
import { sql } from 'kysely';
import { load, machine, print, quantile, timed } from '#server/journal/bench/figures.ts';
import { type OwnDatabase, openOwnDatabase, some } from '#server/journal/bench/many-leaves.ts';
import { type Actor, nobody } from '#shared/permission.ts';
import { systemClock } from '#shared/time.ts';
import { compose, migrationSources } from '../compose.ts';
import { planHouse } from '../house.ts';

const TASKS = Number(process.argv[2] ?? 10_000);
const AGENCIES = 12;
const REPEATS = 30;
const OPERATION = some('operation', 0);

const yes = (...fields: readonly string[]) =>
  `where=${encodeURIComponent(JSON.stringify(fields.map((field) => ({ field, is: 'eq', value: 'yes' }))))}`;
const open = `where=${encodeURIComponent(JSON.stringify([{ field: 'closed', is: 'eq', value: 'no' }]))}`;
const QUESTIONS: Readonly<Record<string, string>> = {
  'our turn': `tasks?limit=100&${yes('ourTurn')}`,
  mine: `tasks?limit=100&${yes('mine')}`,
  ours: `tasks?limit=100&${yes('ours')}`,
  awaited: `tasks?limit=100&${yes('awaited')}`,
  overdue: `tasks?limit=100&${yes('overdue')}`,
  open: `tasks?limit=100&${open}`,
  all: 'tasks?limit=100',
  'deep in the list': `tasks?limit=100&offset=${Math.floor(TASKS / 3)}`,
  'sorted by what they wait for': 'tasks?limit=100&sort=-needsOpen,dueDay',
  'search: a title': `tasks?limit=100&q=${encodeURIComponent('tugas 77')}`,
  counts: 'task-counts',
};

async function main(): Promise<void> {
  print('machine', { ...machine(), tasks: TASKS });
  const root = resolve(import.meta.dirname, '..', '..', '..');
  const plan = planHouse(root, systemClock, false, { dataDir: root, databaseUrl: '', release: 'bench' });
  const own = await openOwnDatabase(migrationSources(root, plan.capabilities));
  try {
    await fill(own);
    const server = await compose({
      connection: own.connection,
      capabilities: plan.capabilities,
      dataDir: own.dataDir,
      authenticate: async (token) => actors.get(token) ?? nobody,
      clock: systemClock,
      version: 'bench',
      https: null,
      log: true,
    });
    try {
      const origin = await server.app.listen({ host: '127.0.0.1', port: 0 });
      for (const who of ['taking part', 'looking on']) await askAll(origin, who);
    } finally {
      await server.stop();
    }
  } finally {
    await own.close();
  }
  print('machine', { load: load() });
}

/** Tasks of all states between twelve agencies; every fourth hangs on another one, every second has evidence. */
async function fill({ connection }: OwnDatabase): Promise<void> {
  const agencies = Array.from({ length: AGENCIES }, (_, index) => some('agency', index));
  const states = 'offered,countered,awaiting-plenary,agreed,in-work,done,confirmed,refused,dropped'.split(
    ',',
  );
  const { db } = connection;
  await sql`
    insert into task (id, operation_id, code, title, detail, measure, state, asker, asker_name, owner, owner_name,
      needs_plenary, person, person_name, area, area_name, theme, due_day, weight, origin_kind, sharing, named, readers,
      counter, offered_at, offered_operation_at, changed_operation_at, content_hash)
    select md5('task' || n)::uuid, ${OPERATION}::uuid, 'T-' || n, 'Tugas ' || n || ' untuk tahapan pemungutan suara', '',
      'Semua kecamatan melapor', state, asker, 'Peminta', owner, 'Pelaksana', false,
      case when n % 40 = 0 then ${some('person', 0)}::uuid end, case when n % 40 = 0 then 'Petugas' end,
      '31.73.0' || 1 + n % 8, 'Kecamatan', 'other', current_date + n % 90 - 30, 1, 'own', sharing, '{}',
      array[asker, owner], case when state = 'countered' then '{}'::jsonb end, now(), now(), now(), sha256('x'::bytea)
    from generate_series(1, ${TASKS}) n,
      lateral (select (${states}::text[])[1 + n % 9] as state, (array['all', 'named', 'own'])[1 + n % 3] as sharing,
        (${agencies}::uuid[])[1 + n / 7 % ${AGENCIES}] as asker, (${agencies}::uuid[])[1 + n / 11 % ${AGENCIES}] as owner) d`.execute(
    db,
  );
  await sql`
    insert into task_need (task_id, needs_id)
    select md5('task' || n)::uuid, md5('task' || n + 1)::uuid from generate_series(1, ${TASKS - 1}, 4) n`.execute(
    db,
  );
  await sql`
    insert into task_evidence (id, task_id, kind, text, by_name, agency_id, at, operation_at, content_hash)
    select gen_random_uuid(), md5('task' || n)::uuid, 'note', 'Laporan', 'Petugas', ${some('agency', 0)}::uuid, now(), now(),
      sha256('x'::bytea)
    from generate_series(1, ${TASKS}, 2) n`.execute(db);
  for (const table of ['task', 'task_need', 'task_evidence'])
    await sql`vacuum analyze ${sql.ref(table)}`.execute(db);
}

const tokenOf = (who: string) => hash('sha256', who, 'base64url');
const actors = new Map<string, Actor>([
  [tokenOf('taking part'), officer(some('agency', 0), ['31.73'])],
  [tokenOf('looking on'), officer(some('agency', AGENCIES), ['31.73.01', '31.73.05'])],
]);

function officer(agencyId: string, areas: readonly string[]): Actor {
  const grants = [{ role: 'agency-officer', agencyId, areas, operationId: OPERATION }];
  return { kind: 'person', userId: some('person', 0), sessionId: some('session', 0), agencyId, grants };
}

async function askAll(origin: string, who: string): Promise<void> {
  for (const [name, question] of Object.entries(QUESTIONS)) {
    const ask = () => askOnce(`${origin}/api/operations/${OPERATION}/${question}`, who);
    const first = await timed(ask);
    const again: number[] = [];
    for (let turn = 0; turn < REPEATS; turn += 1) again.push((await timed(ask)).ms);
    const [p50Ms, p95Ms] = [quantile(again, 0.5), quantile(again, 0.95)];
    print(`${who}: ${name}`, { total: first.made, firstMs: first.ms, p50Ms, p95Ms });
  }
}

async function askOnce(url: string, who: string): Promise<number> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${tokenOf(who)}` } });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${answer.status} ${text.slice(0, 300)}`);
  const { total, all }: { total?: number; all?: number } = JSON.parse(text);
  return total ?? all ?? 0;
}

await main();
