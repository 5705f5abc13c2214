/** SQL of what desks and neighbours read: one report, points, counts. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { ListSource } from '#server/endpoint/handle.ts';
import type { AreaLevel } from '#shared/area-code.ts';
import type { Localized } from '#shared/schema.ts';
import {
  EMERGENCY_KIND,
  FORMER_EMERGENCY_TEXTS,
  type HelpNeeded,
  type Place,
  type ReportBrief,
  type ReportState,
} from './contract.ts';
import { emergencyName } from './emergency.ts';

/** The name of a kind, in the newest version that knows it. */
function kindName(language: 'id' | 'en'): RawBuilder<unknown> {
  return sql`coalesce((select k.name ->> ${language} from field_report_kind k where k.key = r.kind
    order by k.version desc limit 1), case when r.kind = ${EMERGENCY_KIND} then ${emergencyName[language]} else r.kind end)`;
}

const kindNames = sql`jsonb_build_object('id', ${kindName('id')}, 'en', ${kindName('en')})`;
const photoCount = sql`(select count(*)::int from field_report_photo p where p.report_id = r.id)`;

// The same as `isEmergency`.
const urgency = sql`case when r.kind = ${EMERGENCY_KIND}
  or (r.help = 'now' and r.text = any(${[...FORMER_EMERGENCY_TEXTS]}::text[])) then 0 when r.help = 'now' then 1 else 2 end`;

/** As long before it was received as it really was. */
const happenedOperationAt = sql`(r.operation_at - (r.received_at - r.happened_at))`;

/** One SQL expression per field of a row of the list. */
export function rowFields(language: 'id' | 'en', answerable: RawBuilder<SqlBool>): ListSource['fields'] {
  return {
    id: sql`r.id`,
    code: sql`r.code`,
    kind: sql`r.kind`,
    kindName: kindName(language),
    help: sql`r.help`,
    text: sql`r.text`,
    state: sql`r.state`,
    area: sql`r.area`,
    areaName: sql`r.area_name`,
    stationId: sql`r.station_id`,
    stationName: sql`r.station_name`,
    addressee: sql`r.addressee_name`,
    capturedAt: sql`r.captured_at`,
    happenedAt: sql`r.happened_at`,
    receivedAt: sql`r.received_at`,
    operationAt: sql`r.operation_at`,
    happenedOperationAt,
    photos: photoCount,
    lon: sql`r.lon`,
    lat: sql`r.lat`,
    mayAnswer: sql`case when ${answerable} then 'yes' else 'no' end`,
    about: sql`case when r.about is null then 'no' else 'yes' end`,
    afterShift: sql`case when r.after_shift then 'yes' else 'no' end`,
    urgency,
  };
}

export type ReportCard = {
  readonly id: string;
  readonly operationId: string;
  readonly code: string;
  readonly kind: string;
  readonly kindName: Localized;
  readonly help: HelpNeeded;
  readonly urgency: number;
  readonly text: string;
  readonly state: ReportState;
  readonly area: string;
  readonly areaName: string;
  readonly stationId: string | null;
  readonly stationName: string | null;
  readonly addressee: string | null;
  readonly about: string | null;
  readonly aboutName: string | null;
  readonly capturedAt: Date;
  readonly happenedAt: Date;
  readonly receivedAt: Date;
  readonly operationAt: Date;
  readonly happenedOperationAt: Date;
  readonly skewS: number | null;
  readonly place: Place | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly photos: number;
  readonly photosAnnounced: number;
  readonly reporter: string;
  readonly incidentId: string | null;
  readonly mayAnswer: boolean;
  readonly afterShift: boolean;
};

export async function findCard(
  tx: Tx,
  id: string,
  visible: RawBuilder<SqlBool>,
  answerable: RawBuilder<SqlBool>,
): Promise<ReportCard | null> {
  const found = await sql<ReportCard>`
    select r.id, r.operation_id as "operationId", r.code, r.kind, ${kindNames} as "kindName", r.help,
           ${urgency} as urgency, r.text, r.state, r.area, r.area_name as "areaName", r.station_id as "stationId",
           r.station_name as "stationName", r.addressee_name as addressee, r.about, r.about_name as "aboutName",
           r.captured_at as "capturedAt", r.happened_at as "happenedAt", r.received_at as "receivedAt",
           r.operation_at as "operationAt", ${happenedOperationAt} as "happenedOperationAt",
           r.skew_s as "skewS", r.place, r.lon, r.lat, ${photoCount} as photos,
           r.photos_announced as "photosAnnounced", r.reporter, r.incident_id as "incidentId",
           ${answerable} as "mayAnswer", r.after_shift as "afterShift"
    from field_report r where r.id = ${id} and ${visible}`.execute(tx);
  return found.rows[0] ?? null;
}

/** The earlier report that this one tells more of, where the reader may see it. */
export async function findFollowed(
  tx: Tx,
  id: string,
  visible: RawBuilder<SqlBool>,
): Promise<{ id: string; code: string } | null> {
  const found = await sql<{ id: string; code: string }>`
    select r.id, r.code from field_report later join field_report r on r.id = later.follows
    where later.id = ${id} and ${visible}`.execute(tx);
  return found.rows[0] ?? null;
}

export type PointRow = {
  readonly id: string;
  readonly code: string;
  readonly kind: string;
  readonly help: HelpNeeded;
  readonly state: ReportState;
  readonly area: string;
  readonly receivedAt: Date;
  readonly operationAt: Date;
  readonly lon: number;
  readonly lat: number;
  readonly from: 'phone' | 'station' | 'area';
};

/** Reports with a point received since an instant, newest first, and how many of them there are with and without. */
export async function listPoints(
  tx: Tx,
  asked: { operationId: string; since: Date; limit: number },
  visible: RawBuilder<SqlBool>,
): Promise<{ rows: readonly PointRow[]; withPoint: number; without: number }> {
  const where = sql`r.operation_id = ${asked.operationId} and r.received_at >= ${asked.since} and ${visible}`;
  const rows = await sql<PointRow>`
    select r.id, r.code, r.kind, r.help, r.state, r.area, r.received_at as "receivedAt",
           r.operation_at as "operationAt", r.lon, r.lat, r.point_from as "from"
    from field_report r where ${where} and r.lon is not null
    order by r.received_at desc, r.id desc limit ${asked.limit}`.execute(tx);
  const counted = await sql<{ withPoint: number; without: number }>`
    select count(r.lon) as "withPoint", count(*) - count(r.lon) as without
    from field_report r where ${where}`.execute(tx);
  const { withPoint = 0, without = 0 } = counted.rows[0] ?? {};
  return { rows: rows.rows, withPoint, without };
}

export type Tallied = {
  readonly kind: string;
  readonly area: string;
  readonly count: number;
  readonly unacknowledged: number;
};

const LENGTH_OF: Record<AreaLevel, number> = { province: 2, regency: 5, district: 8, village: 13 };

export async function tally(
  tx: Tx,
  asked: { operationId: string; from: Date; to: Date; level: AreaLevel; aboutNobody?: boolean },
  visible: RawBuilder<SqlBool>,
): Promise<readonly Tallied[]> {
  const found = await sql<Tallied>`
    select kind, area, count(*) as count, count(*) filter (where state = 'received') as unacknowledged
    from (
      select r.kind, r.state, left(r.area, ${LENGTH_OF[asked.level]}::int) collate "C" as area from field_report r
      where r.operation_id = ${asked.operationId} and r.operation_at >= ${asked.from}
        and r.operation_at < ${asked.to} and ${visible}
        and (not ${asked.aboutNobody ?? false}::boolean or r.about is null)
    ) seen
    group by kind, area order by area, kind`.execute(tx);
  return found.rows;
}

const SHORTEST_CODE = 4;
const MOST_BY_CODE = 200;

/** Whether the code holds what was typed, with or without its hyphen: `SE-C2DS`, `sec2ds`. */
export function codeHolds(typed: string): RawBuilder<SqlBool> {
  const bare = typed.replaceAll(/[\s-]/g, '');
  const isCode = bare.length >= SHORTEST_CODE && /^[a-z0-9]+$/i.test(bare);
  return isCode ? sql`replace(r.code, '-', '') ilike ${`%${bare}%`}` : sql`false`;
}

export async function listByCode(
  tx: Tx,
  asked: { operationId: string; typed: string },
  visible: RawBuilder<SqlBool>,
): Promise<readonly string[]> {
  const found = await sql<{ id: string }>`
    select r.id from field_report r
    where r.operation_id = ${asked.operationId} and ${codeHolds(asked.typed)} and ${visible}
    order by r.received_at desc limit ${MOST_BY_CODE}`.execute(tx);
  return found.rows.map((row) => row.id);
}

export async function countFrom(
  tx: Tx,
  reporters: readonly string[],
  visible: RawBuilder<SqlBool>,
): Promise<readonly { reporter: string; received: number; lastAt: Date }[]> {
  const found = await sql<{ reporter: string; received: number; lastAt: Date }>`
    select r.reporter, count(*)::int as received, max(r.received_at) as "lastAt"
    from field_report r where r.reporter = any(${[...reporters]}::uuid[]) and ${visible}
    group by r.reporter`.execute(tx);
  return found.rows;
}

export async function listBriefs(
  tx: Tx,
  ids: readonly string[],
  visible: RawBuilder<SqlBool>,
): Promise<readonly ReportBrief[]> {
  const found = await sql<ReportBrief>`
    select r.id, r.operation_id as "operationId", r.code, r.kind,
           ${kindNames} as "kindName", r.help, r.follows, r.text,
           array(select p.id from field_report_photo p where p.report_id = r.id order by p.received_at, p.id)
             as "photoIds",
           r.area, r.area_name as "areaName", r.station_name as "stationName", r.addressee as "addresseeId",
           r.about as "aboutAgencyId", r.lon, r.lat, r.received_at as "receivedAt",
           r.operation_at as "operationAt"
    from field_report r where r.id = any(${[...ids]}::uuid[]) and ${visible}
    order by array_position(${[...ids]}::uuid[], r.id)`.execute(tx);
  return found.rows;
}
