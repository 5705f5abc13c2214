/** What is read of the register: list, card, search, and what neighbours ask. */
import { type RawBuilder, sql } from 'kysely';
import { deploymentPattern, deploymentRead } from '#rooms/deployment/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList } from '#server/endpoint/handle.ts';
import { answer } from '#server/endpoint/questions.ts';
import { Refused, refuse } from '#shared/problem.ts';
import {
  readFeature,
  type StationHit,
  searchStations,
  stationCard,
  stationClasses,
  stationContact,
  stationCounts,
  stationKind,
  stationsIn,
} from './contract.ts';
import { countStations } from './counts.ts';
import { managingOf } from './managing.ts';
import { distanceM } from './placement.ts';
import { listStations, readStation, type StationCard, type StationRow } from './register.ts';
import { wantedOf } from './rules.ts';
import { countAreasHeld, findStation, type Stored, stationsWithClass } from './store.ts';
import { currentScheme } from './store-classes.ts';
import { seen } from './writing.ts';

const code = sql`s.area || '-' || lpad(s.number::text, 3, '0')`;

function rowFields(language: 'id' | 'en'): Record<keyof StationRow, RawBuilder<unknown>> {
  return {
    id: sql`s.id`,
    code,
    area: sql`s.area`,
    village: sql`s.village`,
    district: sql`s.district`,
    number: sql`s.number`,
    name: sql`s.name`,
    address: sql`s.address`,
    class: sql`ic.class`,
    className: language === 'en' ? sql`c.name_en` : sql`c.name_id`,
    classOrder: sql`coalesce(c.position, 0)`,
    classSource: sql`ic.source`,
    classDay: sql`ic.stated_on`,
    voters: sql`s.voters`,
    special: sql`case when s.special_kind is null then 'no' else 'yes' end`,
    specialKind: sql`s.special_kind`,
    lon: sql`s.lon`,
    lat: sql`s.lat`,
    accuracy: sql`s.accuracy_m`,
    position: sql`s.point_standing`,
    place: sql`s.place`,
    placeArea: sql`s.place_area`,
    placeBy: sql`s.place_by`,
    placeSource: sql`s.place_source`,
    standing: sql`s.standing`,
    state: sql`s.state`,
    source: sql`s.source`,
  };
}

const listing = handleList(listStations, async (ctx, { params, query }) => ({
  name: 'tps',
  from: stationsWithClass,
  where: sql`s.operation_id = ${params.operationId} and ${seen(ctx)}`,
  fields: rowFields(query.lang ?? 'id'),
  tieBreak: sql`s.id`,
  defaultSort: 'area,number',
}));

const reading = handle(readStation, async (ctx, { params }) => {
  const station = await findStation(ctx.tx, params.id, seen(ctx));
  if (!station) throw new Refused(refuse('not-found'));
  const { operationId, area, responsibleName, responsiblePhone } = station;
  const at = { operationId, area };
  const fields = Object.entries(rowFields('id')).map(([name, field]) => sql`${field} as ${sql.ref(name)}`);
  const shown = await sql<Shown>`
    select ${sql.join(fields)}, s.feature, sc.key as scheme, s.retired_on as "retiredOn",
      s.retired_reason as "retiredReason"
    from ${stationsWithClass} where s.id = ${params.id}`.execute(ctx.tx);
  const row = shown.rows[0];
  if (!row) throw new Refused(refuse('not-found'));
  const { retiredOn, retiredReason, ...rest } = row;
  const known = responsibleName !== null && ctx.may(stationContact, at);
  return {
    ...rest,
    operationId,
    responsible: known ? { name: responsibleName, phone: responsiblePhone } : null,
    retired: retiredOn && retiredReason ? { on: retiredOn, reason: retiredReason } : null,
    history: await historyOf(ctx, params.id),
    neighbours: await neighboursOf(ctx, station),
    share: await shareOf(ctx, station),
    mayManage: (await managingOf(ctx)).may(at),
  };
});

type Shown = StationRow & {
  feature: number;
  scheme: string | null;
  retiredOn: string | null;
  retiredReason: string | null;
};

async function historyOf(ctx: Context, id: string): Promise<StationCard['history']> {
  const found = await sql<StationCard['history'][number]>`
    select sc.key as scheme, h.before, h.after, h.source, h.stated_on as "statedOn",
      to_char(h.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "changedAt",
      case when c.key is null then null else jsonb_build_object('id', c.name_id, 'en', c.name_en) end as "className"
    from station_class_change h
    join station_scheme sc on sc.id = h.scheme_id
    left join station_class c on c.scheme_id = h.scheme_id and c.key = h.after
    where h.station_id = ${id} order by h.changed_at desc, h.id desc`.execute(ctx.tx);
  return [...found.rows];
}

/** About two kilometres. */
const NEAR_DEGREES = 0.02;

async function neighboursOf(ctx: Context, station: Stored): Promise<StationCard['neighbours']> {
  const { lon, lat } = station;
  if (lon === null || lat === null) return [];
  const found = await sql<{
    id: string;
    number: number;
    name: string;
    village: string;
    lon: number;
    lat: number;
  }>`
    select s.id, s.number, s.name, s.village, s.lon, s.lat from station s
    where s.operation_id = ${station.operationId} and s.state = 'active' and s.id <> ${station.id}
      and s.lat between ${lat - NEAR_DEGREES} and ${lat + NEAR_DEGREES}
      and s.lon between ${lon - NEAR_DEGREES} and ${lon + NEAR_DEGREES} and ${seen(ctx)}
    order by (s.lon - ${lon}) ^ 2 + (s.lat - ${lat}) ^ 2, s.id limit 5`.execute(ctx.tx);
  return found.rows.map(({ lon: x, lat: y, ...other }) => ({
    ...other,
    distanceM: Math.round(distanceM({ lon, lat }, { lon: x, lat: y })),
  }));
}

async function shareOf(ctx: Context, station: Stored): Promise<StationCard['share']> {
  const { operationId, area } = station;
  if (station.class === null || !ctx.may(deploymentRead, { operationId, area })) return null;
  return ctx.ask(deploymentPattern, { operationId, area, class: station.class });
}

const hitFields = sql`s.id, s.operation_id as "operationId", ${code} as code, s.name, s.village, s.district,
  coalesce(c.position, 0) as "classOrder", s.lon, s.lat`;

const searching = handle(searchStations, async (ctx, { query }) => {
  const wanted = wantedOf(query.q);
  if (!wanted) return { hits: [] };
  const inOperation = query.operationId ? sql`s.operation_id = ${query.operationId}` : sql`true`;
  const found = await sql<StationHit>`
    select ${hitFields} from ${stationsWithClass}
    where s.words @@ ${wanted.tsquery}::tsquery and ${inOperation} and s.state = 'active' and ${seen(ctx)}
    order by s.number = ${wanted.number} desc nulls last, s.area, s.number, s.id
    limit ${query.limit ?? 20}`.execute(ctx.tx);
  return { hits: [...found.rows] };
});

const featureReading = handle(readFeature, async (ctx, { params }) => {
  const found = await sql<StationHit>`
    select ${hitFields} from ${stationsWithClass}
    where s.operation_id = ${params.operationId} and s.feature = ${params.feature} and ${seen(ctx)}
    order by s.id limit 1`.execute(ctx.tx);
  const hit = found.rows[0];
  if (!hit) throw new Refused(refuse('not-found'));
  return hit;
});

export const reads = [listing, reading, searching, featureReading];

export const answers = [
  answer(stationCounts, (ctx, { operationId, ...asked }) =>
    countStations(ctx.tx, {
      ...asked,
      operationId,
      visible: (area) => ctx.visible(stationKind, { operation: sql`${operationId}::uuid`, area }),
    }),
  ),
  answer(stationCard, async (ctx, { stationId }) => {
    const station = await findStation(ctx.tx, stationId, seen(ctx));
    if (!station) return null;
    const { id, operationId, area, number, name, lon, lat, specialKind } = station;
    return {
      id,
      operationId,
      area,
      number,
      name,
      class: station.class,
      lon,
      lat,
      special: specialKind !== null,
    };
  }),
  answer(stationClasses, async (ctx, { operationId }) => {
    const scheme = await currentScheme(ctx.tx, operationId);
    return scheme?.classes ?? [];
  }),
  answer(stationsIn, ({ tx }, { codes }) => countAreasHeld(tx, codes)),
];
