/** SQL of sealed notes. Own tables only; every function takes the transaction first. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { ListSource } from '#server/endpoint/handle.ts';
import type { AttributeColumns } from '#server/visibility-sql.ts';
import type { Titled } from './about.ts';
import type { About, AboutKind } from './contract.ts';
import type { CurrentKey } from './rules.ts';

/** Columns of `sealed_note n join sealed_note_addressee a` behind the attributes of the kind. */
export const noteColumns: AttributeColumns = {
  operation: sql.ref('n.operation_id'),
  agency: sql.ref('a.agency_id'),
};

export type NoteRow = {
  readonly id: string;
  readonly operationId: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly aboutKind: AboutKind;
  readonly aboutId: string | null;
  readonly version: number;
  readonly withdrawnAt: Date | null;
};

const columns = sql`n.id, n.operation_id as "operationId", n.agency_id as "agencyId", n.agency_name as "agencyName",
  n.about_kind as "aboutKind", n.about_id as "aboutId", n.version, n.withdrawn_at as "withdrawnAt"`;
const addressed = sql`sealed_note n join sealed_note_addressee a on a.note_id = n.id and a.version = n.version`;

/** False when the id is taken. */
export async function insertNote(tx: Tx, note: NoteRow): Promise<boolean> {
  const made = await sql`
    insert into sealed_note (id, operation_id, agency_id, agency_name, about_kind, about_id, version)
    values (${note.id}, ${note.operationId}, ${note.agencyId}, ${note.agencyName}, ${note.aboutKind},
            ${note.aboutId}, ${note.version})
    on conflict do nothing returning id`.execute(tx);
  return made.rows.length === 1;
}

export async function findNote(tx: Tx, id: string, visible: RawBuilder<SqlBool>): Promise<NoteRow | null> {
  const found =
    await sql<NoteRow>`select ${columns} from ${addressed} where n.id = ${id} and ${visible}`.execute(tx);
  return found.rows[0] ?? null;
}

/**
 * Locked to the end of the transaction. The lock comes first and alone: a join would compare the version of before the
 * wait with that of after it, and find nothing.
 */
export async function lockNote(tx: Tx, id: string, visible: RawBuilder<SqlBool>): Promise<NoteRow | null> {
  await sql`select 1 from sealed_note where id = ${id} for update`.execute(tx);
  return findNote(tx, id, visible);
}

export type VersionRow = {
  readonly noteId: string;
  readonly version: number;
  readonly ciphertext: Buffer;
  readonly sha256: string;
  readonly writtenBy: string;
  readonly writtenByName: string;
  readonly writtenAt: Date;
};

export async function insertVersion(tx: Tx, row: VersionRow, keys: readonly CurrentKey[]): Promise<void> {
  await sql`
    insert into sealed_note_version
      (note_id, version, ciphertext, sha256, size, written_by, written_by_name, written_at)
    values (${row.noteId}, ${row.version}, ${row.ciphertext}, ${row.sha256}, ${row.ciphertext.length},
            ${row.writtenBy}, ${row.writtenByName}, ${row.writtenAt})`.execute(tx);
  for (const key of keys) {
    await sql`
      insert into sealed_note_addressee (note_id, version, agency_id, agency_name, key_version, fingerprint)
      values (${row.noteId}, ${row.version}, ${key.agencyId}, ${key.short}, ${key.version}, ${key.fingerprint})`.execute(
      tx,
    );
  }
  await sql`update sealed_note set version = ${row.version} where id = ${row.noteId}`.execute(tx);
}

export type VersionCover = {
  readonly version: number;
  readonly size: number;
  readonly sha256: string;
  readonly writtenBy: string;
  readonly writtenByName: string;
  readonly writtenAt: Date;
  readonly sealedTo: readonly {
    readonly agencyId: string;
    readonly agency: string;
    readonly keyVersion: number;
    readonly fingerprint: string;
  }[];
};

/** Every version without its content, newest first. */
export async function listVersions(tx: Tx, noteId: string): Promise<readonly VersionCover[]> {
  const found = await sql<VersionCover>`
    select v.version, v.size, v.sha256, v.written_by as "writtenBy", v.written_by_name as "writtenByName",
           v.written_at as "writtenAt",
           (select json_agg(json_build_object('agencyId', a.agency_id, 'agency', a.agency_name,
                              'keyVersion', a.key_version, 'fingerprint', a.fingerprint) order by a.agency_name)
            from sealed_note_addressee a where a.note_id = v.note_id and a.version = v.version) as "sealedTo"
    from sealed_note_version v where v.note_id = ${noteId} order by v.version desc`.execute(tx);
  return found.rows;
}

/** Null where it was withdrawn or never was. */
export async function findCiphertext(tx: Tx, noteId: string, version: number): Promise<Buffer | null> {
  const found = await sql<{ ciphertext: Buffer | null }>`
    select ciphertext from sealed_note_version where note_id = ${noteId} and version = ${version}`.execute(
    tx,
  );
  return found.rows[0]?.ciphertext ?? null;
}

export async function withdrawNote(tx: Tx, noteId: string, now: Date): Promise<void> {
  await sql`update sealed_note set withdrawn_at = ${now} where id = ${noteId}`.execute(tx);
  await sql`update sealed_note_version set ciphertext = null where note_id = ${noteId}`.execute(tx);
}

export type Reading = {
  readonly id: string;
  readonly noteId: string;
  readonly version: number;
  readonly agencyId: string;
  readonly userId: string;
  readonly name: string;
  readonly at: Date;
};

export async function insertReading(tx: Tx, read: Reading): Promise<void> {
  await sql`
    insert into sealed_note_read (id, note_id, version, agency_id, user_id, name, at)
    values (${read.id}, ${read.noteId}, ${read.version}, ${read.agencyId}, ${read.userId}, ${read.name},
            ${read.at})`.execute(tx);
}

/** Readings by one agency's officers, newest first. */
export async function listReadings(
  tx: Tx,
  noteId: string,
  agencyId: string,
): Promise<readonly { readonly name: string; readonly version: number; readonly at: Date }[]> {
  const found = await sql<{ name: string; version: number; at: Date }>`
    select name, version, at from sealed_note_read
    where note_id = ${noteId} and agency_id = ${agencyId} order by at desc, id limit 200`.execute(tx);
  return found.rows;
}

/** The records that notes of an operation are about, as far as the notes are visible. */
export async function listAbouts(
  tx: Tx,
  operationId: string,
  visible: RawBuilder<SqlBool>,
): Promise<readonly About[]> {
  const found = await sql<About>`
    select distinct n.about_kind as kind, n.about_id as id from ${addressed}
    where n.operation_id = ${operationId} and n.about_id is not null and ${visible}`.execute(tx);
  return found.rows;
}

type Asked = {
  readonly operationId: string;
  readonly operationName: string;
  readonly record: string | undefined;
  readonly titles: readonly Titled[];
  readonly userId: string;
  readonly agencyId: string;
};

/** The list of notes: covers alone. */
export function noteSource(asked: Asked, visible: RawBuilder<SqlBool>): ListSource {
  const { operationId, record, titles, userId, agencyId } = asked;
  const [kind, id] = record?.split(':') ?? [];
  const about = record === undefined ? sql`true` : sql`n.about_kind = ${kind} and n.about_id::text = ${id}`;
  const named = sql`unnest(${titles.map(({ kind: of }) => of)}::text[], ${titles.map((each) => each.id)}::uuid[],
    ${titles.map(({ title }) => title)}::text[]) as t (kind, id, title)`;
  const read = sql`from sealed_note_read r where r.note_id = n.id and r.agency_id = ${agencyId}`;
  return {
    name: 'catatan-tersegel',
    from: sql`${addressed} join sealed_note_version v on v.note_id = n.id and v.version = n.version
      left join ${named} on t.kind = n.about_kind and t.id = n.about_id`,
    where: sql`n.operation_id = ${operationId} and ${about} and ${visible}`,
    fields: {
      id: sql.ref('n.id'),
      aboutKind: sql.ref('n.about_kind'),
      aboutId: sql`t.id`,
      aboutTitle: sql`case n.about_kind when 'operation' then ${asked.operationName}::text else t.title end`,
      author: sql.ref('n.agency_name'),
      to: sql`(select string_agg(o.agency_name, ', ' order by o.agency_name) from sealed_note_addressee o
               where o.note_id = n.id and o.version = n.version)`,
      writtenBy: sql.ref('v.written_by_name'),
      writtenAt: sql.ref('v.written_at'),
      version: sql.ref('n.version'),
      state: sql`case when n.withdrawn_at is null then 'sealed' else 'withdrawn' end`,
      readBy: sql`(select string_agg(distinct r.name, ', ') ${read})`,
      readByMe: sql`case when exists (select 1 ${read} and r.user_id = ${userId}) then 'yes' else 'no' end`,
      isOurs: sql`case when n.agency_id = ${agencyId} then 'yes' else 'no' end`,
    },
    tieBreak: sql.ref('n.id'),
    defaultSort: '-writtenAt',
  };
}
