/** SQL of imports of jurisdictions. */
import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { Context } from '#server/endpoint/context.ts';
import type { ImportState } from '#shared/import.ts';
import { type FieldError, Refused, refuse } from '#shared/problem.ts';
import type { Standing } from '#shared/schema.ts';
import { manageAgencies } from './contract.ts';
import type { Holder } from './rules.ts';

/** What an import would add; the id is made at the dry run, so that undoing knows what it added. */
export type ImportedRow = Holder & {
  readonly id: string;
  readonly area: string;
  readonly holder: string;
  readonly standing: Standing;
};
export type StoredImport = {
  readonly id: string;
  readonly state: ImportState;
  readonly fileSha256: string;
  readonly source: string;
  readonly accepted: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly errors: readonly FieldError[];
  readonly rows: readonly ImportedRow[];
  /** The job that checks or applies it, or did last. */
  readonly jobId: string | null;
};

export async function findImport(tx: Tx, id: string, lock = sql``): Promise<StoredImport | null> {
  const found = await sql<StoredImport>`
    select id, state, file_sha256 as "fileSha256", source, accepted, unchanged, refused, errors, rows,
      job_id as "jobId"
    from agency_import where id = ${id} ${lock}`.execute(tx);
  return found.rows[0] ?? null;
}

export async function importInState(tx: Tx, id: string, wanted: ImportState): Promise<StoredImport> {
  const found = await findImport(tx, id, sql`for update`);
  if (!found) throw new Refused(refuse('not-found'));
  if (found.state !== wanted) throw new Refused(refuse('agencies.import-state', { state: found.state }));
  return found;
}

export type Begun = Pick<StoredImport, 'id' | 'fileSha256' | 'source'> & {
  readonly fileName: string | null;
  readonly jobId: string;
};

/** Keeps an import whose file is to be checked; one that was not checked to its end begins anew. */
export async function beginImport({ tx, actor, now }: Context, made: Begun): Promise<void> {
  await sql`
    insert into agency_import (id, state, file_name, file_sha256, source, accepted, unchanged, refused, errors, rows,
      checked_by, checked_at, job_id)
    values (${made.id}, 'checking', ${made.fileName}, ${made.fileSha256}, ${made.source}, 0, 0, 0, '[]', '[]',
      ${actor.userId}, ${now}, ${made.jobId})
    on conflict (id) do update set state = 'checking', file_name = excluded.file_name, source = excluded.source,
      file_sha256 = excluded.file_sha256, checked_by = excluded.checked_by, checked_at = excluded.checked_at,
      job_id = excluded.job_id`.execute(tx);
}

/** Takes an import up, also once more after a failure; null when it is in other hands, or was done already. */
export async function takeUp(
  tx: Tx,
  { id, jobId, state, left }: { id: string; jobId: string; state: ImportState; left: ImportState },
): Promise<StoredImport | null> {
  const taken = await sql`
    update agency_import set state = ${state}
    where id = ${id} and job_id = ${jobId} and state in (${state}, ${left}) returning id`.execute(tx);
  return taken.rows.length > 0 ? findImport(tx, id) : null;
}

export async function finishCheck(
  tx: Tx,
  id: string,
  found: Pick<StoredImport, 'rows' | 'errors' | 'accepted' | 'unchanged' | 'refused'>,
  at: Date,
): Promise<void> {
  await sql`
    update agency_import set state = 'checked', accepted = ${found.accepted}, unchanged = ${found.unchanged},
      refused = ${found.refused}, errors = ${JSON.stringify(found.errors)}::jsonb,
      rows = ${JSON.stringify(found.rows)}::jsonb, checked_at = ${at}
    where id = ${id}`.execute(tx);
}

/** Hands an import that was checked to the job that applies it. */
export async function beginApplying(tx: Tx, id: string, jobId: string): Promise<void> {
  await sql`update agency_import set state = 'applying', job_id = ${jobId} where id = ${id}`.execute(tx);
}

/** Takes an import out of the hands of a job that did not come to its end. */
export async function leave(
  tx: Tx,
  id: string,
  move: { readonly from: ImportState; readonly to: ImportState },
): Promise<void> {
  await sql`update agency_import set state = ${move.to} where id = ${id} and state = ${move.from}`.execute(
    tx,
  );
}

export function demandAreas(context: Context, found: StoredImport): void {
  for (const { area } of found.rows) context.demand(manageAgencies, { area });
}

export async function markImport(tx: Tx, id: string, state: 'applied' | 'undone', at: Date): Promise<void> {
  const moment = state === 'applied' ? sql`applied_at` : sql`undone_at`;
  await sql`update agency_import set state = ${state}, ${moment} = ${at} where id = ${id}`.execute(tx);
}
