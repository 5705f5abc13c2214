import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referenceData } from '#data/load.ts';
import { listAgencies } from '#rooms/agencies/contract.ts';
import {
  answerReport,
  listMyReports,
  type ReportDraft,
  readReport,
  setReportKinds,
  submitReport,
} from '#rooms/field-reports/contract.ts';
import { listOperations } from '#rooms/operations/contract.ts';
import { abilitiesOf } from '#server/abilities.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import {
  incidentTotals,
  listIncidents,
  noteOnIncident,
  openIncident,
  readIncident,
  readIncidentPoints,
  releaseIncident,
  resolveIncident,
  setIncidentLevel,
  takeIncident,
} from './contract.ts';
import { attributeColumns } from './store.ts';
import { tally } from './store-readings.ts';

type Visitor = ReturnType<House['as']>;

let house: House;
let operationId: string;
let agency: Record<'polres' | 'kpu' | 'bawaslu', string>;
let guard: Visitor;
let kpu: Visitor;
let colleague: Visitor;
let lead: Visitor;
let bawaslu: Visitor;

beforeAll(async () => {
  house = await openHouse();
  await house.loadSample('west-jakarta-2024');
  const anybody = house.as({ role: 'karendalops' });
  operationId = (await anybody.ask(listOperations, {})).rows[0]?.id ?? '';
  const { version, kinds } = referenceData().reportKinds();
  const bare = kinds.map(({ seen: _seen, ...kind }) => kind);
  await anybody.ask(setReportKinds, { body: { version, kinds: bare } });
  const { rows } = await anybody.ask(listAgencies, { query: { limit: 500 } });
  const idOf = (kind: string) => rows.find((row) => row.kind === kind)?.id ?? '';
  agency = { polres: idOf('polres'), kpu: idOf('kpu'), bawaslu: idOf('bawaslu') };
  const as = (role: string, agencyId: string) => house.as({ role, agencyId, areas: ['31.73'], operationId });
  guard = as('field-officer', agency.polres);
  kpu = as('agency-officer', agency.kpu);
  colleague = as('agency-officer', agency.kpu);
  lead = as('karendalops', agency.polres);
  bawaslu = as('agency-officer', agency.bawaslu);
}, 60_000);
afterAll(() => house.close());

async function report(some: Partial<ReportDraft> = {}): Promise<string> {
  const id = randomUUID();
  const where = { operationId, stationId: null, area: '31.73.01.1001', place: null };
  const what = { kind: 'logistics', help: 'no' as const, text: 'Kotak kurang dua', photos: 0 };
  const capturedAt = new Date().toISOString();
  await guard.ask(submitReport, {
    body: { id, ...where, ...what, capturedAt, aboutAgencyId: null, ...some },
  });
  return id;
}
function opening(reportIds: readonly string[], some: object = {}) {
  return {
    id: randomUUID(),
    operationId,
    kind: null,
    area: null,
    title: 'Kotak kurang di Cengkareng',
    text: '',
    level: 'yellow' as const,
    place: null,
    reportIds: [...reportIds],
    aboutAgencyId: null,
    ...some,
  };
}
async function opened(who: Visitor, reportIds: readonly string[], some: object = {}) {
  const body = opening(reportIds, some);
  await who.ask(openIncident, { body });
  return { params: { incidentId: body.id } };
}
const stateOf = async (reportId: string) =>
  (await guard.ask(listMyReports, {})).reports.find((each) => each.id === reportId);

describe('an incident', () => {
  it('comes out of reports, is held, escalated and resolved, and those who reported are told', async () => {
    const reports = [await report(), await report({ text: 'Kotak tidak ada' })];
    const one = await opened(kpu, reports);
    await expect.poll(async () => (await stateOf(reports[0] ?? ''))?.state).toBe('acted');
    expect((await kpu.ask(readReport, { params: { reportId: reports[1] ?? '' } })).incidentId).toBe(
      one.params.incidentId,
    );
    await kpu.ask(takeIncident, { ...one, body: { reason: null } });
    await kpu.ask(setIncidentLevel, { ...one, body: { level: 'red', reason: 'Truk mogok' } });
    const note = { id: randomUUID(), text: 'Mobil patroli bisa membantu' };
    await lead.ask(noteOnIncident, { ...one, body: note });
    await lead.ask(noteOnIncident, { ...one, body: note });
    const resolved = { ...one, body: { result: 'Dua kotak diantar', answer: 'Kotak sudah di TPS' } };
    await kpu.ask(resolveIncident, resolved);
    await kpu.ask(resolveIncident, resolved);
    const card = await lead.ask(readIncident, one);
    expect(card).toMatchObject({ state: 'resolved', level: 'red', area: '31.73.01.1001', isMine: false });
    expect(card.log.map((line) => line.what)).toEqual(['opened', 'taken', 'level-set', 'noted', 'resolved']);
    expect(card.reports.map((each) => each.id).sort()).toEqual([...reports].sort());
    await expect.poll(async () => (await stateOf(reports[1] ?? ''))?.state).toBe('answered');
    const steps = (await stateOf(reports[1] ?? ''))?.steps ?? [];
    expect(steps.at(-1)).toMatchObject({ what: 'answered', note: 'Kotak sudah di TPS', by: card.addressee });
  });

  it('tells its reporter that it is over, with the answer beside the one given before', async () => {
    const reportId = await report({ text: 'Massa di depan pagar' });
    await kpu.ask(answerReport, { params: { reportId }, body: { answer: 'Regu menuju lokasi' } });
    const one = await opened(kpu, [reportId]);
    await kpu.ask(takeIncident, { ...one, body: { reason: null } });
    expect((await stateOf(reportId))?.resolvedAt).toBeUndefined();
    await kpu.ask(resolveIncident, { ...one, body: { result: 'Bubar', answer: 'Massa sudah bubar' } });
    await expect.poll(async () => (await stateOf(reportId))?.resolvedAt).toBeDefined();
    const { state, steps = [] } = (await stateOf(reportId)) ?? {};
    expect(state).toBe('answered');
    expect(steps.filter(({ what }) => what === 'answered').map(({ note }) => note)).toEqual([
      'Regu menuju lokasi',
      'Massa sudah bubar',
    ]);
  });

  it('tells its reporter that it is over without a word too', async () => {
    const reportId = await report({ text: 'Lampu padam' });
    const one = await opened(kpu, [reportId]);
    await kpu.ask(takeIncident, { ...one, body: { reason: null } });
    await kpu.ask(resolveIncident, { ...one, body: { result: 'Menyala lagi', answer: null } });
    await expect.poll(async () => (await stateOf(reportId))?.resolvedAt).toBeDefined();
    expect((await stateOf(reportId))?.state).toBe('acted');
  });

  it('is found by the code that the phone of its reporter tells, unless that report is hidden', async () => {
    const reportId = await report({ text: 'Spanduk roboh' });
    const one = await opened(kpu, [reportId], { title: 'Halangan di jalan masuk' });
    const { code = '' } = (await stateOf(reportId)) ?? {};
    const find = async (who: Visitor, q: string) =>
      (await who.ask(listIncidents, { params: { operationId }, query: { q } })).rows.map(({ id }) => id);
    for (const typed of [code, code.replace('-', '').toLowerCase(), code.replace('-', ' ')])
      expect(await find(kpu, typed)).toEqual([one.params.incidentId]);
    expect(await find(house.as({ role: 'auditor' }), code)).toEqual([]);
    expect((await kpu.ask(readIncident, one)).reports[0]).toMatchObject({ stationName: null, photoIds: [] });
  });

  it('is opened once, and a report belongs to one incident', async () => {
    const reportId = await report();
    const body = opening([reportId]);
    const first = await kpu.ask(openIncident, { body });
    expect(await kpu.ask(openIncident, { body })).toEqual(first);
    await kpu.refused(openIncident, 'incident.id-taken', { body: { ...body, title: 'Lain' } });
    await kpu.refused(openIncident, 'incident.report-attached', { body: opening([reportId]) });
    await kpu.refused(openIncident, 'not-found', { body: opening([randomUUID()]) });
    await kpu.refused(openIncident, 'incident.no-kind', { body: opening([], { area: '31.73' }) });
    const far = opening([], { area: '53.71', kind: 'other' });
    await house.as({ role: 'kaops' }).refused(openIncident, 'incident.no-area', { body: far });
  });

  it('has one holder: two who reach for it at once do not both get it, and taking over says why', async () => {
    const one = await opened(lead, [await report()]);
    const reach = { ...one, body: { reason: null } };
    const reached = await Promise.all([kpu, colleague].map((who) => who.try(takeIncident, reach)));
    expect(reached.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const [holder, other] = reached[0]?.ok ? [kpu, colleague] : [colleague, kpu];
    await holder.ask(takeIncident, reach);
    await other.refused(resolveIncident, 'incident.not-holder', {
      ...one,
      body: { result: 'Selesai', answer: null },
    });
    await lead.refused(takeIncident, 'incident.not-addressee', { ...one, body: { reason: 'Perintah' } });
    await other.ask(takeIncident, { ...one, body: { reason: 'Ganti piket' } });
    const { log, holder: now } = await other.ask(readIncident, one);
    expect(log.at(-1)).toMatchObject({ what: 'taken-over', text: 'Ganti piket' });
    expect(now?.userId).toBe(other.userId);
    await holder.refused(releaseIncident, 'incident.not-holder', reach);
    await other.ask(releaseIncident, reach);
    expect(await lead.ask(readIncident, one)).toMatchObject({ state: 'open', holder: null, mayTake: true });
    await bawaslu.refused(takeIncident, 'incident.not-addressee', reach);
    expect((await bawaslu.ask(readIncident, one)).mayTake).toBe(false);
  });

  it('opens by itself when help is needed now, and the reporter is told only when a person has it', async () => {
    const reportId = await report({
      help: 'now',
      kind: 'disorder',
      text: 'Kerumunan mendesak masuk. Perlu bantuan',
    });
    const params = { operationId };
    const rows = async () =>
      (await lead.ask(listIncidents, { params, query: { q: 'Kerumunan mendesak' } })).rows;
    await expect.poll(async () => (await rows()).length).toBe(1);
    const [row] = await rows();
    expect(row).toMatchObject({ state: 'open', level: 'yellow', reports: 1, holder: null, mayHold: 'yes' });
    expect((await stateOf(reportId))?.state).toBe('received');
    const one = { params: { incidentId: row?.id ?? '' } };
    await lead.ask(takeIncident, { ...one, body: { reason: null } });
    await expect.poll(async () => (await stateOf(reportId))?.state).toBe('acted');
    const { points } = await lead.ask(readIncidentPoints, { params });
    expect(points.some((point) => point.id === row?.id)).toBe(true);
  });
});

describe('an incident about an agency’s own people', () => {
  it('does not exist for that agency, at any door', async () => {
    const reportId = await report({ kind: 'conduct', aboutAgencyId: agency.polres });
    const body = opening([reportId], { title: 'Keluhan di pos' });
    const look = async () => {
      const base = `/api/operations/${operationId}/incidents`;
      const paths = [base, `${base}?format=csv`, `${base}/points`, `/api/incidents/${body.id}`];
      const answers = await Promise.all(paths.map((path) => lead.fetch(path)));
      return Promise.all(answers.map((answer) => answer.text()));
    };
    const before = await look();
    const counted = await Promise.all([count('auditor', agency.bawaslu), count('kaops', agency.polres)]);
    await bawaslu.ask(openIncident, { body });
    expect(await look()).toEqual(before);
    const after = await Promise.all([count('auditor', agency.bawaslu), count('kaops', agency.polres)]);
    expect(after.map((each, index) => each - (counted[index] ?? 0))).toEqual([1, 0]);
    const asked = { body: { reason: null } };
    const hidden = await lead.refused(takeIncident, 'not-found', {
      params: { incidentId: body.id },
      ...asked,
    });
    const missing = await lead.refused(takeIncident, 'not-found', {
      params: { incidentId: randomUUID() },
      ...asked,
    });
    expect(hidden).toEqual(missing);
    await lead.refused(openIncident, 'not-found', { body: opening([reportId]) });
    expect(await bawaslu.ask(readIncident, { params: { incidentId: body.id } })).toMatchObject({
      mayTake: true,
      reports: [{ id: reportId }],
    });
  });

  it('and no incident at all is there for those without a desk', async () => {
    const one = await opened(kpu, [await report()]);
    await guard.refused(readIncident, 'not-found', one);
    await guard.refused(listIncidents, 'not-found', { params: { operationId } });
    const auditor = house.as({ role: 'auditor', agencyId: agency.bawaslu });
    expect((await auditor.ask(listIncidents, { params: { operationId } })).total).toBe(0);
    const liaison = house.as({ role: 'liaison', agencyId: agency.kpu, areas: ['31.73'], operationId });
    expect((await liaison.ask(readIncident, one)).mayWork).toBe(false);
    await liaison.refused(takeIncident, 'not-found', { ...one, body: { reason: null } });
    await house.stranger.refused(readIncident, 'session.required', one);
  });
});

async function count(role: string, agencyId: string): Promise<number> {
  const grants = [{ role, agencyId, areas: [''], operationId: null }];
  const actor = { kind: 'person', userId: randomUUID(), sessionId: '', agencyId, grants } as const;
  const seen = abilitiesOf([incidentTotals]).of(actor).sql(incidentTotals, attributeColumns);
  const asked = { operationId, from: new Date(0), to: new Date(8.64e15), level: 'regency' as const };
  const rows = await house.db.transaction().execute((tx) => tally(tx, asked, seen));
  return rows.find((row) => row.kind === 'conduct')?.open ?? 0;
}
