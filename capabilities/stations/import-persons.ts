/** Responsible people in imports: kept while an import needs them, then erased. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';

/** Days after which a checked file that nobody applied is checked again, and an applied one is undone no more. */
export const UNAPPLIED_DAYS = 7;
export const UNDO_DAYS = 30;

const without = (rows: RawBuilder<unknown>) => sql`(${rows} - 'responsibleName' - 'responsiblePhone')`;

/** Once applied, the register holds them; what stood before stays for undoing. */
export async function forgetWritten(tx: Tx, importId: string): Promise<void> {
  await sql`
    update station_import_row set after = ${without(sql`after`)}
    where import_id = ${importId} and after ->> 'responsibleName' is not null`.execute(tx);
}

/** Erases them from imports that were undone, lie unapplied, or were applied long ago; also from what stood before. */
export async function forgetPersons(tx: Tx, now: Date): Promise<void> {
  const moment = sql`${now.toISOString()}::timestamptz`;
  await sql`
    with due as (
      update station_import set persons_forgotten_at = ${moment}
      where persons_forgotten_at is null and (state = 'undone'
        or (state = 'checked' and checked_at < ${moment} - make_interval(days => ${UNAPPLIED_DAYS}))
        or (state = 'applied' and applied_at < ${moment} - make_interval(days => ${UNDO_DAYS})))
      returning id)
    update station_import_row r set after = ${without(sql`r.after`)},
      before = case when jsonb_typeof(r.before) = 'object' then ${without(sql`r.before`)} else r.before end
    from due where r.import_id = due.id
      and (r.after ->> 'responsibleName' is not null or r.before ->> 'responsibleName' is not null)`.execute(
    tx,
  );
}

/** Whether undoing would put back a responsible person who was erased. */
export async function needsPersons(tx: Tx, importId: string): Promise<boolean> {
  const found = await sql`
    select 1 from station_import_row
    where import_id = ${importId} and action = 'change' and before ->> 'specialKind' is not null limit 1`.execute(
    tx,
  );
  return found.rows.length > 0;
}
