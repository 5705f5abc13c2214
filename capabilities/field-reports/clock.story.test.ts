import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listAgencies } from '#rooms/agencies/contract.ts';
import { listIncidents, openIncident } from '#rooms/incidents/contract.ts';
import { listOperations, setClock } from '#rooms/operations/contract.ts';
import { readDraft } from '#rooms/situation/contract.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { acknowledgeReports, listReports, type ReportRow, readReport, submitReport } from './contract.ts';

type Visitor = ReturnType<House['as']>;

let house: House;
let operationId: string;
let lead: Visitor;
let guard: Visitor;

beforeAll(async () => {
  house = await openHouse();
  await house.loadSample('west-jakarta-2024');
  const anybody = house.as({ role: 'karendalops' });
  operationId = (await anybody.ask(listOperations, {})).rows[0]?.id ?? '';
  const { rows } = await anybody.ask(listAgencies, { query: { limit: 500 } });
  const agencyId = rows.find((row) => row.kind === 'polres')?.id ?? '';
  lead = house.as({ role: 'karendalops', agencyId, areas: ['31.73'], operationId });
  guard = house.as({ role: 'field-officer', agencyId, areas: ['31.73'], operationId });
}, 60_000);
afterAll(() => house.close());

const params = () => ({ operationId });
const at = (shows: string) =>
  house
    .as({ role: 'system', kind: 'system' })
    .ask(setClock, { params: params(), body: { mode: 'frozen', shows } });

async function report(kind: string, area: string): Promise<string> {
  const id = randomUUID();
  const where = { operationId, stationId: null, area, place: null };
  const what = { kind, help: 'no' as const, text: 'Antrean panjang', photos: 0, aboutAgencyId: null };
  await guard.ask(submitReport, { body: { id, ...where, ...what, capturedAt: new Date().toISOString() } });
  return id;
}

const between = (field: string, from: string, to: string) => [
  { field, is: 'ge', value: from },
  { field, is: 'lt', value: to },
];
const tallyOf = (rows: readonly { kind: string; area: string }[]) => {
  const counts: Record<string, number> = {};
  for (const { kind, area } of rows) {
    const cell = `${kind} ${area.slice(0, 8)}`;
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return counts;
};

it('of a shifted clock counts in the list as it counts in the daily report', async () => {
  await at('2024-11-26T18:30:00.000Z');
  await report('logistics', '31.73.01.1001');
  await report('logistics', '31.73.01.1002');
  await at('2024-11-27T02:00:00.000Z');
  const inside = await report('opening-queue', '31.73.02.1001');
  const incident = { kind: 'disorder', area: '31.73.02.1001', title: 'Kerumunan', text: '', place: null };
  const opening = {
    id: randomUUID(),
    operationId,
    level: 'yellow' as const,
    reportIds: [],
    aboutAgencyId: null,
  };
  await lead.ask(openIncident, { body: { ...incident, ...opening } });
  await at('2024-11-29T02:00:00.000Z');
  await report('logistics', '31.73.01.1001');

  const { report: paper } = await lead.ask(readDraft, { params: params(), query: { day: '2024-11-27' } });
  const { from, to } = paper.period;
  const where = [...between('operationAt', from, to), { field: 'about', is: 'eq', value: 'no' }];
  const query = { where: JSON.stringify(where), limit: 500 };
  const { rows } = await lead.ask(listReports, { params: params(), query });
  expect(rows.map(({ id }) => id)).toContain(inside);
  const printed = paper.reports.rows.filter(({ today }) => today > 0);
  expect(tallyOf(rows)).toEqual(
    Object.fromEntries(printed.map(({ kind, area, today }) => [`${kind} ${area}`, today])),
  );
  const opened = JSON.stringify(between('openedOperationAt', from, to));
  const incidents = await lead.ask(listIncidents, { params: params(), query: { where: opened } });
  expect(incidents.total).toBe(paper.incidents.total.opened);
  expect(incidents.total).toBeGreaterThan(0);
});

it('stands beside the real time in rows, in cards and at every step', async () => {
  await at('2024-11-27T05:00:00.000Z');
  const id = await report('logistics', '31.73.01.1001');
  await at('2024-11-27T06:00:00.000Z');
  await lead.ask(acknowledgeReports, { body: { reportIds: [id] } });
  const card = await lead.ask(readReport, { params: { reportId: id } });
  expect(card).toMatchObject({ operationAt: '2024-11-27T05:00:00.000Z' });
  expect(apart(card.operationAt, card.happenedOperationAt)).toBe(apart(card.receivedAt, card.happenedAt));
  expect(card.steps.map((step) => step.operationAt)).toEqual([
    '2024-11-27T05:00:00.000Z',
    '2024-11-27T06:00:00.000Z',
  ]);
  expect(apart(new Date().toISOString(), card.steps[0]?.at ?? '')).toBeLessThan(60_000);
  const row = (await lead.ask(listReports, { params: params(), query: { limit: 500 } })).rows.find(
    (each: ReportRow) => each.id === id,
  );
  expect(row).toMatchObject({ operationAt: card.operationAt, receivedAt: card.receivedAt });
});

const apart = (later: string, earlier: string) => Date.parse(later) - Date.parse(earlier);
