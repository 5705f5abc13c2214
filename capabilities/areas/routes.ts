/** Endpoints and answers of the register of areas. */
import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import { handle, handleBytes, handleList, type Mounted } from '#server/endpoint/handle.ts';
import { type Answered, answer } from '#server/endpoint/questions.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { dayOf } from '#shared/time.ts';
import * as contract from './contract.ts';
import { judge } from './holding.ts';
import { dataVersion, setDataVersion } from './import-store.ts';
import * as store from './store.ts';
import { type Shape, territoryOf } from './territory.ts';
import { areaTile } from './tiles.ts';
import * as upkeep from './upkeep-contract.ts';

const FIELDS = {
  code: sql`a.code`,
  name: sql`a.name`,
  level: sql`a.level`,
  parent: sql`a.parent`,
  parentName: sql`p.name`,
  zone: store.zoneOf,
  lat: sql`coalesce(a.lat, b.label_lat)`,
  lon: sql`coalesce(a.lon, b.label_lon)`,
  hasBoundary: sql`case when b.code is null then 'no' else 'yes' end`,
  codeList: sql`a.code_list`,
  validFrom: sql`a.valid_from`,
  validTo: sql`a.valid_to`,
};
const FROM = sql`area a left join area p on p.code = a.parent left join area_boundary b on b.code = a.code`;

const listing = handleList(contract.listAreas, async (context) => ({
  name: 'wilayah',
  from: FROM,
  where: context.visible(contract.areaKind, {}),
  fields: FIELDS,
  alsoFound: nameLike,
  tieBreak: sql`a.code`,
  defaultSort: 'code',
}));

/** Offices write one name in several ways: "Pal Merah" and "Palmerah". */
function nameLike(typed: string) {
  const bare = typed.replace(/[\s.-]/g, '');
  if (bare === '') return sql`false`;
  return sql`position(lower(${bare}) in translate(lower(concat_ws(' / ', a.name, p.name)), ' .-', '')) > 0`;
}

const reading = handle(contract.readArea, async ({ tx }, { params: { code } }) => {
  const columns = Object.entries(FIELDS).map(([name, field]) => sql`${field} as ${sql.ref(name)}`);
  const found =
    await sql<contract.AreaRow>`select ${sql.join(columns)} from ${FROM} where a.code = ${code}`.execute(tx);
  const [row] = found.rows;
  if (!row) throw new Refused(refuse('not-found'));
  const facts = await store.cardFacts(tx, code);
  const successions = (await store.knownSuccessors(tx)).map(({ old, new: to, reason, source }) => ({
    from: old,
    to,
    reason,
    source,
  }));
  const shape = (await territoryOf(tx)).shapeOf(code);
  return {
    ...row,
    ...facts,
    zoneSource: (await store.findZone(tx, code))?.source ?? null,
    outline: outlineOf(shape),
    predecessors: successions.filter((one) => one.to === code),
    successors: successions.filter((one) => one.from === code),
  };
});

function outlineOf(shape: Shape | null): contract.AreaCard['outline'] {
  if (shape === null) return 'none';
  return shape.isApproximate ? 'cell' : 'loaded';
}

const outlining = handleBytes(contract.readOutline, async ({ tx }, { params: { code } }) => {
  const territory = await territoryOf(tx);
  const shape = territory.shapeOf(code);
  if (!shape) throw new Refused(refuse('not-found'));
  const attribution = shape.isApproximate ? [] : await store.boundarySources(tx, code);
  const body = Buffer.from(JSON.stringify(featureOf(shape, attribution)), 'utf8');
  return {
    contentType: 'application/geo+json; charset=utf-8',
    body,
    cacheControl: 'private, no-cache',
    etag: `"${territory.version}-${code}"`,
  };
});

function featureOf({ code, name, level, isApproximate, isDissolved, polygons }: Shape, attribution: unknown) {
  const closed = polygons.map((polygon) => polygon.map((ring) => [...ring, ring[0]]));
  return {
    type: 'Feature',
    id: code,
    properties: { code, name, level, approximate: isApproximate, dissolved: isDissolved, attribution },
    geometry: { type: 'MultiPolygon', coordinates: closed },
  };
}

const labelling = handle(contract.listLabels, async ({ tx, now }, { query }) => {
  const found = await store.listBelow(tx, [query.within ?? ''], query.level, dayOf(now, 'WIB'));
  const labels = found.flatMap(({ code, name, lon, lat }) =>
    lon === null || lat === null ? [] : [{ code, name, lon, lat }],
  );
  return { labels };
});

const locating = handle(contract.locatePoint, async ({ tx }, { query }) => {
  const found = (await territoryOf(tx)).locate([query.lon, query.lat]);
  const [area] = found.code ? await store.findNames(tx, [found.code]) : [];
  return { ...found, name: area?.name ?? null };
});

const mapping = handle(contract.readMap, async ({ tx }, { query }) => {
  const territory = await territoryOf(tx);
  const within = query.within ?? '';
  const box = territory.boundsOf(within);
  const leaves = territory.leaves.filter(
    ({ code }) => within === '' || code === within || code.startsWith(`${within}.`),
  );
  const cells = leaves.filter((leaf) => leaf.isApproximate).length;
  return {
    version: territory.version,
    bounds: box ? [box.west, box.south, box.east, box.north] : null,
    loaded: leaves.length - cells,
    cells,
    sources: [...(await store.boundarySources(tx, within))],
  };
});

const TILE = 'application/vnd.mapbox-vector-tile';

const tiling = handleBytes(contract.readAreaTile, async ({ tx }, { params, query }) => {
  const { z, x, y } = params;
  if (x >= 2 ** z || y >= 2 ** z) throw new Refused(refuse('not-found'));
  const territory = await territoryOf(tx);
  return {
    contentType: TILE,
    body: areaTile(territory, { z, x, y }),
    // An address with the version in it never means anything else.
    cacheControl: query.v === territory.version ? 'private, max-age=86400, immutable' : 'private, no-cache',
    etag: `"${territory.version}-${z}-${x}-${y}"`,
  };
});

const zoning = handle(upkeep.setZone, async (context, { params: { code }, body }) => {
  context.demand(contract.manageAreas, { area: code });
  const before = await store.findZone(context.tx, code);
  if (before?.zone === body.zone && before.source === body.source) {
    context.unchanged();
    return { code, zone: body.zone };
  }
  await store.putZone(context.tx, code, body.zone, body.source);
  await renew(context.tx, context.newId());
  await context.record(upkeep.zoneSet, {
    subject: code,
    area: code,
    after: body,
    attributes: {},
    ...(before ? { before } : {}),
  });
  return { code, zone: body.zone };
});

const listingCodes = handle(upkeep.listCodeLists, async ({ tx }) => ({
  codeLists: [...(await store.listCodeLists(tx))],
}));

const addingCodes = handle(upkeep.addCodeList, async (context, { body }) => {
  const isNew = await store.insertCodeList(context.tx, body);
  const lists = await store.listCodeLists(context.tx);
  const stands = lists.find((one) => one.version === body.version);
  const isSame = stands?.decidedOn === body.decidedOn && stands.source === body.source;
  if (!isNew && !isSame) throw new Refused(refuse('areas.code-list-exists', { version: body.version }));
  if (isNew)
    await context.record(upkeep.codeListAdded, { subject: body.version, after: body, attributes: {} });
  else context.unchanged();
  return body;
});

/** Whoever kept something computed from this room's data learns that it is old. */
async function renew(tx: Tx, version: string): Promise<void> {
  await dataVersion(tx, 'locked');
  await setDataVersion(tx, version);
}

export const endpoints: readonly Mounted[] = [
  listing,
  reading,
  outlining,
  labelling,
  locating,
  mapping,
  tiling,
  zoning,
  listingCodes,
  addingCodes,
];

export const answers: readonly Answered[] = [
  answer(contract.areaNames, ({ tx }, { codes }) => store.findNames(tx, codes)),
  answer(contract.areasBelow, ({ tx, now }, { within, level }) =>
    store.listBelow(tx, within, level, dayOf(now, 'WIB')),
  ),
  answer(contract.locateArea, async ({ tx }, { lon, lat }) => (await territoryOf(tx)).locate([lon, lat])),
  answer(contract.areasHolding, async ({ tx }, { points }) => {
    const territory = await territoryOf(tx);
    return points.map(({ lon, lat, codes }) => judge(territory, [lon, lat], codes));
  }),
];
