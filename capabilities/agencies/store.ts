/** SQL of agencies, units, jurisdictions and contacts. Every function takes the transaction first. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { Static } from '#shared/schema.ts';
import type { Agency, AgencyName, AgencyRow, Jurisdiction, KindOfAgency, Sector, Unit } from './contract.ts';
import type { Holder, TreeUnit } from './rules.ts';

export async function putKinds(
  tx: Tx,
  sectors: readonly Static<typeof Sector>[],
  kinds: readonly Static<typeof KindOfAgency>[],
): Promise<void> {
  for (const [position, { key, name }] of sectors.entries()) {
    await sql`insert into agency_sector (key, name, position) values (${key}, ${JSON.stringify(name)}::jsonb, ${position})
      on conflict (key) do update set name = excluded.name, position = excluded.position`.execute(tx);
  }
  for (const [position, kind] of kinds.entries()) {
    await sql`insert into agency_kind (key, sector, name, short, levels, role, position)
      values (${kind.key}, ${kind.sector}, ${JSON.stringify(kind.name)}::jsonb, ${kind.short}, ${kind.levels},
        ${JSON.stringify(kind.role)}::jsonb, ${position})
      on conflict (key) do update set sector = excluded.sector, name = excluded.name, short = excluded.short,
        levels = excluded.levels, role = excluded.role, position = excluded.position`.execute(tx);
  }
}

export async function listSectors(tx: Tx): Promise<Static<typeof Sector>[]> {
  return (
    await sql<Static<typeof Sector>>`select key, name from agency_sector order by position, key`.execute(tx)
  ).rows;
}

export async function listKinds(tx: Tx): Promise<Static<typeof KindOfAgency>[]> {
  return (
    await sql<Static<typeof KindOfAgency>>`
    select key, sector, name, short, levels, role from agency_kind order by position, key`.execute(tx)
  ).rows;
}

/** Fields of a row of the list of agencies, `g` joined with its kind `k`. */
export const agencyFields: Readonly<Record<keyof AgencyRow, RawBuilder<unknown>>> = {
  id: sql`g.id`,
  key: sql`g.key`,
  name: sql`g.name`,
  short: sql`g.short`,
  kind: sql`g.kind`,
  level: sql`g.level`,
  letterhead: sql`g.letterhead`,
  standing: sql`g.standing`,
  source: sql`g.source`,
  kindName: sql`k.name->>'id'`,
  sector: sql`k.sector`,
  retiredAt: sql`g.retired_at`,
  areas: sql`(select count(*) from agency_jurisdiction j where j.agency_id = g.id and j.withdrawn_at is null)`,
};
export const agencyFrom = sql`agency g join agency_kind k on k.key = g.kind`;

export async function findAgency(
  tx: Tx,
  id: string,
): Promise<(Omit<AgencyRow, 'retiredAt'> & { retiredAt: Date | null }) | null> {
  const fields = Object.entries(agencyFields).map(([name, field]) => sql`${field} as ${sql.ref(name)}`);
  const found = await sql<Omit<AgencyRow, 'retiredAt'> & { retiredAt: Date | null }>`
    select ${sql.join(fields)} from ${agencyFrom} where g.id = ${id}`.execute(tx);
  return found.rows[0] ?? null;
}

export async function isKeyTaken(tx: Tx, key: string): Promise<boolean> {
  // One at a time: two callers must not both find the same key free in the two tables.
  await sql`select pg_advisory_xact_lock(hashtextextended('agencies keys', 0))`.execute(tx);
  const found =
    await sql`select 1 from agency where key = ${key} union all select 1 from agency_unit where key = ${key}`.execute(
      tx,
    );
  return found.rows.length > 0;
}

export async function insertAgency(tx: Tx, made: Agency): Promise<void> {
  await sql`insert into agency (id, key, name, short, kind, level, letterhead, standing, source)
    values (${made.id}, ${made.key}, ${made.name}, ${made.short}, ${made.kind}, ${made.level}, ${made.letterhead},
      ${made.standing}, ${made.source})`.execute(tx);
}

export async function updateAgency(
  tx: Tx,
  id: string,
  to: Omit<Agency, 'id' | 'key' | 'kind'>,
): Promise<void> {
  await sql`update agency set name = ${to.name}, short = ${to.short}, level = ${to.level}, letterhead = ${to.letterhead},
    standing = ${to.standing}, source = ${to.source} where id = ${id}`.execute(tx);
}

export async function retire(tx: Tx, table: 'agency' | 'agency_unit', id: string, at: Date): Promise<void> {
  await sql`update ${sql.ref(table)} set retired_at = ${at} where id = ${id}`.execute(tx);
}

export type StoredUnit = Unit & { readonly retiredAt: Date | null; readonly areas: number };

export async function listUnits(tx: Tx, agencyId: string): Promise<StoredUnit[]> {
  const found = await sql<StoredUnit>`
    select id, agency_id as "agencyId", parent_id as "parentId", key, kind, name, standing, source,
      retired_at as "retiredAt", (select count(*) from agency_jurisdiction j where j.unit_id = u.id and j.withdrawn_at is null) as areas
    from agency_unit u where agency_id = ${agencyId} order by name, id`.execute(tx);
  return found.rows;
}

export async function findUnit(tx: Tx, id: string): Promise<StoredUnit | null> {
  const found = await sql<{
    agencyId: string;
  }>`select agency_id as "agencyId" from agency_unit where id = ${id}`.execute(tx);
  const agencyId = found.rows[0]?.agencyId;
  return agencyId === undefined
    ? null
    : ((await listUnits(tx, agencyId)).find((unit) => unit.id === id) ?? null);
}

export function treeOf(units: readonly StoredUnit[]): ReadonlyMap<string, TreeUnit> {
  return new Map(units.map((unit) => [unit.id, { ...unit, isRetired: unit.retiredAt !== null }]));
}

export async function insertUnit(tx: Tx, made: Unit): Promise<void> {
  await sql`insert into agency_unit (id, agency_id, parent_id, key, kind, name, standing, source)
    values (${made.id}, ${made.agencyId}, ${made.parentId}, ${made.key}, ${made.kind}, ${made.name}, ${made.standing}, ${made.source})`.execute(
    tx,
  );
}

export async function updateUnit(
  tx: Tx,
  id: string,
  to: Omit<Unit, 'id' | 'key' | 'agencyId'>,
): Promise<void> {
  await sql`update agency_unit set parent_id = ${to.parentId}, kind = ${to.kind}, name = ${to.name},
    standing = ${to.standing}, source = ${to.source} where id = ${id}`.execute(tx);
}

export async function findJurisdiction(tx: Tx, id: string): Promise<Jurisdiction | null> {
  const found = await sql<Jurisdiction>`
    select id, agency_id as "agencyId", unit_id as "unitId", area, standing, source
    from agency_jurisdiction where id = ${id} and withdrawn_at is null`.execute(tx);
  return found.rows[0] ?? null;
}

/** False when the same holder has that area already. */
export async function insertJurisdiction(tx: Tx, made: Jurisdiction): Promise<boolean> {
  const done = await sql`insert into agency_jurisdiction (id, agency_id, unit_id, area, standing, source)
    values (${made.id}, ${made.agencyId}, ${made.unitId}, ${made.area}, ${made.standing}, ${made.source})
    on conflict do nothing returning id`.execute(tx);
  return done.rows.length === 1;
}

export async function withdraw(tx: Tx, ids: readonly string[], at: Date): Promise<number> {
  const done = await sql`update agency_jurisdiction set withdrawn_at = ${at}
    where id = any(${[...ids]}::uuid[]) and withdrawn_at is null returning id`.execute(tx);
  return done.rows.length;
}

export type Covering = {
  agencyId: string;
  agencyShort: string;
  agencyName: string;
  key: string;
  kind: string;
  unitId: string | null;
  unitName: string | null;
  through: string;
  standing: Jurisdiction['standing'];
  source: string;
};

/** Jurisdictions of active holders over an area or over what contains it; a unit's own kind counts as well as its agency's. */
export async function covering(
  tx: Tx,
  area: string | null,
  kind: string | null,
): Promise<readonly Covering[]> {
  const place = area === null ? sql`true` : sql`(j.area = ${area} or ${area} like j.area || '.%')`;
  const ofKind = kind === null ? sql`true` : sql`(g.kind = ${kind} or u.kind = ${kind})`;
  const found = await sql<Covering>`
    select g.id as "agencyId", g.short as "agencyShort", g.name as "agencyName", g.key, coalesce(u.kind, g.kind) as kind,
      j.unit_id as "unitId", u.name as "unitName", j.area as through, j.standing, j.source
    from agency_jurisdiction j join agency g on g.id = j.agency_id left join agency_unit u on u.id = j.unit_id
    where j.withdrawn_at is null and g.retired_at is null and u.retired_at is null and ${place} and ${ofKind}`.execute(
    tx,
  );
  return found.rows;
}

export async function agencyNames(tx: Tx, ids: readonly string[] | null): Promise<readonly AgencyName[]> {
  const which = ids === null ? sql`true` : sql`id = any(${[...ids]}::uuid[])`;
  return (
    await sql<AgencyName>`select id, key, short, name, kind from agency where ${which} order by short, id`.execute(
      tx,
    )
  ).rows;
}

/** Active agencies with a jurisdiction inside one of these areas or around it. */
export async function agenciesIn(tx: Tx, areas: readonly string[]): Promise<readonly AgencyName[]> {
  const found = await sql<AgencyName>`
    select g.id, g.key, g.short, g.name, g.kind from agency g
    where g.retired_at is null and (cardinality(${[...areas]}::text[]) = 0 or exists (
      select 1 from agency_jurisdiction j, unnest(${[...areas]}::text[]) a (area)
      where j.agency_id = g.id and j.withdrawn_at is null
        and ('' in (a.area, j.area) or j.area = a.area
             or starts_with(j.area, a.area || '.') or starts_with(a.area, j.area || '.'))))
    order by g.short, g.id`.execute(tx);
  return found.rows;
}

export async function countJurisdictionsIn(tx: Tx, codes: readonly string[]): Promise<number> {
  const found = await sql<{ count: number }>`select count(distinct area) as count from agency_jurisdiction
    where withdrawn_at is null and area = any(${[...codes]}::text[])`.execute(tx);
  return found.rows[0]?.count ?? 0;
}

/** Active agencies and units by key. */
export async function holdersByKey(tx: Tx): Promise<ReadonlyMap<string, Holder>> {
  const found = await sql<Holder & { key: string }>`
    select key, id as "agencyId", null::uuid as "unitId" from agency where retired_at is null
    union all select u.key, u.agency_id, u.id from agency_unit u join agency g on g.id = u.agency_id
      where u.retired_at is null and g.retired_at is null`.execute(tx);
  return new Map(found.rows.map(({ key, ...holder }) => [key, holder]));
}

export async function recordedJurisdictions(tx: Tx): Promise<readonly (Holder & { area: string })[]> {
  return (
    await sql<Holder & { area: string }>`
    select agency_id as "agencyId", unit_id as "unitId", area from agency_jurisdiction where withdrawn_at is null`.execute(
      tx,
    )
  ).rows;
}
