/** What somebody gets at every door that tells of records, held against what the rules let them see. */
import { VectorTile } from '@mapbox/vector-tile';
import { parse } from 'csv-parse/sync';
import Protobuf from 'pbf';
import { readSheet } from 'read-excel-file/node';
import type { Actor } from '#shared/permission.ts';
import type { Attributes } from '#shared/visibility.ts';
import type { Asker } from './answers.ts';
import { compare, equal, json, onlyFrom } from './compare.ts';
import { type Fact, type Planted, POINT, type Truth, WORD } from './random-ground.ts';
import { featureOf } from './world.ts';

export type Oracle = (actor: Actor, kind: string, record: Attributes) => boolean;
export type House = { readonly planted: Planted; readonly truth: Truth; readonly oracle: Oracle };
export type Caller = { readonly asker: Asker; readonly actor: Actor };
export type ListDoor = { readonly kind: string; readonly path: string };

/** Lists of one operation: `{operation}` is filled in. */
export const LISTS: readonly ListDoor[] = [
  { kind: 'field-report', path: '/api/operations/{operation}/field-reports' },
  { kind: 'incident', path: '/api/operations/{operation}/incidents' },
  { kind: 'activity', path: '/api/operations/{operation}/activities' },
  { kind: 'station', path: '/api/operations/{operation}/stations' },
  { kind: 'outreach', path: '/api/operations/{operation}/outreach' },
  { kind: 'task', path: '/api/operations/{operation}/tasks' },
  { kind: 'grant', path: '/api/operations/{operation}/grants' },
  { kind: 'post-card', path: '/api/cards?operation={operation}' },
  { kind: 'daily-report', path: '/api/operations/{operation}/daily-reports' },
];

/** Lists over everything. */
export const WHOLE_LISTS: readonly ListDoor[] = [
  { kind: 'account', path: '/api/accounts' },
  { kind: 'operation', path: '/api/operations' },
];

const SINGLE: readonly ListDoor[] = [
  { kind: 'field-report', path: '/api/field-reports/{id}' },
  { kind: 'incident', path: '/api/incidents/{id}' },
  { kind: 'station', path: '/api/stations/{id}' },
  { kind: 'outreach', path: '/api/outreach/{id}' },
  { kind: 'task', path: '/api/tasks/{id}' },
  { kind: 'grant', path: '/api/election-grants/{id}' },
  { kind: 'activity', path: '/api/operations/{operation}/activities/{id}' },
];

/**
 * Every place where a door and the rules disagree, in one line each. A door that is shut for the caller (404) must only
 * not tell anything; an open one must tell all that the caller may see, and nothing else.
 */
export async function disagreements(house: House, caller: Caller): Promise<readonly string[]> {
  const found: string[] = [];
  for (const operation of house.planted.operations) {
    for (const door of LISTS) found.push(...(await atList(house, caller, door, operation)));
    found.push(...(await atMaps(house, caller, operation)), ...(await atTotals(house, caller, operation)));
  }
  for (const door of WHOLE_LISTS) found.push(...(await atList(house, caller, door, null)));
  found.push(...(await atSingles(house, caller)), ...(await atFiles(house, caller)));
  found.push(...(await atCalendar(house, caller)));
  return found;
}

/** What the rules let the caller see of a kind. */
function meant(
  { truth, oracle }: House,
  { actor }: Caller,
  kind: string,
  operation: string | null,
): readonly Fact[] {
  return (truth.get(kind) ?? []).filter(
    ({ attributes }) =>
      (operation === null || attributes.operation === operation) && oracle(actor, kind, attributes),
  );
}

/** A page, its total, a search, and both exports. */
export async function atList(
  house: House,
  caller: Caller,
  door: ListDoor,
  operation: string | null,
): Promise<readonly string[]> {
  const address = door.path.replace('{operation}', operation ?? '');
  const more = (query: string) => `${address}${address.includes('?') ? '&' : '?'}${query}`;
  const should = meant(house, caller, door.kind, operation);
  const first = await listed(caller, more('limit=500'));
  if (first === null) return [];
  const ids = [...first.ids];
  while (ids.length < first.total) {
    const next = await listed(caller, more(`limit=500&offset=${ids.length}`));
    if (!next || next.ids.length === 0) break;
    ids.push(...next.ids);
  }
  const ours = should.filter((fact) => fact.ours);
  const searched = await listed(caller, more(`limit=500&q=${WORD}`));
  return [
    ...compare(address, ids, should),
    ...equal(`${address}, total`, first.total, should.length),
    ...(HAS_WORD.has(door.kind) ? compare(`${address}, search`, searched?.ids ?? [], ours) : []),
    ...equal(`${address}, CSV`, await csvRows(caller, more('format=csv')), should.length),
    // Both exports come from one walk over the rows; unpacking the second is half of this check's time.
    ...(operation === house.planted.operations[0]
      ? equal(`${address}, XLSX`, await sheetRows(caller, more('format=xlsx')), should.length)
      : []),
  ];
}

/** Kinds whose rows carry the word in a column that is searched. */
const HAS_WORD = new Set(['field-report', 'incident', 'activity', 'station', 'outreach', 'task', 'grant']);

type Listed = { readonly total: number; readonly ids: readonly string[] };

async function listed({ asker }: Caller, address: string): Promise<Listed | null> {
  const answer = await asker.fetch(address);
  const text = await answer.text();
  if (!answer.ok) return null;
  const { rows, total }: { rows: { id: string }[]; total: number } = JSON.parse(text);
  return { total, ids: rows.map(({ id }) => id) };
}

async function csvRows({ asker }: Caller, address: string): Promise<number> {
  const answer = await asker.fetch(address);
  if (!answer.ok) return refused(answer);
  const rows: unknown[] = parse(await answer.text(), {
    bom: true,
    relax_column_count: true,
    delimiter: [',', ';'],
  });
  return rows.length - 1;
}

async function sheetRows({ asker }: Caller, address: string): Promise<number> {
  const answer = await asker.fetch(address);
  if (!answer.ok) return refused(answer);
  const rows = await readSheet(Buffer.from(await answer.arrayBuffer()));
  return rows.length - 1;
}

/** No list has so many rows: that an export was refused is a disagreement like any other. */
async function refused(answer: Response): Promise<number> {
  await answer.arrayBuffer();
  return -answer.status;
}

async function atMaps(house: House, caller: Caller, operation: string): Promise<readonly string[]> {
  const at = `/api/operations/${operation}`;
  const found: string[] = [];
  for (const [kind, path] of [
    ['field-report', `${at}/field-reports/points?hours=336`],
    ['incident', `${at}/incidents/points`],
  ] as const) {
    const points = await json<{ points: { id: string }[] }>(caller, path);
    if (!points) continue;
    const known = new Set((house.truth.get(kind) ?? []).filter(({ ours }) => ours).map(({ id }) => id));
    const ours = meant(house, caller, kind, operation).filter((fact) => fact.ours);
    found.push(
      ...compare(
        path,
        points.points.map(({ id }) => id).filter((id) => known.has(id)),
        ours,
      ),
    );
  }
  return [...found, ...(await atTiles(house, caller, operation))];
}

async function atTiles(house: House, caller: Caller, operation: string): Promise<readonly string[]> {
  const should = meant(house, caller, 'station', operation);
  const map = await json<{ stations: number }>(caller, `/api/operations/${operation}/stations/map`);
  if (!map) return [];
  const address = `/api/tiles/stations/${operation}/${tileAt(POINT, 14)}`;
  const answer = await caller.asker.fetch(address);
  const tile = new VectorTile(new Protobuf(new Uint8Array(await answer.arrayBuffer())));
  const layer = tile.layers.stations;
  const features = Array.from({ length: layer?.length ?? 0 }, (_none, index) =>
    String(layer?.feature(index).id),
  );
  const all = new Map((house.truth.get('station') ?? []).map((fact) => [featureOf(fact.id), fact]));
  const seen = features.map((feature) => all.get(feature)?.id ?? feature);
  const known = new Set([...all.values()].filter(({ ours }) => ours).map(({ id }) => id));
  const hits = await json<{ hits: { id: string }[] }>(
    caller,
    `/api/stations/search?q=${WORD}&limit=50&operationId=${operation}`,
  );
  return [
    ...equal(`stations of the map of ${operation}`, map.stations, should.length),
    ...compare(
      address,
      seen.filter((id) => known.has(id)),
      should.filter((fact) => fact.ours),
    ),
    ...onlyFrom(
      `/api/stations/search of ${operation}`,
      (hits?.hits ?? []).map(({ id }) => id),
      should,
    ),
  ];
}

function tileAt({ lon, lat }: { lon: number; lat: number }, zoom: number): string {
  const size = 2 ** zoom;
  const y = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
  return `${zoom}/${Math.floor(((lon + 180) / 360) * size)}/${Math.floor(y * size)}`;
}

/** Numbers alone: what the auditor counts. */
async function atTotals(house: House, caller: Caller, operation: string): Promise<readonly string[]> {
  const address = `/api/operations/${operation}/totals`;
  const totals = await json<{ received: number; incidents: { opened: number } }>(caller, address);
  if (!totals) return [];
  const count = (kind: string, of: string) =>
    (house.truth.get(kind) ?? []).filter(
      ({ attributes }) => attributes.operation === operation && house.oracle(caller.actor, of, attributes),
    ).length;
  return [
    ...equal(`${address}, reports`, totals.received, count('field-report', 'field-report-totals')),
    ...equal(`${address}, incidents`, totals.incidents.opened, count('incident', 'incident-totals')),
  ];
}

const EVERY = 7;

async function atSingles(house: House, caller: Caller): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { kind, path } of SINGLE) {
    const some = (house.truth.get(kind) ?? [])
      .filter(({ ours }) => ours)
      .filter((_fact, index) => index % EVERY === 0);
    for (const { id, attributes } of some) {
      const address = path.replace('{id}', id).replace('{operation}', `${attributes.operation ?? ''}`);
      found.push(...(await opens(house, caller, { address, kind, attributes })));
    }
  }
  return found;
}

/** Photographs and printed reports. */
async function atFiles(house: House, caller: Caller): Promise<readonly string[]> {
  const { planted, truth } = house;
  const found: string[] = [];
  for (const { id, attributes } of truth.get('field-report') ?? []) {
    const photo = planted.photos.get(id);
    if (!photo) continue;
    const address = `/api/field-reports/${id}/photos/${photo}`;
    found.push(...(await opens(house, caller, { address, kind: 'field-report', attributes })));
  }
  for (const { id, operation } of planted.dailyReports) {
    const address = `/api/operations/${operation}/daily-reports/${id}/pdf`;
    found.push(...(await opens(house, caller, { address, kind: 'daily-report', attributes: { operation } })));
  }
  return found;
}

type Single = { readonly address: string; readonly kind: string; readonly attributes: Attributes };

/** It must not open for whoever may not see it; whether a role may open it at all is said by its permission. */
async function opens(
  house: House,
  { asker, actor }: Caller,
  { address, kind, attributes }: Single,
): Promise<readonly string[]> {
  const answer = await asker.fetch(address);
  await answer.arrayBuffer();
  const may = house.oracle(actor, kind, attributes);
  if (answer.ok && !may) return [`${address} opened: ${JSON.stringify(attributes)}`];
  return !answer.ok && may && opensFor(actor, kind)
    ? [`${address} stayed shut: ${JSON.stringify(attributes)}`]
    : [];
}

/** Roles that open single records of any kind that they see. */
const OPENING = ['kaops', 'karendalops', 'agency-officer', 'liaison'];
const opensFor = (actor: Actor, kind: string) =>
  kind !== 'daily-report' && actor.grants.every(({ role }) => OPENING.includes(role));

async function atCalendar(house: House, caller: Caller): Promise<readonly string[]> {
  const link = await caller.asker.fetch('/api/calendar-links', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ id: crypto.randomUUID(), label: WORD }),
  });
  const { address = '' }: { address?: string } = JSON.parse(await link.text());
  const token = /calendar\/(.+)\.ics$/.exec(address)?.[1];
  if (!token) return [];
  const feed = await (await caller.asker.fetch(`/api/calendar/${token}.ics`)).text();
  // Long lines are folded in this format.
  const ids = [...feed.replace(/\r?\n[ \t]/g, '').matchAll(/UID:activity-([0-9a-f-]{36})@/g)].map(
    ([, id]) => id ?? '',
  );
  return onlyFrom('/api/calendar', ids, meant(house, caller, 'activity', null));
}
