/** Activities in SQL. Own tables only. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { Standing } from '#shared/schema.ts';
import type { Activity, PlanActivity } from './activities.ts';
import type { Stance } from './plan.ts';
import type { Made } from './saving.ts';

export type ActivityRow = Omit<Activity, 'startsAt' | 'endsAt' | 'closedAt' | 'correctedAt'> & {
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly closedAt: Date | null;
  readonly correctedAt: Date | null;
  readonly standing: Standing;
};

/** Activities that satisfy a condition on `a`, earliest first. */
export async function listActivityRows(tx: Tx, where: RawBuilder<SqlBool>): Promise<readonly ActivityRow[]> {
  const found = await sql<ActivityRow>`
    select a.id, a.operation_id as "operationId", a.title, a.kind, a.stance, a.organiser, a.area, a.place,
           a.starts_at as "startsAt", a.ends_at as "endsAt", a.expected_crowd as "expectedCrowd", a.satgas, a.note,
           a.state, a.result, a.closed_at as "closedAt", a.corrected_at as "correctedAt", a.standing, a.version,
           coalesce((select jsonb_agg(jsonb_build_object('force', s.force, 'count', s.count) order by s.force)
                     from operation_activity_strength s where s.activity_id = a.id), '[]'::jsonb) as strength
    from operation_activity a where ${where} order by a.starts_at, a.id`.execute(tx);
  return found.rows;
}

/** The same, each held to the end of the transaction. */
export async function lockActivities(
  tx: Tx,
  operationId: string,
  ids: readonly string[],
): Promise<readonly ActivityRow[]> {
  const where = sql<SqlBool>`a.operation_id = ${operationId} and a.id = any(${[...ids]}::uuid[])`;
  await sql`select 1 from operation_activity a where ${where} order by a.id for update`.execute(tx);
  return listActivityRows(tx, where);
}

type Plan = Omit<PlanActivity, 'id' | 'stance'> & { readonly stance: Stance };

export async function insertActivity(
  tx: Tx,
  operationId: string,
  wanted: Plan & { readonly id: string },
  made: Made,
): Promise<void> {
  await sql`
    insert into operation_activity (id, operation_id, title, kind, stance, organiser, area, place, starts_at, ends_at,
                                    expected_crowd, satgas, note, state, standing, version, content_hash, recorded_at)
    values (${wanted.id}, ${operationId}, ${wanted.title}, ${wanted.kind}, ${wanted.stance}, ${wanted.organiser},
            ${wanted.area}, ${wanted.place}, ${wanted.startsAt}, ${wanted.endsAt}, ${wanted.expectedCrowd},
            ${wanted.satgas}, ${wanted.note}, 'planned', ${wanted.standing}, 1, ${made.hash}, ${made.now})`.execute(
    tx,
  );
  await replaceStrength(tx, wanted.id, wanted.strength);
}

export async function updateActivity(tx: Tx, id: string, version: number, wanted: Plan): Promise<void> {
  await sql`
    update operation_activity
    set title = ${wanted.title}, kind = ${wanted.kind}, stance = ${wanted.stance}, organiser = ${wanted.organiser},
        area = ${wanted.area}, place = ${wanted.place}, starts_at = ${wanted.startsAt}, ends_at = ${wanted.endsAt},
        expected_crowd = ${wanted.expectedCrowd}, satgas = ${wanted.satgas}, note = ${wanted.note},
        standing = ${wanted.standing}, version = ${version}
    where id = ${id}`.execute(tx);
  await sql`delete from operation_activity_strength where activity_id = ${id}`.execute(tx);
  await replaceStrength(tx, id, wanted.strength);
}

async function replaceStrength(tx: Tx, id: string, strength: Plan['strength']): Promise<void> {
  for (const { force, count } of strength) {
    await sql`
      insert into operation_activity_strength (activity_id, force, count) values (${id}, ${force}, ${count})`.execute(
      tx,
    );
  }
}

export async function closeActivity(
  tx: Tx,
  id: string,
  closed: { state: 'done' | 'cancelled'; result: string; at: Date },
): Promise<void> {
  await sql`
    update operation_activity
    set state = ${closed.state}, result = ${closed.result}, closed_at = ${closed.at}, version = version + 1
    where id = ${id}`.execute(tx);
}

export async function replaceResult(
  tx: Tx,
  id: string,
  corrected: { version: number; result: string; at: Date },
): Promise<void> {
  await sql`
    update operation_activity
    set result = ${corrected.result}, corrected_at = ${corrected.at}, version = ${corrected.version}
    where id = ${id}`.execute(tx);
}
