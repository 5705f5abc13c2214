import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listAgencies } from '#rooms/agencies/contract.ts';
import {
  acknowledgeReports,
  listMyReports,
  listReports,
  type ReportDraft,
  readReport,
  readReportKinds,
  submitReport,
} from '#rooms/field-reports/contract.ts';
import { listOperations } from '#rooms/operations/contract.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { listIncidents, readIncident, takeIncident } from './contract.ts';

type Visitor = ReturnType<House['as']>;

let house: House;
let operationId: string;
let agency: Record<'polres' | 'kpu' | 'bawaslu', string>;
let guard: Visitor;
let lead: Visitor;
let kpu: Visitor;

beforeAll(async () => {
  house = await openHouse();
  await house.loadSample('west-jakarta-2024');
  const anybody = house.as({ role: 'karendalops' });
  operationId = (await anybody.ask(listOperations, {})).rows[0]?.id ?? '';
  const { rows } = await anybody.ask(listAgencies, { query: { limit: 500 } });
  const idOf = (kind: string) => rows.find((row) => row.kind === kind)?.id ?? '';
  agency = { polres: idOf('polres'), kpu: idOf('kpu'), bawaslu: idOf('bawaslu') };
  const as = (role: string, agencyId: string) => house.as({ role, agencyId, areas: ['31.73'], operationId });
  guard = as('field-officer', agency.polres);
  lead = as('karendalops', agency.polres);
  kpu = as('agency-officer', agency.kpu);
}, 60_000);
afterAll(() => house.close());

async function report(some: Partial<ReportDraft> = {}): Promise<string> {
  const id = randomUUID();
  const where = { operationId, stationId: null, area: '31.73.01.1001', place: null };
  const what = { kind: 'emergency', help: 'now' as const, text: 'Darurat: butuh bantuan segera.', photos: 0 };
  const capturedAt = new Date().toISOString();
  await guard.ask(submitReport, {
    body: { id, ...where, ...what, capturedAt, aboutAgencyId: null, ...some },
  });
  return id;
}

const card = (who: Visitor, reportId: string) => who.ask(readReport, { params: { reportId } });

async function incidentOf(reportId: string): Promise<string> {
  await expect.poll(() => anyOf(reportId)).toBeTruthy();
  return (await anyOf(reportId)) || '';
}
async function anyOf(reportId: string): Promise<string | false> {
  const { rows } = await lead.ask(listIncidents, { params: { operationId }, query: { limit: 500 } });
  for (const { id } of rows) {
    const { reports } = await lead.ask(readIncident, { params: { incidentId: id } });
    if (reports.some((each) => each.id === reportId)) return id;
  }
  return false;
}

it('an emergency is a red incident of unknown kind with the police, before everything else that waits', async () => {
  expect((await guard.ask(readReportKinds, {})).kinds.map(({ key }) => key)).toContain('emergency');
  const asked = await report({ kind: 'disorder', text: 'Kerumunan mendesak' });
  const pressed = await report();
  await report({ kind: 'logistics', help: 'no', text: 'Kotak kurang' });
  const seen = await card(lead, pressed);
  expect(seen).toMatchObject({ kind: 'emergency', urgency: 0, mayAnswer: true });
  const where = JSON.stringify([{ field: 'state', is: 'eq', value: 'received' }]);
  const query = { where, sort: 'urgency,operationAt,receivedAt', limit: 500 };
  const waiting = (await lead.ask(listReports, { params: { operationId }, query })).rows;
  expect(waiting.slice(0, 2).map(({ id }) => id)).toEqual([pressed, asked]);
  const incidentId = await incidentOf(pressed);
  const incident = await lead.ask(readIncident, { params: { incidentId } });
  expect(incident).toMatchObject({ kind: 'emergency', level: 'red', state: 'open', emergency: true });
  expect((await kpu.ask(readIncident, { params: { incidentId } })).mayTake).toBe(false);
  await expect.poll(async () => (await card(lead, pressed)).incidentId).toBe(incidentId);
  expect((await card(lead, pressed)).state).toBe('received');
});

it('what is told afterwards joins its incident and names the kind; the reporter follows one thing', async () => {
  const pressed = await report();
  const incidentId = await incidentOf(pressed);
  const told = await report({ kind: 'illness', text: 'Pemilih pingsan', follows: pressed });
  const one = { params: { incidentId } };
  await expect.poll(async () => (await lead.ask(readIncident, one)).reports.length).toBe(2);
  const incident = await lead.ask(readIncident, one);
  expect(incident).toMatchObject({ kind: 'illness', level: 'red', emergency: true });
  expect(incident.log.at(-1)).toMatchObject({ what: 'told', by: null });
  expect((await card(lead, told)).follows).toMatchObject({ id: pressed });
  await lead.ask(takeIncident, { ...one, body: { reason: null } });
  const states = async () => {
    const { reports } = await guard.ask(listMyReports, {});
    return reports.filter(({ id }) => id === pressed || id === told).map(({ state }) => state);
  };
  await expect.poll(states).toEqual(['acted', 'acted']);
  const { reports } = await guard.ask(listMyReports, {});
  const steps = reports.find(({ id }) => id === pressed)?.steps.map(({ what }) => what);
  expect(steps).toEqual(['received', 'read', 'acted']);
});

it('of somebody else nothing is told, and a word about an agency’s people stays out of what that agency reads', async () => {
  const pressed = await report();
  const incidentId = await incidentOf(pressed);
  const conduct = await report({
    kind: 'conduct',
    text: 'Petugas',
    aboutAgencyId: agency.polres,
    follows: pressed,
  });
  const bawaslu = house.as({
    role: 'agency-officer',
    agencyId: agency.bawaslu,
    areas: ['31.73'],
    operationId,
  });
  await bawaslu.ask(acknowledgeReports, { body: { reportIds: [conduct] } });
  const stranger = house.as({ role: 'field-officer', agencyId: agency.kpu, areas: ['31.73'], operationId });
  const foreign = randomUUID();
  await stranger.ask(submitReport, {
    body: {
      id: foreign,
      operationId,
      stationId: null,
      area: '31.73.01.1001',
      place: null,
      kind: 'other',
      help: 'no',
      text: 'Bukan milik saya',
      photos: 0,
      capturedAt: new Date().toISOString(),
      aboutAgencyId: null,
      follows: pressed,
    },
  });
  expect((await card(lead, foreign)).follows).toBeNull();
  await house.settle();
  const pressedLater = await report();
  await incidentOf(pressedLater);
  const incident = await lead.ask(readIncident, { params: { incidentId } });
  expect(incident.reports.map(({ id }) => id)).toEqual([pressed]);
  expect(JSON.stringify(incident)).not.toContain('Petugas');
});
