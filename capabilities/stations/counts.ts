/** How many stations there are by area and class, now or as the register stood at an earlier moment. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import { withinArea } from '#server/visibility-sql.ts';
import type { AreaLevel } from '#shared/area-code.ts';
import type { StationCount } from './contract.ts';
import { stationsWithClass } from './store.ts';

const LENGTH: Record<AreaLevel, number> = { province: 2, regency: 5, district: 8, village: 13 };
/** Levels at or above which a stated level makes a count stated: a count stated per district is stated per regency. */
const FINER: Record<AreaLevel, readonly string[]> = {
  province: [],
  regency: [],
  district: ['regency'],
  village: ['regency', 'district'],
};

export type Counting = {
  readonly operationId: string;
  readonly level: AreaLevel;
  readonly within?: string | undefined;
  readonly asOf?: Date | undefined;
  /** Which stations the asker may see, by the area in that column. */
  readonly visible: (area: RawBuilder<unknown>) => RawBuilder<SqlBool>;
};

export async function countStations(tx: Tx, counting: Counting): Promise<readonly StationCount[]> {
  const { level, within, asOf, operationId } = counting;
  const finer = [...FINER[level]];
  const inside = within === undefined ? sql`true` : withinArea(sql`s.area`, within);
  const found = await sql<StationCount>`
    select left(s.area, ${LENGTH[level]}) as area, s.class, count(*) as stations,
      count(*) filter (where s.special_kind is not null) as special,
      sum(s.voters)::bigint as voters,
      count(*) filter (where s.standing <> 'stated'
        and (s.stated_level is null or s.stated_level = any(${finer}::text[]))) as estimated
    from (${asOf ? registerAt(operationId, asOf) : registerNow(operationId)}) s
    where ${inside} and ${counting.visible(sql`s.area`)}
    group by 1, 2 order by 1, 2`.execute(tx);
  return found.rows;
}

function registerNow(operationId: string): RawBuilder<unknown> {
  return sql`
    select s.area, s.special_kind, s.voters, s.standing, s.stated_level, ic.class from ${stationsWithClass}
    where s.operation_id = ${operationId} and s.state = 'active'`;
}

/** Stations that were there, those that were retired since, and those of an import that was taken back since. */
function registerAt(operationId: string, asOf: Date): RawBuilder<unknown> {
  const moment = sql`${asOf.toISOString()}::timestamptz`;
  return sql`
    select s.area, s.special_kind, s.voters, s.standing, s.stated_level,
      case when later.is_known then later.before else ic.class end as class
    from ${stationsWithClass}
    left join lateral (
      select h.before, true as is_known from station_class_change h
      where h.station_id = s.id and h.scheme_id = sc.id and h.changed_at > ${moment}
      order by h.changed_at, h.id limit 1) later on true
    where s.operation_id = ${operationId} and s.registered_at <= ${moment}
      and (s.state = 'active' or s.written_at > ${moment})
    union all
    select r.area, r.after ->> 'specialKind', (r.after ->> 'voters')::integer, r.after ->> 'standing',
      r.after ->> 'statedLevel', case when i.scheme_id = sc.id then r.after ->> 'class' end
    from station_import i join station_import_row r on r.import_id = i.id
    left join station_scheme sc on sc.operation_id = i.operation_id and sc.is_current
    where i.operation_id = ${operationId} and i.state = 'undone' and r.action = 'add'
      and i.applied_at <= ${moment} and i.undone_at > ${moment}`;
}
