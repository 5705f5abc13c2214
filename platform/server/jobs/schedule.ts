import { sql } from 'kysely';
import { system } from '#shared/permission.ts';
import { addDays, dayOf, instantOf, type Zone } from '#shared/time.ts';
import { type Database, inTransaction } from '../database/connect.ts';
import { putInQueue } from './enqueue.ts';
import type { JobKind } from './job.ts';

/** When a job is due, again and again. `at` is a wall-clock time `HH:MM` of the zone. */
export type Rhythm = { readonly everyMinutes: number } | { readonly dailyAt: string; readonly zone: Zone };

export type Schedule = {
  /** room.what-it-does, unique and never renamed. */
  readonly name: string;
  readonly when: Rhythm;
  readonly kind: JobKind;
  readonly input: unknown;
};

/** Declares a schedule; a room lists it in `Capability.schedules`. */
export function schedule<In>(declared: {
  readonly name: string;
  readonly when: Rhythm;
  readonly kind: JobKind<In>;
  readonly input: In;
}): Schedule {
  return declared;
}

/** The first instant after `now` at which it is due. */
export function nextTick(when: Rhythm, now: Date): Date {
  if ('everyMinutes' in when) {
    const step = when.everyMinutes * 60_000;
    return new Date((Math.floor(now.getTime() / step) + 1) * step);
  }
  const today = dayOf(now, when.zone);
  const due = instantOf(today, when.dailyAt, when.zone);
  return due > now ? due : instantOf(addDays(today, 1), when.dailyAt, when.zone);
}

/**
 * Fires what is due: each tick by one process, once however many were missed while the server was down, and not at all
 * while the last one is still at work. After a jump of the clock the next tick lies at most one step ahead.
 * @returns how many jobs it asked for
 */
export async function fireDue(
  db: Database,
  schedules: readonly Schedule[],
  kinds: ReadonlyMap<string, JobKind>,
  now: Date,
): Promise<number> {
  let fired = 0;
  for (const each of schedules) {
    const next = nextTick(each.when, now);
    const isDue = await inTransaction(db, async (tx) => {
      await sql`insert into job_schedule (name, next_at) values (${each.name}, ${next}) on conflict do nothing`.execute(
        tx,
      );
      const moved = await sql<{ due: boolean }>`
        with mine as (
          select name, next_at <= ${now} as due from job_schedule
          where name = ${each.name} and (next_at <= ${now} or next_at > ${next}) for update skip locked)
        update job_schedule s set next_at = ${next}, last_at = case when mine.due then ${now} else s.last_at end
        from mine where s.name = mine.name returning mine.due`.execute(tx);
      if (!moved.rows[0]?.due) return false;
      const asked = { kind: each.kind, input: each.input, actor: system, now };
      const { isNew } = await putInQueue(tx, kinds, asked, { key: `schedule ${each.name}` });
      return isNew;
    });
    if (isDue) fired += 1;
  }
  return fired;
}
