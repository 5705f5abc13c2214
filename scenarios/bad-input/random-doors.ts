/** Random requests at every door, from the house's own description of itself. */
import { type Dice, oneOf, upTo } from './dice.ts';
import { type Known, type Schema, schemaValue, strange, uuid } from './random-values.ts';

type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: Schema;
};
type Operation = {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
};
export type OpenApi = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };
export type Door = Operation & { readonly method: string; readonly path: string };
export type Request = { readonly door: Door; readonly address: string; readonly init: RequestInit };

export function doorsOf({ paths }: OpenApi): readonly Door[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path })),
  );
}

const FIELDS = ['id', 'code', 'area', 'number', 'state', 'name', 'text', 'kind', 'day', 'x'];
const COMPARISONS = ['eq', 'ne', 'in', 'lt', 'ge', 'contains', 'within', 'empty', 'like'];

function parameterText({ name, schema }: Parameter, known: Known, dice: Dice): string {
  if (name === 'where' && dice() < 0.5) {
    const condition = { field: oneOf(dice, FIELDS), is: oneOf(dice, COMPARISONS), value: strange(dice) };
    return JSON.stringify([condition]);
  }
  const value = schemaValue(schema, known, dice);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A lone surrogate has no form in an address; what a browser sends instead is the replacement character. */
const inAddress = (text: string) => encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd'));

/** One request at a door: now and then wrong at any depth, with optional parts or without. */
export function requestAt(door: Door, known: Known, dice: Dice): Request {
  const given = door.parameters.filter(({ in: place }) => place !== 'header');
  const texts = new Map(given.map((each) => [each.name, parameterText(each, known, dice)]));
  const path = door.path.replace(
    /\{([*\w]+)\}/g,
    (_whole, name: string) => inAddress(texts.get(name) ?? '') || '-',
  );
  const query = given
    .filter((each) => each.in === 'query' && (each.required || dice() < 0.5))
    .map(({ name }) => `${name}=${inAddress(texts.get(name) ?? '')}`);
  const address = `${path}?${query.join('&')}`;
  if (door.method === 'get') return { door, address, init: {} };
  const { type, body } = bodyOf(door, known, dice);
  const headers = { 'content-type': type, 'idempotency-key': requestId(dice) };
  return { door, address, init: { method: 'POST', headers, body } };
}

const USED = [
  '019376a0-0000-7000-8000-000000000001',
  '019376a0-0000-7000-8000-000000000002',
  'not-an-id',
  '',
];

/** Mostly new; now and then one that was used before, for the same or for another door. */
const requestId = (dice: Dice) => (upTo(dice, 12) === 0 ? oneOf(dice, USED) : uuid(dice));

/** What is no JSON, or no object. */
const BROKEN = [
  ...['', '{', '{"id":', 'null', '"text"', '[]', '[1', '{"a":1}}'],
  ...['['.repeat(5_000), '{"a":'.repeat(2_000)],
];
const FILES = [
  'kode,nama\n53.71.01.1001,"',
  '[{"kode":{}}]',
  '{"type":"FeatureCollection","features":[{}]}',
  '\u00ff\u00d8\u00ff\u00e0\u0000\u0010JFIF',
  'PK\u0003\u0004\u0014\u0000',
  '\u001f\u008b\u0008',
  '\u0000'.repeat(300),
  ';;;\n""\n',
];
const TYPES = [
  ...['text/csv', 'application/octet-stream', 'image/jpeg'],
  ...['application/geo+json', 'application/gzip'],
];

function bodyOf(door: Door, known: Known, dice: Dice): { readonly type: string; readonly body: string } {
  const schema = door.requestBody?.content['application/json']?.schema;
  if (!schema) return { type: oneOf(dice, TYPES), body: oneOf(dice, FILES) };
  const type = 'application/json';
  if (upTo(dice, 40) === 0) return { type, body: oneOf(dice, BROKEN) };
  return { type, body: JSON.stringify(schemaValue(schema, known, dice)) };
}
