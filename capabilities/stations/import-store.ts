/** SQL of imports: what a file would write, and what stood there before. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { ImportState } from '#shared/import.ts';
import type { FieldError } from '#shared/problem.ts';
import type { StationRecord } from './store.ts';

/** A record with its class in the current scheme and the name of the area that holds its point. */
export type Snapshot = StationRecord & { readonly class: string | null; readonly placeName: string | null };
export type ImportedRow = {
  readonly row: number;
  readonly action: 'add' | 'change' | 'same';
  readonly after: Snapshot;
  readonly before: Snapshot | null;
};
export type NewImport = {
  readonly id: string;
  readonly operationId: string;
  readonly kind: 'file' | 'estimate';
  readonly state: ImportState;
  readonly fileName: string | null;
  readonly fingerprint: string;
  readonly source: string;
  readonly statedOn: string | null;
  readonly schemeId: string | null;
  readonly errors: readonly FieldError[];
  /** Of the file; `errors` keeps the first of them. */
  readonly errorCount: number;
  readonly refused: number;
  readonly basedOn: string | null;
  readonly by: string;
  readonly at: Date;
  readonly rows: readonly ImportedRow[];
};
export type StoredImport = Omit<NewImport, 'rows' | 'by' | 'at'> & {
  /** Responsible people were erased from what it wrote and what stood before. */
  readonly isForgotten: boolean;
  /** The job that checks or applies it, or did last. */
  readonly jobId: string | null;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
};

const CHUNK = 2_000;

export async function insertImport(tx: Tx, made: NewImport): Promise<void> {
  const count = (action: ImportedRow['action']) => made.rows.filter((row) => row.action === action).length;
  const at = made.at.toISOString();
  await sql`
    insert into station_import (id, operation_id, kind, state, file_name, fingerprint, source, stated_on, scheme_id,
      added, changed, unchanged, refused, errors, error_count, based_on, checked_by, checked_at, applied_at)
    values (${made.id}, ${made.operationId}, ${made.kind}, ${made.state}, ${made.fileName}, ${made.fingerprint},
      ${made.source}, ${made.statedOn}::date, ${made.schemeId}, ${count('add')}, ${count('change')}, ${count('same')},
      ${made.refused}, ${JSON.stringify(made.errors)}::jsonb, ${made.errorCount}, ${made.basedOn}, ${made.by}, ${at}::timestamptz,
      ${made.state === 'applied' ? at : null}::timestamptz)`.execute(tx);
  await insertRows(tx, made.id, made.rows);
}

/** @param tell hears how many rows are kept so far */
export async function insertRows(
  tx: Tx,
  importId: string,
  made: readonly ImportedRow[],
  tell: (done: number) => Promise<void> = async () => {},
): Promise<void> {
  for (let start = 0; start < made.length; start += CHUNK) {
    await tell(start);
    const rows = JSON.stringify(made.slice(start, start + CHUNK));
    await sql`
      insert into station_import_row (import_id, row, station_id, action, area, place, place_area, after, before)
      select ${importId}, r.row, (r.after ->> 'id')::uuid, r.action, r.after ->> 'area', r.after ->> 'place',
        r.after ->> 'placeArea', r.after, r.before
      from jsonb_to_recordset(${rows}::jsonb) as r(row integer, action text, after jsonb, before jsonb)`.execute(
      tx,
    );
  }
}

export type Begun = Pick<
  NewImport,
  'id' | 'operationId' | 'fingerprint' | 'source' | 'fileName' | 'statedOn'
> & {
  readonly fileSha256: string;
  readonly jobId: string;
  readonly by: string;
  readonly at: Date;
};

/** Keeps an import whose file is to be checked; one that was not checked to its end begins anew. */
export async function beginImport(tx: Tx, made: Begun): Promise<void> {
  const at = sql`${made.at.toISOString()}::timestamptz`;
  await sql`
    insert into station_import (id, operation_id, kind, state, file_name, fingerprint, source, stated_on, added, changed,
      unchanged, refused, errors, checked_by, checked_at, job_id, file_sha256)
    values (${made.id}, ${made.operationId}, 'file', 'checking', ${made.fileName}, ${made.fingerprint}, ${made.source},
      ${made.statedOn}::date, 0, 0, 0, 0, '[]', ${made.by}, ${at}, ${made.jobId}, ${made.fileSha256})
    on conflict (id) do update set state = 'checking', operation_id = excluded.operation_id,
      file_name = excluded.file_name, fingerprint = excluded.fingerprint, source = excluded.source,
      stated_on = excluded.stated_on, checked_by = excluded.checked_by, checked_at = excluded.checked_at,
      job_id = excluded.job_id, file_sha256 = excluded.file_sha256`.execute(tx);
}

type Counted = Pick<NewImport, 'rows' | 'errors' | 'errorCount' | 'refused' | 'schemeId'>;

/** What a dry run found; from now on the file is no longer needed. */
export async function finishCheck(
  tx: Tx,
  id: string,
  found: Counted,
  { basedOn, at }: { readonly basedOn: string | null; readonly at: Date },
): Promise<void> {
  const count = (action: ImportedRow['action']) => found.rows.filter((row) => row.action === action).length;
  await sql`
    update station_import set state = 'checked', scheme_id = ${found.schemeId}, added = ${count('add')},
      changed = ${count('change')}, unchanged = ${count('same')}, refused = ${found.refused},
      errors = ${JSON.stringify(found.errors)}::jsonb, error_count = ${found.errorCount}, based_on = ${basedOn},
      checked_at = ${at}, file_sha256 = null
    where id = ${id}`.execute(tx);
}

/** Takes an import up, also once more after a failure; null when it is in other hands, or was done already. */
export async function takeUp(
  tx: Tx,
  { id, jobId, state, left }: { id: string; jobId: string; state: ImportState; left: ImportState },
): Promise<StoredImport | null> {
  const taken = await sql`
    update station_import set state = ${state}
    where id = ${id} and job_id = ${jobId} and state in (${state}, ${left}) returning id`.execute(tx);
  return taken.rows.length > 0 ? findImport(tx, id) : null;
}

/** Hands an import that was checked to the job that applies it; false for one in another state. */
export async function beginApplying(tx: Tx, id: string, jobId: string): Promise<boolean> {
  const moved = await sql`
    update station_import set state = 'applying', job_id = ${jobId} where id = ${id} and state = 'checked'`.execute(
    tx,
  );
  return (moved.numAffectedRows ?? 0n) > 0n;
}

/** Takes an import out of the hands of a job that did not come to its end. */
export async function leave(
  tx: Tx,
  id: string,
  move: { readonly from: ImportState; readonly to: ImportState },
): Promise<void> {
  await sql`update station_import set state = ${move.to} where id = ${id} and state = ${move.from}`.execute(
    tx,
  );
}

export async function findImport(tx: Tx, id: string, lock = sql``): Promise<StoredImport | null> {
  const found = await sql<StoredImport>`
    select id, operation_id as "operationId", kind, state, file_name as "fileName", fingerprint, source,
      stated_on as "statedOn", scheme_id as "schemeId", added, changed, unchanged, refused, errors,
      coalesce(error_count, jsonb_array_length(errors)) as "errorCount", based_on as "basedOn",
      persons_forgotten_at is not null as "isForgotten", job_id as "jobId"
    from station_import where id = ${id} ${lock}`.execute(tx);
  return found.rows[0] ?? null;
}

/** Condition on `station_import i`: every row `r` is within reach. A file of which no row was taken is for whoever checked it, and for those who lead all. */
export function withinReach(reach: {
  rows: RawBuilder<SqlBool>;
  leadsAll: boolean;
  by: string;
}): RawBuilder<SqlBool> {
  return sql<SqlBool>`(
    not exists (select 1 from station_import_row r where r.import_id = i.id and not ${reach.rows})
    and (${reach.leadsAll} or i.checked_by = ${reach.by}
      or exists (select 1 from station_import_row r where r.import_id = i.id)))`;
}

export async function holdsImport(tx: Tx, id: string, condition: RawBuilder<SqlBool>): Promise<boolean> {
  const found = await sql`select 1 from station_import i where i.id = ${id} and ${condition}`.execute(tx);
  return found.rows.length > 0;
}

export async function importedRows(
  tx: Tx,
  id: string,
  limit: number | null = null,
): Promise<readonly ImportedRow[]> {
  const found = await sql<ImportedRow>`
    select row, action, after, nullif(before, 'null'::jsonb) as before from station_import_row
    where import_id = ${id} order by row limit ${limit}`.execute(tx);
  return found.rows;
}

export async function placesOf(tx: Tx, id: string): Promise<Readonly<Record<string, number>>> {
  const found = await sql<{ place: string; stations: number }>`
    select place, count(*) as stations from station_import_row where import_id = ${id} group by place`.execute(
    tx,
  );
  return Object.fromEntries(found.rows.map(({ place, stations }) => [place, stations]));
}

/** Which boundaries judged where the points of an import lie, those of most points first. */
export async function judgesOf(
  tx: Tx,
  id: string,
): Promise<readonly { by: string; source: string | null; points: number }[]> {
  const found = await sql<{ by: string; source: string | null; points: number }>`
    select after ->> 'placeBy' as by, after ->> 'placeSource' as source, count(*) as points
    from station_import_row where import_id = ${id} and after ->> 'placeBy' is not null
    group by 1, 2 order by 3 desc, 1, 2`.execute(tx);
  return found.rows;
}

/** Moves an import on; false when somebody else was faster. */
export async function moveImport(
  tx: Tx,
  id: string,
  move: { from: ImportState; to: ImportState; at: Date },
): Promise<boolean> {
  const at = sql`${move.at.toISOString()}::timestamptz`;
  const moved = await sql`
    update station_import set state = ${move.to},
      ${move.to === 'applied' ? sql`applied_at = ${at}` : sql`undone_at = ${at}`}
    where id = ${id} and state = ${move.from}`.execute(tx);
  return (moved.numAffectedRows ?? 0n) > 0n;
}

/** How many stations of an import were written by something else since. */
export async function countOverwritten(tx: Tx, id: string): Promise<number> {
  const found = await sql<{ stations: number }>`
    select count(*) as stations from station_import_row r
    left join station s on s.id = r.station_id
    where r.import_id = ${id} and r.action <> 'same' and s.written_by is distinct from ${id}`.execute(tx);
  return found.rows[0]?.stations ?? 0;
}
