/** SQL of the register. Touches this room's tables only; every function takes the transaction first. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';

import type { StationFields } from './commands.ts';
import type { Place } from './contract.ts';
import { featureOf, wordsOf } from './rules.ts';

/** A station as it is written: what was stated, and what was found out about it. */
export type StationRecord = StationFields & {
  readonly id: string;
  readonly area: string;
  readonly village: string;
  readonly district: string;
  readonly place: Place;
  readonly placeArea: string | null;
  readonly placeBy: string | null;
  readonly placeSource: string | null;
  readonly statedLevel: 'regency' | 'district' | 'village' | null;
};

const CHUNK = 2_000;

export type Writing = { readonly operationId: string; readonly by: string; readonly at: Date };

/** Inserts stations. A number that is taken raises the unique index `station_number`. */
export async function insertStations(
  tx: Tx,
  records: readonly StationRecord[],
  writing: Writing,
): Promise<void> {
  for (let start = 0; start < records.length; start += CHUNK) {
    await sql`
      insert into station (id, operation_id, area, village, district, number, name, address, lon, lat, accuracy_m,
        point_standing, place, place_area, place_by, place_source, voters, special_kind, responsible_name, responsible_phone, standing,
        stated_level, source, feature, words, written_by, written_at, registered_at)
      select r.id, ${writing.operationId}, r.area, r.village, r.district, r.number, r.name, r.address, r.lon, r.lat,
        r.accuracy, r.position, r.place, r."placeArea", r."placeBy", r."placeSource", r.voters, r."specialKind", r."responsibleName",
        r."responsiblePhone", r.standing, r."statedLevel", r.source, r.feature, array_to_tsvector(r.words),
        ${writing.by}, ${writing.at.toISOString()}::timestamptz, ${writing.at.toISOString()}::timestamptz
      from ${recordset(records.slice(start, start + CHUNK))}`.execute(tx);
  }
}

/** Overwrites stations by id with what the records say. */
export async function updateStations(
  tx: Tx,
  records: readonly StationRecord[],
  writing: Writing,
): Promise<void> {
  for (let start = 0; start < records.length; start += CHUNK) {
    await sql`
      update station s set village = r.village, district = r.district, number = r.number, name = r.name,
        address = r.address, lon = r.lon, lat = r.lat, accuracy_m = r.accuracy, point_standing = r.position,
        place = r.place, place_area = r."placeArea", place_by = r."placeBy", place_source = r."placeSource", voters = r.voters, special_kind = r."specialKind",
        responsible_name = r."responsibleName", responsible_phone = r."responsiblePhone", standing = r.standing,
        stated_level = r."statedLevel", source = r.source, words = array_to_tsvector(r.words),
        written_by = ${writing.by}, written_at = ${writing.at.toISOString()}::timestamptz
      from ${recordset(records.slice(start, start + CHUNK))}
      where s.id = r.id and s.operation_id = ${writing.operationId}`.execute(tx);
  }
}

function recordset(records: readonly StationRecord[]): RawBuilder<unknown> {
  const rows = records.map((record) => ({
    ...record,
    feature: featureOf(record.id),
    words: searchWords(record),
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, area text, village text, district text,
    number integer, name text, address text, lon double precision, lat double precision, accuracy integer,
    position text, place text, "placeArea" text, "placeBy" text, "placeSource" text, voters integer, "specialKind" text, "responsibleName" text,
    "responsiblePhone" text, standing text, "statedLevel" text, source text, feature bigint, words text[])`;
}

// Names of responsible people are no words: personal data is not found by typing.
function searchWords(record: StationRecord): readonly string[] {
  const texts = [record.name, String(record.number), record.address, record.village, record.district];
  return [...wordsOf(...texts), record.area];
}

/** Tells whatever was computed from the operation's register that it is old. Holds the operation's row to the end. */
export async function touch(tx: Tx, operationId: string, version: string): Promise<void> {
  await sql`
    insert into station_data_version (operation_id, version) values (${operationId}, ${version})
    on conflict (operation_id) do update set version = excluded.version`.execute(tx);
}

export async function findVersion(tx: Tx, operationId: string): Promise<string | null> {
  const found = await sql<{ version: string }>`
    select version from station_data_version where operation_id = ${operationId}`.execute(tx);
  return found.rows[0]?.version ?? null;
}

export type Stored = StationRecord & {
  readonly operationId: string;
  readonly state: 'active' | 'retired';
  readonly writtenBy: string;
  /** Key in the current scheme. */
  readonly class: string | null;
};

const storedFields = sql`
  s.id, s.operation_id as "operationId", s.area, s.village, s.district, s.number, s.name, s.address, s.lon, s.lat,
  s.accuracy_m as accuracy, s.point_standing as position, s.place, s.place_area as "placeArea", s.place_by as "placeBy", s.place_source as "placeSource", s.voters,
  s.special_kind as "specialKind", s.responsible_name as "responsibleName",
  s.responsible_phone as "responsiblePhone", s.standing, s.stated_level as "statedLevel", s.source, s.state,
  s.written_by as "writtenBy", ic.class`;

/** `from` of everything that shows a station with its class in the current scheme. */
export const stationsWithClass = sql`
  station s
  left join station_scheme sc on sc.operation_id = s.operation_id and sc.is_current
  left join station_in_class ic on ic.station_id = s.id and ic.scheme_id = sc.id
  left join station_class c on c.scheme_id = ic.scheme_id and c.key = ic.class`;

export async function findStation(
  tx: Tx,
  id: string,
  visible: RawBuilder<SqlBool>,
  lock = false,
): Promise<Stored | null> {
  const found = await sql<Stored>`
    select ${storedFields} from ${stationsWithClass} where s.id = ${id} and ${visible}
    ${lock ? sql`for update of s` : sql``}`.execute(tx);
  return found.rows[0] ?? null;
}

/** Active stations of an operation in some villages, by area and number. */
export async function stationsIn(
  tx: Tx,
  operationId: string,
  areas: readonly string[],
): Promise<readonly Stored[]> {
  const found = await sql<Stored>`
    select ${storedFields} from ${stationsWithClass}
    where s.operation_id = ${operationId} and s.state = 'active' and s.area = any(${[...areas]}::text[])`.execute(
    tx,
  );
  return found.rows;
}

/** How many of these areas hold a station of any operation. */
export async function countAreasHeld(tx: Tx, codes: readonly string[]): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*) as count from unnest(${[...codes]}::text[]) as wanted (code)
    where exists (select 1 from station s where s.area = wanted.code)`.execute(tx);
  return found.rows[0]?.count ?? 0;
}

export async function isNumberTaken(
  tx: Tx,
  wanted: { operationId: string; area: string; number: number; except: string },
): Promise<boolean> {
  const found = await sql`
    select 1 from station where operation_id = ${wanted.operationId} and area = ${wanted.area}
      and number = ${wanted.number} and state = 'active' and id <> ${wanted.except}`.execute(tx);
  return found.rows.length > 0;
}

export async function markRetired(
  tx: Tx,
  id: string,
  retired: { reason: string; day: string; by: string; at: Date },
): Promise<void> {
  await sql`
    update station set state = 'retired', retired_on = ${retired.day}::date, retired_reason = ${retired.reason},
      written_by = ${retired.by}, written_at = ${retired.at.toISOString()}::timestamptz
    where id = ${id}`.execute(tx);
}

/** Says who wrote last where something beside the station itself changed, its class for instance. */
export async function markWritten(tx: Tx, ids: readonly string[], writing: Writing): Promise<void> {
  await sql`
    update station set written_by = ${writing.by}, written_at = ${writing.at.toISOString()}::timestamptz
    where id = any(${[...ids]}::uuid[]) and operation_id = ${writing.operationId}`.execute(tx);
}

export async function deleteStations(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`delete from station where id = any(${[...ids]}::uuid[])`.execute(tx);
}
