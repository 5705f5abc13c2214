/** SQL of the register: areas, zones, code lists, boundaries. Every function takes the transaction first. */
import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import { withinArea } from '#server/visibility-sql.ts';
import type { AreaLevel } from '#shared/area-code.ts';
import type { Zone } from '#shared/time.ts';
import type { BoundaryValues } from './check-boundaries.ts';
import type { SuccessorValues } from './check-successors.ts';
import type { AreaName } from './contract.ts';
import type { AreaValues } from './rules.ts';

/** The zone of an area `a`: of its regency where that was set apart, otherwise of its province. */
export const zoneOf = sql<Zone>`coalesce(
  (select zone from area_zone z where z.area = left(a.code, 5)), (select zone from area_zone z where z.area = left(a.code, 2)))`;

const nameColumns = sql`a.code, a.name, a.level, a.parent, coalesce(${zoneOf}, 'WIB') as zone,
  coalesce(a.lon, b.label_lon) as lon, coalesce(a.lat, b.label_lat) as lat`;
const named = sql`area a left join area_boundary b on b.code = a.code`;

export async function findNames(tx: Tx, codes: readonly string[]): Promise<readonly AreaName[]> {
  const found = await sql<AreaName>`
    select ${nameColumns} from ${named} where a.code = any(${[...codes]}::text[]) order by a.code`.execute(
    tx,
  );
  return found.rows;
}

/** Areas of a level at or below some areas that are valid today or have no end. */
export async function listBelow(
  tx: Tx,
  within: readonly string[],
  level: AreaLevel,
  today: string,
): Promise<readonly AreaName[]> {
  if (within.length === 0) return [];
  const places = sql.join(
    within.map((area) => withinArea(sql`a.code`, area)),
    sql` or `,
  );
  const found = await sql<AreaName>`
    select ${nameColumns} from ${named}
    where a.level = ${level} and (a.valid_to is null or a.valid_to >= ${today}::date) and (${places})
    order by a.code`.execute(tx);
  return found.rows;
}

export async function knownAreas(tx: Tx): Promise<ReadonlyMap<string, AreaValues>> {
  const found = await sql<AreaValues & { code: string }>`
    select code, name, lon, lat, code_list as "codeList", valid_from as "validFrom", valid_to as "validTo", source
    from area`.execute(tx);
  return new Map(found.rows.map(({ code, ...values }) => [code, values]));
}

export async function knownCodes(tx: Tx): Promise<ReadonlySet<string>> {
  const found = await sql<{ code: string }>`select code from area`.execute(tx);
  return new Set(found.rows.map((row) => row.code));
}

export async function knownBoundaries(
  tx: Tx,
): Promise<ReadonlyMap<string, { values: BoundaryValues; sha256: string }>> {
  const found = await sql<BoundaryValues & { code: string; sha256: string }>`
    select code, vertices, west, south, east, north, label_lon as "labelLon", label_lat as "labelLat", source, licence,
      encode(sha256(geometry), 'hex') as sha256 from area_boundary`.execute(tx);
  return new Map(found.rows.map(({ code, sha256, ...values }) => [code, { values, sha256 }]));
}

export async function knownSuccessors(tx: Tx): Promise<readonly SuccessorValues[]> {
  const found = await sql<SuccessorValues>`
    select old_code as old, new_code as new, reason, source from area_successor order by old_code, new_code`.execute(
    tx,
  );
  return found.rows;
}

export type CodeList = { version: string; decidedOn: string | null; source: string };

export async function listCodeLists(tx: Tx): Promise<readonly CodeList[]> {
  const found = await sql<CodeList>`
    select version, decided_on as "decidedOn", source from area_code_list order by version`.execute(tx);
  return found.rows;
}

/** False when there is one of this name already. */
export async function insertCodeList(tx: Tx, made: CodeList): Promise<boolean> {
  const done = await sql`
    insert into area_code_list (version, decided_on, source) values (${made.version}, ${made.decidedOn}, ${made.source})
    on conflict do nothing returning version`.execute(tx);
  return done.rows.length === 1;
}

export async function findZone(tx: Tx, area: string): Promise<{ zone: Zone; source: string } | null> {
  const found = await sql<{ zone: Zone; source: string }>`
    select zone, source from area_zone where ${area} = area or ${area} like area || '.%'
    order by length(area) desc limit 1`.execute(tx);
  return found.rows[0] ?? null;
}

export async function putZone(tx: Tx, area: string, zone: Zone, source: string): Promise<void> {
  await sql`insert into area_zone (area, zone, source) values (${area}, ${zone}, ${source})
    on conflict (area) do update set zone = excluded.zone, source = excluded.source`.execute(tx);
}

export type CardFacts = {
  ancestors: { code: string; name: string }[];
  children: number;
  boundary: { source: string; licence: string; vertices: number } | null;
};

export async function cardFacts(tx: Tx, code: string): Promise<CardFacts> {
  const above = await sql<{ code: string; name: string }>`
    select code, name from area where ${code} like code || '.%' order by length(code)`.execute(tx);
  const below = await sql<{
    count: number;
  }>`select count(*) as count from area where parent = ${code}`.execute(tx);
  const drawn = await sql<{ source: string; licence: string; vertices: number }>`
    select source, licence, vertices from area_boundary where code = ${code}`.execute(tx);
  return { ancestors: above.rows, children: below.rows[0]?.count ?? 0, boundary: drawn.rows[0] ?? null };
}

export type DrawnArea = {
  code: string;
  name: string;
  level: AreaLevel;
  parent: string | null;
  lon: number | null;
  lat: number | null;
  geometry: Buffer | null;
  source: string | null;
};

/** Everything that the map is made of. */
export async function areasToDraw(tx: Tx): Promise<readonly DrawnArea[]> {
  const found = await sql<DrawnArea>`
    select a.code, a.name, a.level, a.parent, coalesce(a.lon, b.label_lon) as lon, coalesce(a.lat, b.label_lat) as lat,
      b.geometry, b.source from ${named} where a.valid_to is null order by a.code`.execute(tx);
  return found.rows;
}

export async function boundarySources(
  tx: Tx,
  within: string,
): Promise<readonly { source: string; licence: string; areas: number }[]> {
  const found = await sql<{ source: string; licence: string; areas: number }>`
    select source, licence, count(*) as areas from area_boundary where ${withinArea(sql`code`, within)}
    group by source, licence order by areas desc`.execute(tx);
  return found.rows;
}
