/** SQL of imports of jurisdictions. */
import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { Context } from '#server/endpoint/context.ts';
import type { ImportState } from '#shared/import.ts';
import { type FieldError, Refused, refuse } from '#shared/problem.ts';
import type { Standing } from '#shared/schema.ts';
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
};

export async function findImport(tx: Tx, id: string, lock = sql``): Promise<StoredImport | null> {
  const found = await sql<StoredImport>`
    select id, state, file_sha256 as "fileSha256", source, accepted, unchanged, refused, errors, rows
    from agency_import where id = ${id} ${lock}`.execute(tx);
  return found.rows[0] ?? null;
}

export async function importInState(tx: Tx, id: string, wanted: ImportState): Promise<StoredImport> {
  const found = await findImport(tx, id, sql`for update`);
  if (!found) throw new Refused(refuse('not-found'));
  if (found.state !== wanted) throw new Refused(refuse('agencies.import-state', { state: found.state }));
  return found;
}

export async function insertImport(
  context: Context,
  made: StoredImport,
  fileName: string | null,
): Promise<void> {
  await sql`insert into agency_import (id, state, file_name, file_sha256, source, accepted, unchanged, refused, errors, rows, checked_by, checked_at)
    values (${made.id}, ${made.state}, ${fileName}, ${made.fileSha256}, ${made.source}, ${made.accepted}, ${made.unchanged},
      ${made.refused}, ${JSON.stringify(made.errors)}::jsonb, ${JSON.stringify(made.rows)}::jsonb, ${context.actor.userId}, ${context.now})`.execute(
    context.tx,
  );
}

export async function markImport(tx: Tx, id: string, state: 'applied' | 'undone', at: Date): Promise<void> {
  const moment = state === 'applied' ? sql`applied_at` : sql`undone_at`;
  await sql`update agency_import set state = ${state}, ${moment} = ${at} where id = ${id}`.execute(tx);
}
