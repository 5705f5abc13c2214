/** SQL of imports: what is staged, what it would change, and how it is written and taken back. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { Context } from '#server/endpoint/context.ts';
import type { ImportState } from '#shared/import.ts';
import type { FieldError } from '#shared/problem.ts';
import type { ImportKind } from './import-contract.ts';

export type StoredImport = {
  readonly id: string;
  readonly kind: ImportKind;
  readonly state: ImportState;
  readonly fileSha256: string;
  readonly source: string;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly errors: readonly FieldError[];
  readonly basedOn: string;
  /** The job that checks or applies it, or did last. */
  readonly jobId: string | null;
};
export type Begun = Pick<StoredImport, 'id' | 'kind' | 'fileSha256' | 'source' | 'basedOn'> & {
  readonly jobId: string;
  readonly fileName: string | null;
  readonly licence: string;
  readonly codeList: string;
  readonly checkedBy: string;
  readonly checkedAt: Date;
};
type Counted = Pick<StoredImport, 'added' | 'changed' | 'unchanged' | 'refused' | 'errors' | 'basedOn'>;
export type StagedRow = {
  readonly number: number;
  readonly key: string;
  readonly after: object;
  readonly before: object | null;
  readonly geometry: Buffer | null;
};

export async function findImport(tx: Tx, id: string): Promise<StoredImport | null> {
  const found = await sql<StoredImport>`
    select id, kind, state, file_sha256 as "fileSha256", source, added, changed, unchanged, refused, errors,
           based_on as "basedOn", job_id as "jobId"
    from area_import where id = ${id}`.execute(tx);
  return found.rows[0] ?? null;
}

/** Keeps an import whose file is to be checked; one that was not checked to its end begins anew. */
export async function beginImport(tx: Tx, made: Begun): Promise<void> {
  await sql`
    insert into area_import (id, kind, state, file_name, file_sha256, source, licence, code_list, added, changed,
      unchanged, refused, errors, based_on, checked_by, checked_at, job_id)
    values (${made.id}, ${made.kind}, 'checking', ${made.fileName}, ${made.fileSha256}, ${made.source}, ${made.licence},
      ${made.codeList}, 0, 0, 0, 0, '[]', ${made.basedOn}, ${made.checkedBy}, ${made.checkedAt}, ${made.jobId})
    on conflict (id) do update set kind = excluded.kind, state = 'checking', file_name = excluded.file_name,
      file_sha256 = excluded.file_sha256, source = excluded.source, licence = excluded.licence,
      code_list = excluded.code_list, checked_by = excluded.checked_by, checked_at = excluded.checked_at,
      job_id = excluded.job_id`.execute(tx);
}

export async function finishCheck(tx: Tx, id: string, found: Counted, at: Date): Promise<void> {
  await sql`
    update area_import set state = 'checked', added = ${found.added}, changed = ${found.changed},
      unchanged = ${found.unchanged}, refused = ${found.refused}, errors = ${JSON.stringify(found.errors)}::jsonb,
      based_on = ${found.basedOn}, checked_at = ${at}
    where id = ${id}`.execute(tx);
}

/** Takes an import up, also once more after a failure; null when it is in other hands, or was done already. */
export async function takeUp(
  tx: Tx,
  { id, jobId, state, left }: { id: string; jobId: string; state: ImportState; left: ImportState },
): Promise<StoredImport | null> {
  const taken = await sql`
    update area_import set state = ${state}
    where id = ${id} and job_id = ${jobId} and state in (${state}, ${left}) returning id`.execute(tx);
  return taken.rows.length > 0 ? findImport(tx, id) : null;
}

/** Hands an import that was checked to the job that applies it. */
export async function beginApplying(tx: Tx, id: string, jobId: string): Promise<void> {
  await sql`update area_import set state = 'applying', job_id = ${jobId} where id = ${id}`.execute(tx);
}

/** Takes an import out of the hands of a job that did not come to its end. */
export async function leave(
  tx: Tx,
  id: string,
  move: { readonly from: ImportState; readonly to: ImportState },
): Promise<void> {
  await sql`update area_import set state = ${move.to} where id = ${id} and state = ${move.from}`.execute(tx);
}

/** Marks an import and gives the data a new version. */
export async function finish(
  { tx, now, newId }: Pick<Context, 'tx' | 'now' | 'newId'>,
  id: string,
  state: 'applied' | 'undone',
): Promise<string> {
  const version = newId();
  await markImport(tx, id, state, now);
  await setDataVersion(tx, version);
  return version;
}

const BATCH = 2_000;

export async function stageRows(
  tx: Tx,
  importId: string,
  rows: readonly StagedRow[],
  tell: (done: number) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < rows.length; from += BATCH) {
    await tell(from);
    const batch = rows.slice(from, from + BATCH);
    const column = <T>(pick: (row: StagedRow) => T) => batch.map(pick);
    await sql`
      insert into area_import_row (import_id, number, key, after, before, geometry_after)
      select ${importId}, number, key, after::jsonb, before::jsonb, geometry
      from unnest(${column((row) => row.number)}::int[], ${column((row) => row.key)}::text[],
        ${column((row) => JSON.stringify(row.after))}::text[],
        ${column((row) => (row.before ? JSON.stringify(row.before) : null))}::text[],
        ${column((row) => row.geometry)}::bytea[]) as staged (number, key, after, before, geometry)`.execute(
      tx,
    );
  }
  await sql`
    update area_import_row r set geometry_before = b.geometry from area_boundary b
    where r.import_id = ${importId} and r.geometry_after is not null and b.code = r.key`.execute(tx);
}

export async function sampleRows(
  tx: Tx,
  importId: string,
): Promise<readonly { key: string; after: Record<string, string | number | null> }[]> {
  const found = await sql<{ key: string; after: Record<string, string | number | null> }>`
    select key, after from area_import_row where import_id = ${importId} order by number limit 5`.execute(tx);
  return found.rows;
}

export async function stagedKeys(
  tx: Tx,
  importId: string,
): Promise<readonly { key: string; isNew: boolean }[]> {
  const found = await sql<{ key: string; isNew: boolean }>`
    select key, before is null as "isNew" from area_import_row where import_id = ${importId}`.execute(tx);
  return found.rows;
}

/** Everything of a kind as it stands now, in the form in which imports remember it. */
const STANDING: Record<ImportKind, RawBuilder<unknown>> = {
  names: sql`select code as key, null::bytea as geometry, jsonb_build_object('name', name, 'lon', lon, 'lat', lat,
    'codeList', code_list, 'validFrom', valid_from, 'validTo', valid_to, 'source', source) as value from area`,
  boundaries: sql`select code as key, geometry, jsonb_build_object('vertices', vertices, 'west', west, 'south', south,
    'east', east, 'north', north, 'labelLon', label_lon, 'labelLat', label_lat, 'source', source,
    'licence', licence) as value from area_boundary`,
  successors: sql`select old_code || '>' || new_code as key, null::bytea as geometry, jsonb_build_object('old', old_code,
    'new', new_code, 'reason', reason, 'source', source) as value from area_successor`,
};

/** Rows of an applied import that no longer stand as it wrote them. */
export async function countOverwritten(tx: Tx, { id, kind }: StoredImport): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*) as count from area_import_row r left join (${STANDING[kind]}) s on s.key = r.key
    where r.import_id = ${id}
      and (s.value is distinct from r.after or s.geometry is distinct from r.geometry_after)`.execute(tx);
  return found.rows[0]?.count ?? 0;
}

/** Areas that an undo would remove although others in the register lean on them. */
export async function countLeaning(tx: Tx, importId: string): Promise<number> {
  const found = await sql<{ count: number }>`
    with gone as (select key from area_import_row where import_id = ${importId} and before is null)
    select count(*) as count from gone where
      exists (select 1 from area child where child.parent = gone.key and child.code not in (select key from gone))
      or exists (select 1 from area_boundary b where b.code = gone.key)
      or exists (select 1 from area_successor s where s.new_code = gone.key)`.execute(tx);
  return found.rows[0]?.count ?? 0;
}

/** Writes the `after` of an import, or the `before` where there was one. */
export async function writeRows(tx: Tx, { id, kind }: StoredImport, side: 'after' | 'before'): Promise<void> {
  const value = sql.ref(side);
  const geometry = sql.ref(`geometry_${side}`);
  const rows = sql`(select key, ${value} as v, ${geometry} as g from area_import_row
    where import_id = ${id} and ${value} is not null order by key) r`;
  await WRITE[kind](rows).execute(tx);
}

const WRITE: Record<ImportKind, (rows: RawBuilder<unknown>) => RawBuilder<unknown>> = {
  names: (rows) => sql`
    insert into area (code, name, level, parent, lon, lat, code_list, valid_from, valid_to, source)
    select key, v->>'name',
      case length(key) when 2 then 'province' when 5 then 'regency' when 8 then 'district' else 'village' end,
      nullif(regexp_replace(key, '\\.?[0-9]+$', ''), ''), (v->>'lon')::float8, (v->>'lat')::float8, v->>'codeList',
      (v->>'validFrom')::date, (v->>'validTo')::date, v->>'source' from ${rows}
    on conflict (code) do update set name = excluded.name, lon = excluded.lon, lat = excluded.lat,
      code_list = excluded.code_list, valid_from = excluded.valid_from, valid_to = excluded.valid_to,
      source = excluded.source`,
  boundaries: (rows) => sql`
    insert into area_boundary (code, geometry, vertices, west, south, east, north, label_lon, label_lat, source, licence)
    select key, g, (v->>'vertices')::int, (v->>'west')::float8, (v->>'south')::float8, (v->>'east')::float8,
      (v->>'north')::float8, (v->>'labelLon')::float8, (v->>'labelLat')::float8, v->>'source', v->>'licence' from ${rows}
    on conflict (code) do update set geometry = excluded.geometry, vertices = excluded.vertices, west = excluded.west,
      south = excluded.south, east = excluded.east, north = excluded.north, label_lon = excluded.label_lon,
      label_lat = excluded.label_lat, source = excluded.source, licence = excluded.licence`,
  successors: (rows) => sql`
    insert into area_successor (old_code, new_code, reason, source)
    select v->>'old', v->>'new', v->>'reason', v->>'source' from ${rows}
    on conflict (old_code, new_code) do update set reason = excluded.reason, source = excluded.source`,
};

/** Removes what an import had added. */
export async function removeAdded(tx: Tx, { id, kind }: StoredImport): Promise<void> {
  const added = sql`(select key from area_import_row where import_id = ${id} and before is null)`;
  const remove = {
    names: sql`delete from area where code in ${added}`,
    boundaries: sql`delete from area_boundary where code in ${added}`,
    successors: sql`delete from area_successor where old_code || '>' || new_code in ${added}`,
  }[kind];
  await remove.execute(tx);
}

async function markImport(tx: Tx, id: string, state: 'applied' | 'undone', at: Date): Promise<void> {
  const moment = state === 'applied' ? sql`applied_at` : sql`undone_at`;
  await sql`update area_import set state = ${state}, ${moment} = ${at} where id = ${id}`.execute(tx);
}

/** The version of all data of this room; with the lock, nobody else changes it until the transaction ends. */
export async function dataVersion(tx: Tx, lock: 'locked' | 'free' = 'free'): Promise<string> {
  const found = await sql<{ version: string }>`
    select version from area_data_version ${lock === 'locked' ? sql`for update` : sql``}`.execute(tx);
  const version = found.rows[0]?.version;
  if (version === undefined) throw new Error('area_data_version has lost its row');
  return version;
}

export async function setDataVersion(tx: Tx, version: string): Promise<void> {
  await sql`update area_data_version set version = ${version}`.execute(tx);
}
