/** What may be asked of a job from outside: how it fares, that it stops, that it begins again. */
import { sql } from 'kysely';
import type { ImportJob, ImportReport } from '#shared/import.ts';
import { isOver, type JobState, type JobView } from '#shared/jobs.ts';
import { Refused, refuse } from '#shared/problem.ts';
import type { Context } from '../endpoint/context.ts';

export type Asked = {
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  readonly failure: string | null;
  readonly by: string;
  readonly cancelAsked: boolean;
};

export async function readOwnJob({ tx, actor }: Context, id: string): Promise<JobView> {
  const found = await sql<JobView>`
    select id, kind, title, state, done, total, attempts, failure, cancel_asked_at is not null as "cancelAsked",
      asked_at as "askedAt", started_at as "startedAt", ended_at as "endedAt", run_at as "runAt", note, link, problem
    from job where id = ${id} and asked_by = ${actor.userId}`.execute(tx);
  const [job] = found.rows;
  if (!job) throw new Refused(refuse('not-found'));
  return job;
}

/** The job behind an import as its report tells of it; null once it is done. */
export async function importJob({ tx, actor }: Context, id: string | null): Promise<ImportJob | null> {
  if (id === null) return null;
  const found = await sql<ImportJob>`
    select id, asked_by = ${actor.userId} as mine, state, done, total, note, cancel_asked_at is not null as "cancelAsked",
      failure, problem from job where id = ${id} and state <> 'done'`.execute(tx);
  return found.rows[0] ?? null;
}

/** One that waits ends at its next turn without beginning; one that runs stops at its next progress. */
export async function askToCancel(
  ctx: Context,
  { id, state, cancelAsked }: Asked,
): Promise<'asked' | 'over'> {
  if (isOver(state) || cancelAsked) return 'over';
  await sql`
    update job set cancel_asked_at = ${ctx.now}, run_at = least(run_at, ${ctx.now}) where id = ${id}`.execute(
    ctx.tx,
  );
  ctx.afterCommit(() => ctx.jobs?.nudge());
  return 'asked';
}

/** Lets a job that failed or was cancelled begin afresh, with all its tries; false for any other. */
export async function startAgain(ctx: Context, { id, state }: Asked): Promise<boolean> {
  if (state !== 'failed' && state !== 'cancelled') return false;
  await sql`
    update job set state = 'waiting', key = null, run_at = ${ctx.now}, attempts = 0, done = 0, total = null, note = null,
      ended_at = null, cancel_asked_at = null, failure = null, refusal = null, problem = null
    where id = ${id}`.execute(ctx.tx);
  ctx.afterCommit(() => ctx.jobs?.nudge());
  return true;
}

/** The job that an answer about an import waits for; null when none is at it. */
export function jobOf(report: Pick<ImportReport, 'state' | 'job'>): string | null {
  const isAtWork = report.state === 'checking' || report.state === 'applying';
  return isAtWork ? (report.job?.id ?? null) : null;
}
