/** SQL of schemes and classes. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { Localized } from '#shared/schema.ts';

export type Scheme = {
  readonly id: string;
  readonly operationId: string;
  readonly key: string;
  readonly name: Localized;
  readonly source: string;
  readonly statedOn: string | null;
  readonly current: boolean;
  readonly classes: readonly { key: string; name: Localized; order: number }[];
};

/** The schemes of an operation, the current one first. */
export async function schemesOf(tx: Tx, operationId: string): Promise<readonly Scheme[]> {
  const found = await sql<Scheme>`
    select s.id, s.operation_id as "operationId", s.key, jsonb_build_object('id', s.name_id, 'en', s.name_en) as name,
      s.source, s.stated_on as "statedOn", s.is_current as current,
      (select jsonb_agg(jsonb_build_object('key', c.key, 'order', c.position,
         'name', jsonb_build_object('id', c.name_id, 'en', c.name_en)) order by c.position)
       from station_class c where c.scheme_id = s.id) as classes
    from station_scheme s where s.operation_id = ${operationId}
    order by s.is_current desc, s.key`.execute(tx);
  return found.rows;
}

export async function currentScheme(tx: Tx, operationId: string): Promise<Scheme | null> {
  const schemes = await schemesOf(tx, operationId);
  return schemes.find((scheme) => scheme.current) ?? null;
}

export async function insertScheme(tx: Tx, scheme: Scheme): Promise<void> {
  await sql`
    insert into station_scheme (id, operation_id, key, name_id, name_en, source, stated_on, is_current)
    values (${scheme.id}, ${scheme.operationId}, ${scheme.key}, ${scheme.name.id}, ${scheme.name.en}, ${scheme.source},
      ${scheme.statedOn}::date, false)`.execute(tx);
  for (const each of scheme.classes) {
    await sql`
      insert into station_class (scheme_id, key, name_id, name_en, position)
      values (${scheme.id}, ${each.key}, ${each.name.id}, ${each.name.en}, ${each.order})`.execute(tx);
  }
}

export async function makeCurrent(tx: Tx, operationId: string, schemeId: string): Promise<void> {
  await sql`
    update station_scheme set is_current = false
    where operation_id = ${operationId} and is_current and id <> ${schemeId}`.execute(tx);
  await sql`update station_scheme set is_current = true where id = ${schemeId}`.execute(tx);
}

export type ClassChange = {
  readonly id: string;
  readonly station: string;
  readonly before: string | null;
  readonly after: string | null;
};
export type ClassStatement = {
  readonly schemeId: string;
  readonly source: string;
  readonly statedOn: string | null;
  readonly by: string;
  readonly at: Date;
};

const CHUNK = 5_000;

/** Writes the classes of stations and one line of history for each; only changes may be given. */
export async function writeClasses(
  tx: Tx,
  changes: readonly ClassChange[],
  statement: ClassStatement,
): Promise<void> {
  const { schemeId, source, statedOn, by, at } = statement;
  for (let start = 0; start < changes.length; start += CHUNK) {
    const given = JSON.stringify(changes.slice(start, start + CHUNK));
    const rows = sql`jsonb_to_recordset(${given}::jsonb) as r(id uuid, station uuid, before text, after text)`;
    await sql`
      insert into station_class_change (id, station_id, scheme_id, before, after, source, stated_on, changed_by, changed_at)
      select r.id, r.station, ${schemeId}, r.before, r.after, ${source}, ${statedOn}::date, ${by},
        ${at.toISOString()}::timestamptz
      from ${rows}`.execute(tx);
    await sql`
      insert into station_in_class (station_id, scheme_id, class, source, stated_on)
      select r.station, ${schemeId}, r.after, ${source}, ${statedOn}::date from ${rows} where r.after is not null
      on conflict (station_id, scheme_id) do update
        set class = excluded.class, source = excluded.source, stated_on = excluded.stated_on`.execute(tx);
    await sql`
      delete from station_in_class i using ${rows}
      where r.after is null and i.station_id = r.station and i.scheme_id = ${schemeId}`.execute(tx);
  }
}

export type ClassCounts = {
  readonly stations: number;
  readonly unclassed: number;
  /** `<scheme id> <class key>` to active stations. */
  readonly byClass: ReadonlyMap<string, number>;
};

/** Counts of the stations that the asker may see. `unclassed` is by the current scheme. */
export async function visibleClassCounts(
  tx: Tx,
  operationId: string,
  visible: RawBuilder<SqlBool>,
): Promise<ClassCounts> {
  const classed = await sql<{ scheme: string; class: string; stations: number }>`
    select ic.scheme_id as scheme, ic.class, count(*) as stations
    from station s join station_in_class ic on ic.station_id = s.id
    where s.operation_id = ${operationId} and s.state = 'active' and ${visible} group by 1, 2`.execute(tx);
  const whole = await sql<{ stations: number; unclassed: number }>`
    select count(*) as stations, count(*) filter (where ic.class is null) as unclassed
    from station s
    left join station_scheme sc on sc.operation_id = s.operation_id and sc.is_current
    left join station_in_class ic on ic.station_id = s.id and ic.scheme_id = sc.id
    where s.operation_id = ${operationId} and s.state = 'active' and ${visible}`.execute(tx);
  return {
    stations: whole.rows[0]?.stations ?? 0,
    unclassed: whole.rows[0]?.unclassed ?? 0,
    byClass: new Map(classed.rows.map((row) => [`${row.scheme} ${row.class}`, row.stations])),
  };
}
