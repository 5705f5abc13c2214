import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { type Known, type Schema, schemaValue, strange } from './random-values.ts';

const REQUESTS = 300;
const SEED = 20241127;
/** Fewer than anybody may send in a minute. */
const PER_CALLER = 100;

let house: House;
let doors: readonly Door[];
let known: Known;

beforeAll(async () => {
  house = await openHouse();
  await house.loadSample('kupang-2024');
  doors = doorsOf(JSON.parse(await (await house.stranger.fetch('/api/openapi.json')).text()));
  known = await findKnown();
}, 120_000);
afterAll(() => house?.close(), 120_000);

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
type OpenApi = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };
type Door = Operation & { readonly method: string; readonly path: string };
type Request = { readonly door: Door; readonly address: string; readonly init: RequestInit };

function doorsOf({ paths }: OpenApi): readonly Door[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path })),
  );
}

/** Everybody at once: what one role may not reach, another may. */
function caller() {
  const roles = [
    'kaops',
    'karendalops',
    'agency-officer',
    'field-officer',
    'liaison',
    'auditor',
    'administrator',
  ];
  return house.as(...roles.map((role) => ({ role })), { role: 'system' });
}

async function findKnown(): Promise<Known> {
  const ids = async (path: string) => {
    const { rows }: { rows: { id: string }[] } = JSON.parse(await (await caller().fetch(path)).text());
    return rows.slice(0, 3).map(({ id }) => id);
  };
  const [operation = ''] = await ids('/api/operations');
  const at = `/api/operations/${operation}`;
  const lists = ['/api/agencies', `${at}/stations`, `${at}/field-reports`, `${at}/activities`];
  const found = await Promise.all(lists.map(ids));
  // The operation stands often, because most doors lead through it.
  return {
    ids: [operation, operation, operation, operation, ...found.flat()],
    areas: ['53', '53.71', '53.71.01', '53.71.01.1001', '31.73'],
  };
}

const conditions = fc
  .record({
    field: fc.constantFrom('id', 'code', 'area', 'number', 'state', 'name', 'text', 'kind', 'day', 'x'),
    is: fc.constantFrom('eq', 'ne', 'in', 'lt', 'ge', 'contains', 'within', 'empty', 'like'),
    value: strange,
  })
  .map((condition) => JSON.stringify([condition]));

function parameterText({ name, schema }: Parameter): fc.Arbitrary<string> {
  const text = schemaValue(schema, known).map((value) =>
    typeof value === 'string' ? value : JSON.stringify(value),
  );
  return name === 'where' ? fc.oneof(conditions, text) : text;
}

/** A lone surrogate has no form in an address; what a browser sends instead is the replacement character. */
const inAddress = (text: string) => encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd'));

function requestAt(door: Door): fc.Arbitrary<Request> {
  const address = fc
    .tuple(
      ...door.parameters
        .filter(({ in: place }) => place !== 'header')
        .map((parameter) =>
          fc.record({
            name: fc.constant(parameter.name),
            place: fc.constant(parameter.in),
            text: parameterText(parameter),
            isSent: parameter.required ? fc.constant(true) : fc.boolean(),
          }),
        ),
    )
    .map((all) => {
      const text = (wanted: string) => all.find(({ name }) => name === wanted)?.text ?? '';
      const path = door.path.replace(/\{(\w+)\}/g, (_whole, name: string) => inAddress(text(name)) || '-');
      const query = all.filter(({ place, isSent }) => place === 'query' && isSent);
      return `${path}?${query.map((each) => `${each.name}=${inAddress(each.text)}`).join('&')}`;
    });
  if (door.method === 'get') return address.map((at) => ({ door, address: at, init: {} }));
  return fc.tuple(address, bodyOf(door), fc.uuid()).map(([at, { type, body }, key]) => ({
    door,
    address: at,
    init: { method: 'POST', headers: { 'content-type': type, 'idempotency-key': key }, body },
  }));
}

type Body = { readonly type: string; readonly body: string };

function bodyOf(door: Door): fc.Arbitrary<Body> {
  const schema = door.requestBody?.content['application/json']?.schema;
  if (schema) {
    return schemaValue(schema, known).map((value) => ({
      type: 'application/json',
      body: JSON.stringify(value),
    }));
  }
  const text = fc.oneof(
    fc.string({ maxLength: 300, unit: 'binary' }),
    fc.constantFrom(
      'kode,nama\n53.71.01.1001,"',
      '[{"kode":{}}]',
      '{"type":"FeatureCollection","features":[{}]}',
    ),
  );
  const type = fc.constantFrom('text/csv', 'application/octet-stream', 'image/jpeg');
  return fc.record({ type, body: text });
}

it(`${REQUESTS} random requests at all doors are answered or refused, and none breaks the server`, async () => {
  const asked = doors.filter(({ path }) => path !== '/api/sign-out');
  const perDoor = Math.ceil(REQUESTS / asked.length);
  const requests = asked.flatMap((door, index) =>
    fc.sample(requestAt(door), { numRuns: perDoor, seed: SEED + index }),
  );
  expect(requests.length).toBeGreaterThanOrEqual(REQUESTS);
  const broken: string[] = [];
  let someone = caller();
  for (const [index, { door, address, init }] of requests.entries()) {
    if (index % PER_CALLER === 0) someone = caller();
    const answer = await someone.fetch(address, init);
    const text = await answer.text();
    const isOurs = answer.ok || (answer.headers.get('content-type') ?? '').includes('problem+json');
    if (answer.status >= 500 || !isOurs) {
      broken.push(
        `${door.operationId} ${answer.status} ${address.slice(0, 300)} ${String(init.body).slice(0, 600)} ${text.slice(0, 120)}`,
      );
    }
  }
  expect(broken).toEqual([]);
}, 120_000);

function conditionOn(value: string): string {
  return encodeURIComponent(`[{"field":"name","is":"eq","value":"${value}"}]`);
}

/** What random requests have found once stays here. */
const found: readonly { readonly what: string; readonly path: string }[] = [
  { what: 'a NUL in the search of a list', path: '/api/areas?q=a%00b' },
  { what: 'half of a surrogate pair in a condition', path: `/api/areas?where=${conditionOn('\\ud800')}` },
  { what: 'a list sorted by a word that every object knows', path: '/api/areas?sort=valueOf' },
];
it.each(found)('$what is answered', async ({ path }) => {
  expect((await caller().fetch(path)).status).toBeLessThan(500);
});

it.each([
  ['half of a surrogate pair', '\\ud800'],
  ['a NUL', '\\u0000'],
])('%s in a text is refused by its field, with what to do', async (_what, letter) => {
  const answer = await caller().fetch('/api/areas/code-lists', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: `{"version":"uji","decidedOn":null,"source":"KPU ${letter}"}`,
  });
  expect(answer.status).toBe(422);
  const { errors } = JSON.parse(await answer.text());
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({ field: '/body/source', code: 'input.letters' });
  expect(errors[0].message.id).toContain('Huruf ke-5');
  expect(errors[0].message.en).toContain('Letter 5');
});

it('a daily report is printed whatever letters its letterhead has', async () => {
  const at = `/api/operations/${known.ids[0]}/daily-reports`;
  const form = { letterhead: ['POLRESTA 𝀝 KUPANG'], numberPattern: 'R/{n}', cutOff: '18:00' };
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const kept = await caller().fetch(`${at}/form`, { method: 'POST', headers, body: JSON.stringify(form) });
  expect(kept.status).toBeLessThan(500);
  if (kept.ok) expect((await caller().fetch(`${at}/draft/pdf`)).status).toBe(200);
}, 60_000);
