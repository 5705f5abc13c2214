import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Visitor } from '../../apps/server/testing/client.ts';
import { hole } from '../../apps/server/testing/hole.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { dice } from './dice.ts';
import { type Door, doorsOf, type Request, requestAt } from './random-doors.ts';
import type { Known } from './random-values.ts';

/** Over all doors. RAKOR_FUZZ asks for fewer, where the same code was asked before. */
const REQUESTS = Number(process.env.RAKOR_FUZZ ?? 20_000);
const SEED = 20241127;
/** Fewer than anybody may send in a minute. */
const PER_CALLER = 100;
/** Requests under way at once: some wait for a job or a disk, and the cores should not. */
const AT_ONCE = 16;
/** What costs a worker or a connection for long is asked less often; light doors take its share. */
const HEAVY = /\/(pdf|xlsx|draft)$|-imports$|photos|\/samples|boundaries/;
const HEAVY_SHARE = 0.2;
/** These end the session of the caller, or are planted for another test. */
const LEFT_OUT = /\/sign-out$|\/hole/;

let house: House;
let doors: readonly Door[];
let known: Known;

beforeAll(async () => {
  house = await openHouse({ more: [hole] });
  await house.loadSample('kupang-2024');
  doors = doorsOf(JSON.parse(await (await house.stranger.fetch('/api/openapi.json')).text()));
  known = await findKnown();
}, 180_000);
afterAll(() => house?.close(), 120_000);

const roles = [
  'kaops',
  'karendalops',
  'agency-officer',
  'field-officer',
  'liaison',
  'auditor',
  'administrator',
];

/** Everybody at once: what one role may not reach, another may. */
function caller() {
  return house.as(...roles.map((role) => ({ role, ...(known ? { agencyId: known.agency } : {}) })), {
    role: 'system',
  });
}

/** Mostly everybody at once; now and then one role alone, or a stranger. */
function callerOf(turn: number): Visitor {
  if (turn % 12 === 5) return house.stranger;
  const role = roles[(turn >> 1) % roles.length];
  return turn % 3 === 2 && role ? house.as({ role, agencyId: known.agency, areas: ['53.71.01'] }) : caller();
}

/** Ids of every kind of record, so that each is also sent where another kind is meant. */
async function findKnown(): Promise<Known> {
  const ids = async (path: string) => {
    const { rows }: { rows: { id?: string }[] } = JSON.parse(await (await caller().fetch(path)).text());
    return rows.slice(0, 3).flatMap(({ id }) => id ?? []);
  };
  const [operation = ''] = await ids('/api/operations');
  const at = `/api/operations/${operation}`;
  const lists = [
    ...['/api/agencies', '/api/accounts', '/api/invitations', '/api/cards', '/api/stage-calendars'],
    ...['stations', 'field-reports', 'activities', 'incidents', 'task-forces', 'elections'].map(
      (name) => `${at}/${name}`,
    ),
  ];
  const found = await Promise.all(lists.map(ids));
  // The operation stands often, because most doors lead through it.
  return {
    agency: found[0]?.[0] ?? '',
    ids: [operation, operation, operation, operation, ...found.flat()],
    areas: ['53', '53.71', '53.71.01', '53.71.01.1001', '31.73'],
  };
}

/** So many of each door that the light ones make up the number. */
function draw(asked: readonly Door[], count: number, seed: number): readonly Request[] {
  const thrown = dice(seed);
  const weights = asked.map(({ path }) => (HEAVY.test(path) ? HEAVY_SHARE : 1));
  const each = count / weights.reduce((sum, weight) => sum + weight, 0);
  const perDoor = asked.map((door, index) =>
    Array.from({ length: Math.ceil(each * (weights[index] ?? 1)) }, () => requestAt(door, known, thrown)),
  );
  // One of each door after another, so that a run that is cut short has been everywhere.
  const longest = Math.max(...perDoor.map((requests) => requests.length));
  return Array.from({ length: longest }).flatMap((_none, turn) =>
    perDoor.flatMap((requests) => requests[turn] ?? []),
  );
}

type Asked = { readonly broken: readonly string[]; readonly answers: ReadonlyMap<string, number> };

/** Sends all of them, a few at a time, as somebody else every hundred requests. */
async function askAll(requests: readonly Request[]): Promise<Asked> {
  const broken: string[] = [];
  const answers = new Map<string, number>();
  const callers: Visitor[] = [];
  const waiting = [...requests.entries()].reverse();
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [index, request] = next;
      const turn = Math.floor(index / PER_CALLER);
      callers[turn] ??= callerOf(turn);
      const { status, fault } = await askOne(callers[turn], request);
      const kind = `${status}`;
      answers.set(kind, (answers.get(kind) ?? 0) + 1);
      if (fault) broken.push(fault);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { broken, answers };
}

async function askOne(someone: Visitor, { door, address, init }: Request) {
  const answer = await someone.fetch(address, init);
  const text = await answer.text();
  const isOurs = answer.ok || (answer.headers.get('content-type') ?? '').includes('problem+json');
  // What is computed for too long is stopped and says so: that is an answer, and none of a broken server.
  const isBroken = !isOurs || (answer.status >= 500 && !text.includes('"server.too-slow"'));
  const said = `${door.operationId} ${answer.status} ${address.slice(0, 300)} ${String(init.body).slice(0, 600)} ${text.slice(0, 160)}`;
  return { status: answer.status, fault: isBroken ? said : null };
}

it(`${REQUESTS} random requests at all doors are answered or refused, and none breaks the server`, async () => {
  const asked = doors.filter(({ path }) => !LEFT_OUT.test(path));
  const requests = draw(asked, REQUESTS, SEED);
  expect(requests.length).toBeGreaterThanOrEqual(REQUESTS);
  const began = Date.now();
  const { broken, answers } = await askAll(requests);
  const seconds = Math.round((Date.now() - began) / 1_000);
  const counted = JSON.stringify(Object.fromEntries(answers));
  console.log(`fuzz: ${requests.length} requests at ${asked.length} doors in ${seconds} s: ${counted}`);
  expect(broken).toEqual([]);
  // Otherwise nobody would have got past the schema.
  expect(answers.get('200') ?? 0).toBeGreaterThan(requests.length / 20);
}, 900_000);

it('a field that nobody checks is found', async () => {
  const planted = doors.filter(({ path }) => path === '/api/hole/unchecked');
  const { broken } = await askAll(draw(planted, 60, SEED));
  expect(broken.length).toBeGreaterThan(0);
  expect(broken[0]).toContain('hole.unchecked 500');
});

function conditionOn(value: string): string {
  return encodeURIComponent(`[{"field":"name","is":"eq","value":"${value}"}]`);
}

/** What random requests have found once stays here. */
const found: readonly { readonly what: string; readonly path: string }[] = [
  { what: 'a NUL in the search of a list', path: '/api/areas?q=a%00b' },
  { what: 'half of a surrogate pair in a condition', path: `/api/areas?where=${conditionOn('\\ud800')}` },
  { what: 'a number in an address that is read as infinity', path: '/api/areas?offset=1e999' },
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

it('the clock of an operation shows no year that days cannot be written in', async () => {
  for (const shows of ['0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z']) {
    const answer = await caller().fetch(`/api/operations/${known.ids[0]}/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ mode: 'frozen', shows }),
    });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('operation.clock-out-of-reach');
  }
});

it('a file whose titles hold a NUL is refused, with the reason', async () => {
  const answer = await caller().fetch(`/api/operations/${known.ids[0]}/station-imports/columns`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', 'idempotency-key': randomUUID() },
    body: 'kode\u0000,nama\n53.71.01.1001,a\n',
  });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('NUL');
});

it('a daily report is printed whatever letters its letterhead has', async () => {
  const at = `/api/operations/${known.ids[0]}/daily-reports`;
  const form = { letterhead: ['POLRESTA 𝀝 KUPANG'], numberPattern: 'R/{n}', cutOff: '18:00' };
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const kept = await caller().fetch(`${at}/form`, { method: 'POST', headers, body: JSON.stringify(form) });
  expect(kept.status).toBeLessThan(500);
  if (kept.ok) expect((await caller().fetch(`${at}/draft/pdf`)).status).toBe(200);
}, 60_000);
