/** Map tiles of stations, cut from an index that is kept per operation, version of its data and reach of the asker. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import {
  buildPointIndex,
  encodePointTile,
  type LayerProperty,
  type PointLayer,
  preparePointLayer,
} from '#engines/map-tiles/index.ts';
import { type AreaName, areaNames } from '#rooms/areas/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleBytes } from '#server/endpoint/handle.ts';
import { type AreaLevel, ancestorAt } from '#shared/area-code.ts';
import { POINT_ZOOM, readStationMap, readStationTile, stationKind, stationRead } from './contract.ts';
import { shelf } from './shelf.ts';
import { findVersion } from './store.ts';
import { seen } from './writing.ts';

type TileRow = {
  readonly feature: number;
  readonly area: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly order: number;
  readonly special: number;
  readonly estimated: number;
};
type Picture = {
  /** Of what is seen alone: it stays when something unseen changes. */
  readonly version: string;
  readonly points: PointLayer;
  readonly districts: PointLayer;
  readonly regencies: PointLayer;
  readonly stations: number;
  readonly withoutPoint: number;
  readonly bounds: readonly number[] | null;
};

/** Below this zoom counts stand at regencies, above it at districts. */
const DISTRICT_ZOOM = 8;
/** Stations in all pictures that are kept: the register of the whole country, or some hundred of a city. */
const KEPT_STATIONS = 600_000;
/** An empty picture weighs something too. */
const BARE_WEIGHT = 1_000;

const pictures = shelf<Picture>({
  weight: KEPT_STATIONS,
  weightOf: ({ stations }) => BARE_WEIGHT + stations,
});

/** What this asker may see of an operation, ready to be cut. Two askers with the same reach share it. */
async function pictureOf(ctx: Context, operationId: string): Promise<Picture> {
  ctx.demand(stationRead, { operationId });
  // The version of the whole register is for this key alone: it would tell of changes that are not seen.
  const key = `${operationId} ${await findVersion(ctx.tx, operationId)} ${JSON.stringify(stationKind.visibleTo(ctx.actor))}`;
  return pictures(key, () => draw(ctx, operationId));
}

async function draw(ctx: Context, operationId: string): Promise<Picture> {
  const found = await sql<TileRow>`
    select s.feature, s.area, s.lon, s.lat, coalesce(c.position, 0) as order,
      (s.special_kind is not null)::int as special, (s.point_standing is distinct from 'stated')::int as estimated
    from station s
    left join station_scheme sc on sc.operation_id = s.operation_id and sc.is_current
    left join station_in_class ic on ic.station_id = s.id and ic.scheme_id = sc.id
    left join station_class c on c.scheme_id = ic.scheme_id and c.key = ic.class
    where s.operation_id = ${operationId} and s.state = 'active' and ${seen(ctx)}
    order by s.area, s.number, s.id`.execute(ctx.tx);
  const rows = found.rows;
  const placed = rows.flatMap(({ lon, lat, ...row }) =>
    lon === null || lat === null ? [] : [{ ...row, lon, lat }],
  );
  return {
    version: versionOf(rows),
    points: pointLayer(placed),
    districts: await countLayer(ctx, rows, 'district'),
    regencies: await countLayer(ctx, rows, 'regency'),
    stations: rows.length,
    withoutPoint: rows.length - placed.length,
    bounds: boundsOf(placed),
  };
}

function versionOf(rows: readonly TileRow[]): string {
  const hash = createHash('sha256');
  for (const { feature, area, lon, lat, order, special, estimated } of rows) {
    hash.update(`${feature} ${area} ${lon} ${lat} ${order} ${special} ${estimated}\n`);
  }
  return hash.digest('base64url');
}

type Placed = TileRow & { readonly lon: number; readonly lat: number };

function pointLayer(rows: readonly Placed[]): PointLayer {
  const uint = (name: string, field: 'order' | 'special' | 'estimated'): LayerProperty => ({
    name,
    kind: 'uint',
    value: (row) => rows[row]?.[field],
  });
  return preparePointLayer({
    name: 'stations',
    index: indexOf(rows),
    ids: Float64Array.from(rows, ({ feature }) => feature),
    properties: [uint('class', 'order'), uint('special', 'special'), uint('estimated', 'estimated')],
  });
}

const indexOf = (rows: readonly { lon: number; lat: number }[]) =>
  buildPointIndex(
    Float64Array.from(rows, ({ lon }) => lon),
    Float64Array.from(rows, ({ lat }) => lat),
  );

type Sum = { stations: number; special: number; byOrder: number[] };

async function countLayer(ctx: Context, rows: readonly TileRow[], level: AreaLevel): Promise<PointLayer> {
  const sums = new Map<string, Sum>();
  for (const row of rows) {
    const code = ancestorAt(row.area, level) ?? row.area;
    const sum = sums.get(code) ?? { stations: 0, special: 0, byOrder: [] };
    sum.stations += 1;
    sum.special += row.special;
    sum.byOrder[row.order] = (sum.byOrder[row.order] ?? 0) + 1;
    sums.set(code, sum);
  }
  const names = await ctx.ask(areaNames, { codes: [...sums.keys()] });
  const centred = names.flatMap((area) =>
    area.lon === null || area.lat === null ? [] : [{ ...area, lon: area.lon, lat: area.lat }],
  );
  return sumLayer(centred, sums);
}

function sumLayer(
  areas: readonly (AreaName & { lon: number; lat: number })[],
  sums: ReadonlyMap<string, Sum>,
) {
  const sumOf = (row: number) => sums.get(areas[row]?.code ?? '');
  const orders = Math.max(0, ...[...sums.values()].map(({ byOrder }) => byOrder.length));
  const byOrder = Array.from(
    { length: orders },
    (_, order): LayerProperty => ({
      name: `c${order}`,
      kind: 'uint',
      value: (row) => sumOf(row)?.byOrder[order] ?? 0,
    }),
  );
  return preparePointLayer({
    name: 'counts',
    index: indexOf(areas),
    ids: Float64Array.from(areas, ({ code }) => Number(code.replaceAll('.', ''))),
    properties: [
      { name: 'code', kind: 'string', value: (row) => areas[row]?.code },
      { name: 'name', kind: 'string', value: (row) => areas[row]?.name },
      { name: 'level', kind: 'string', value: (row) => areas[row]?.level },
      { name: 'stations', kind: 'uint', value: (row) => sumOf(row)?.stations },
      { name: 'special', kind: 'uint', value: (row) => sumOf(row)?.special },
      ...byOrder,
    ],
  });
}

function boundsOf(rows: readonly Placed[]): readonly number[] | null {
  if (rows.length === 0) return null;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { lon, lat } of rows) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}

const tile = handleBytes(readStationTile, async (ctx, { params, query }) => {
  const { operationId, z, x, y } = params;
  const picture = await pictureOf(ctx, operationId);
  const counts = z < DISTRICT_ZOOM ? picture.regencies : picture.districts;
  const layer = z < POINT_ZOOM ? counts : picture.points;
  const isTile = x < 2 ** z && y < 2 ** z;
  const bytes = isTile ? encodePointTile({ layer, z, x, y }).bytes : new Uint8Array();
  return {
    contentType: 'application/vnd.mapbox-vector-tile',
    body: bytes,
    // An address with the version in it never means anything else.
    cacheControl: query.v === picture.version ? 'private, max-age=86400, immutable' : 'private, no-cache',
    etag: `"${picture.version}-${z}-${x}-${y}"`,
  };
});

const map = handle(readStationMap, async (ctx, { params }) => {
  const { version, stations, withoutPoint, bounds } = await pictureOf(ctx, params.operationId);
  return { version, stations, withoutPoint, bounds: bounds ? [...bounds] : null };
});

export const tiles = [tile, map];
