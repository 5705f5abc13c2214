/** SQL of jobs: asked for, taken, renewed, told of, ended. */
import { sql } from 'kysely';
import type { JobState } from '#shared/jobs.ts';
import type { Actor } from '#shared/permission.ts';
import type { Problem, Refusal } from '#shared/problem.ts';
import type { Localized } from '#shared/schema.ts';
import type { Database, Tx } from '../database/connect.ts';
import type { KindHead } from './kind.ts';

export type NewJob = {
  readonly id: string;
  readonly kind: KindHead;
  readonly input: unknown;
  readonly actor: Actor;
  readonly at: Date;
  readonly runAt: Date;
  readonly link: string | null;
  readonly key: string | null;
};

/** False when a job with this key waits or runs already. */
export async function insertJob(tx: Tx, made: NewJob): Promise<boolean> {
  const { kind, actor } = made;
  const put = await sql`
    insert into job (id, kind, title, input, state, lane, asked_by, actor, asked_at, run_at, link, key)
    values (${made.id}, ${kind.name}, ${JSON.stringify(kind.title)}::jsonb, ${JSON.stringify(made.input)}::jsonb, 'waiting',
      ${actor.agencyId ?? ''}, ${actor.userId}, ${JSON.stringify(actor)}::jsonb, ${made.at}, ${made.runAt}, ${made.link},
      ${made.key})
    on conflict (key) where key is not null and state in ('waiting', 'running') do nothing`.execute(tx);
  return Number(put.numAffectedRows ?? 0n) > 0;
}

/** @throws Error when there is none any more: whoever asked tries again */
export async function openWithKey(tx: Tx, key: string): Promise<string> {
  const found = await sql<{ id: string }>`
    select id from job where key = ${key} and state in ('waiting', 'running')`.execute(tx);
  const [open] = found.rows;
  if (!open) throw new Error('the job that stood in the way has just ended');
  return open.id;
}

export async function refusalOf(tx: Tx, id: string): Promise<Refusal | null> {
  const found = await sql<{ refusal: Refusal | null }>`select refusal from job where id = ${id}`.execute(tx);
  return found.rows[0]?.refusal ?? null;
}

// As long as answers to requests: what was told may name people.
const KEPT_MS = 30 * 24 * 3_600_000;

/** Deletes jobs that were over long ago. */
export async function forgetJobs(db: Database, now: Date): Promise<void> {
  await sql`delete from job where ended_at < ${new Date(now.getTime() - KEPT_MS)}`.execute(db);
}

export type Taken = {
  readonly id: string;
  readonly kind: string;
  readonly input: unknown;
  readonly actor: Actor;
  readonly attempts: number;
  readonly lease: string;
  readonly cancelled: boolean;
};

export type Taking = {
  readonly kinds: readonly KindHead[];
  readonly lease: string;
  readonly now: Date;
  /** Jobs that this very process is at: a clock that jumps must not let it take them from itself. */
  readonly own: readonly string[];
};

/** Takes the next job that is due, from the agency that was served longest ago; null when there is none. */
export async function takeNext(db: Database, { kinds, lease, now, own }: Taking): Promise<Taken | null> {
  const names = kinds.map(({ name }) => name);
  const due = sql`kind = any(${names}) and id <> all(${[...own]}::uuid[])
    and ((state = 'waiting' and run_at <= ${now}) or (state = 'running' and lease_until <= ${now}))`;
  const lanes = await sql<{ lane: string }>`
    select lane from (select distinct lane from job where state in ('waiting', 'running') and ${due}) waiting
    order by (select count(*) from job r where r.lane = waiting.lane and r.state = 'running' and r.lease_until > ${now}),
      (select max(started_at) from job s where s.lane = waiting.lane) nulls first, lane`.execute(db);
  const until = sql.join(
    [
      sql`case kind`,
      ...kinds.map(
        ({ name, leaseSeconds }) => sql`when ${name} then ${secondsAfter(now, leaseSeconds)}::timestamptz`,
      ),
      sql`end`,
    ],
    sql` `,
  );
  for (const { lane } of lanes.rows) {
    const taken = await sql<Taken>`
      update job set state = 'running', lease = ${lease}, lease_until = ${until}, attempts = attempts + 1,
        started_at = ${now}, done = 0, total = null, note = null
      where id = (
        select id from job where lane = ${lane} and state in ('waiting', 'running') and ${due}
        order by run_at, id limit 1 for update skip locked)
      returning id, kind, input, actor, attempts, lease, cancel_asked_at is not null as cancelled`.execute(
      db,
    );
    if (taken.rows[0]) return taken.rows[0];
  }
  return null;
}

export function secondsAfter(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1_000);
}

export type Held = { readonly id: string; readonly lease: string };

/** Keeps the job for longer. */
export async function renewLease(
  db: Database,
  held: Held,
  until: Date,
): Promise<'ours' | 'cancelled' | 'lost'> {
  const kept = await sql<{ cancelled: boolean }>`
    update job set lease_until = ${until} where id = ${held.id} and lease = ${held.lease}
    returning cancel_asked_at is not null as cancelled`.execute(db);
  return standing(kept.rows[0]);
}

export async function tellProgress(
  db: Database,
  held: Held,
  told: { readonly done: number; readonly total: number | null; readonly note: Localized | null },
): Promise<'ours' | 'cancelled' | 'lost'> {
  const kept = await sql<{ cancelled: boolean }>`
    update job set done = ${told.done}, total = ${told.total},
      note = ${told.note ? JSON.stringify(told.note) : null}::jsonb
    where id = ${held.id} and lease = ${held.lease}
    returning cancel_asked_at is not null as cancelled`.execute(db);
  return standing(kept.rows[0]);
}

/** Asked last in a transaction of the work: until its commit nobody can cancel or take the job. */
export async function holdStill(tx: Tx, held: Held): Promise<'ours' | 'cancelled' | 'lost'> {
  const kept = await sql<{ cancelled: boolean }>`
    select cancel_asked_at is not null as cancelled from job where id = ${held.id} and lease = ${held.lease} for share`.execute(
    tx,
  );
  return standing(kept.rows[0]);
}

function standing(row: { readonly cancelled: boolean } | undefined): 'ours' | 'cancelled' | 'lost' {
  if (!row) return 'lost';
  return row.cancelled ? 'cancelled' : 'ours';
}

export type Ending = {
  readonly state: Exclude<JobState, 'waiting' | 'running'>;
  readonly at: Date;
  readonly result?: unknown;
  readonly failure?: string;
  readonly refusal?: Refusal;
  readonly problem?: Problem;
};

/** False when another runner has the job now. */
export async function endJob(tx: Tx, held: Held, ending: Ending): Promise<boolean> {
  const { problem } = ending;
  const told = problem ? { code: problem.code, detail: problem.detail, errors: problem.errors ?? [] } : null;
  const ended = await sql`
    update job set state = ${ending.state}, done = ${ending.state === 'done' ? sql`coalesce(total, done)` : sql`done`}, ended_at = ${ending.at}, lease = null, lease_until = null,
      result = ${json(ending.result)}::jsonb, failure = ${ending.failure ?? null}, refusal = ${json(ending.refusal)}::jsonb,
      problem = ${json(told ?? undefined)}::jsonb
    where id = ${held.id} and lease = ${held.lease}`.execute(tx);
  return Number(ended.numAffectedRows ?? 0n) > 0;
}

const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));

/** Lets it wait again; one that was only interrupted has not failed. */
export async function putBack(
  db: Database,
  held: Held,
  {
    runAt,
    failure,
    isTry,
  }: { readonly runAt: Date; readonly failure: string | null; readonly isTry: boolean },
): Promise<void> {
  await sql`
    update job set state = 'waiting', lease = null, lease_until = null, run_at = ${runAt}, failure = ${failure},
      attempts = attempts - ${isTry ? 0 : 1}
    where id = ${held.id} and lease = ${held.lease}`.execute(db);
}
