import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acknowledgeReports, submitReport } from '#rooms/field-reports/contract.ts';
import { takeIncident } from '#rooms/incidents/contract.ts';
import type { House } from '../../apps/server/testing/house.ts';
import { listActions, readFigures, readToday, readTotals } from './contract.ts';
import { openGround, type Visitor } from './testing/ground.ts';

let house: House;
let operationId: string;
let lead: Visitor;
let guard: Visitor;
let officer: Visitor;
const params = () => ({ operationId });

beforeAll(async () => {
  ({ house, operationId, lead, guard, officer } = await openGround());
}, 120_000);
afterAll(() => house.close());

function report(help: 'now' | 'no') {
  return {
    id: randomUUID(),
    operationId,
    stationId: null,
    area: '31.73.01.1001',
    kind: help === 'now' ? 'disorder' : 'logistics',
    help,
    text: 'Kotak suara kurang dua',
    capturedAt: new Date().toISOString(),
    place: null,
    photos: 0,
    aboutAgencyId: null,
  };
}

async function eventually<T>(ask: () => Promise<T>, isThere: (answer: T) => boolean): Promise<T> {
  for (;;) {
    await house.settle();
    const answer = await ask();
    if (isThere(answer)) return answer;
  }
}

describe('the picture of West Jakarta two days before voting', () => {
  it('shows need, available and gap, ideal and grouped, with reserve and army apart', async () => {
    const { police, contradictions } = await lead.ask(readFigures, { params: params() });
    expect(police).toMatchObject({ need: 1152, available: 1115, gap: 37, needGrouped: 1196, gapGrouped: 81 });
    expect(police).toMatchObject({ standingGrouped: 'estimated', reserve: 132, army: 301 });
    const { items } = await lead.ask(listActions, { params: params() });
    expect(items.filter(({ kind }) => kind === 'contradiction')).toHaveLength(contradictions.count);
    expect(items.find(({ key }) => key === 'gap:polri:')?.title.id).toBe('Operasi kurang 37 polisi');
  });

  it('counts a report the moment it comes, and puts it before whoever it is addressed to until it is read', async () => {
    const before = await officer.ask(readFigures, { params: params() });
    const sent = report('no');
    await guard.ask(submitReport, { body: sent });
    const after = await officer.ask(readFigures, { params: params() });
    expect(after.reports.today).toBe(before.reports.today + 1);
    expect(after.reports.difference).toBe(before.reports.difference + 1);

    const key = `report:${sent.id}`;
    const actions = () => officer.ask(listActions, { params: params() });
    const { items } = await eventually(actions, (answer) => answer.items.some((item) => item.key === key));
    const item = items.find((each) => each.key === key);
    expect(item?.action).toEqual({ endpoint: 'field-reports.acknowledge', ids: [sent.id] });
    // The sample's clock stands in 2024, whatever year it really is.
    expect(item?.at).toMatch(/^2024-11-25T/);
    await officer.ask(acknowledgeReports, { body: { reportIds: item?.action?.ids ?? [] } });
    await eventually(actions, (answer) => !answer.items.some((each) => each.key === key));
  });

  it('lets an auditor count what came and how fast it was read, and read nothing of it', async () => {
    const auditor = house.as({ role: 'auditor', areas: ['31.73'], operationId });
    const elsewhere = house.as({ role: 'auditor', areas: ['31.71'], operationId });
    const totals = await auditor.ask(readTotals, { params: params() });
    const { reports } = await lead.ask(readFigures, { params: params() });
    expect(totals.days.at(-1)).toBe('2024-11-25');
    const lastDay = totals.kinds.reduce((sum, { counts }) => sum + (counts.at(-1) ?? 0), 0);
    expect(lastDay).toBe(reports.today);
    expect(totals.acknowledgement.reports).toBeGreaterThan(0);
    expect(totals.acknowledgement.longestS).toBeGreaterThanOrEqual(totals.acknowledgement.medianS ?? 0);
    expect(JSON.stringify(totals)).not.toContain('Kotak suara');
    const nothing = await elsewhere.ask(readTotals, { params: params() });
    expect([nothing.received, nothing.acknowledgement.reports]).toEqual([0, 0]);
    for (const nobody of [lead, officer, guard])
      await nobody.refused(readTotals, 'not-found', { params: params() });
    await auditor.refused(readToday, 'not-found', { params: params() });
  });

  it('puts an incident that nobody holds first, and then among those of whoever took it', async () => {
    const sent = report('now');
    await guard.ask(submitReport, { body: sent });
    const actions = () => lead.ask(listActions, { params: params() });
    const isUnheld = ({ kind }: { kind: string }) => kind === 'incident-unheld';
    const { items } = await eventually(actions, (answer) => answer.items.some(isUnheld));
    const unheld = items.find(isUnheld);
    // The report and the incident opened from it are one item.
    expect(items.some(({ key }) => key === `report:${sent.id}`)).toBe(false);
    expect(items.findIndex(isUnheld)).toBeLessThan(items.findIndex(({ kind }) => kind === 'alarm'));
    expect(unheld?.at).toMatch(/^2024-11-25T/);
    const alarms = items.filter(({ kind }) => kind === 'alarm').map(({ opens }) => opens.id);
    expect(alarms.indexOf('voting')).toBeLessThan(alarms.indexOf('count-recapitulation'));
    const incidentId = unheld?.action?.ids[0] ?? '';
    await lead.ask(takeIncident, { params: { incidentId }, body: { reason: null } });
    const today = () => lead.ask(readToday, { params: params() });
    const isMine = ({ key, kind }: { key: string; kind: string }) =>
      key === unheld?.key && kind === 'incident-mine';
    const { role, waiting, short, missing, daysToVoting } = await eventually(today, (answer) =>
      answer.waiting.some(isMine),
    );
    expect([role, daysToVoting]).toEqual(['lead', 2]);
    expect(waiting.every(({ kind }) => kind !== 'gap')).toBe(true);
    expect(short.length).toBeGreaterThan(0);
    expect(missing).toEqual([]);
  });
});

describe('the list of what is short', () => {
  it('asks for the result of an activity only whoever is to write it', async () => {
    const kinds = async (visitor: Visitor) =>
      (await visitor.ask(listActions, { params: params() })).items.map(({ kind }) => kind);
    expect(await kinds(lead)).toContain('activity-open');
    expect(await kinds(officer)).not.toContain('activity-open');
  });

  it('names the gap of the operation first, and of a district given in part what is not divided', async () => {
    const divide = async (area: string, count: number, more: object = {}) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
      const said = { validFrom: '2024-11-25', statedOn: null, source: 'Sprin', standing: 'staged' };
      const body = { id: randomUUID(), area, force: 'polri', duty: 'tps', count, ...said, ...more };
      const address = `/api/operations/${operationId}/deployment/pools`;
      const answer = await lead.fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
      expect(answer.status, await answer.text()).toBe(200);
      return body.id;
    };
    const gaps = async () =>
      (await lead.ask(listActions, { params: params() })).items.flatMap(({ kind, title }) =>
        kind === 'gap' ? [title.id] : [],
      );
    const made = [await divide('31.73.07.1001', 10)];
    expect(await gaps()).toEqual([
      'Operasi kurang 37 polisi',
      expect.stringMatching(/^Pal Merah belum dibagi: 5 dari 6 kelurahan$/),
    ]);
    made.push(await divide('31.73.07', 100));
    expect(await gaps()).toEqual(['Operasi kurang 37 polisi', 'Pal Merah kurang 4 polisi']);
    made.push(await divide('31.73.01', 2000, { acknowledged: true }));
    const figures = await lead.ask(readFigures, { params: params() });
    const { items } = await lead.ask(listActions, { params: params() });
    const disagreeing = items.filter(({ kind }) => kind === 'contradiction');
    expect(disagreeing.map(({ key }) => key)).toContain('contradiction:divided:polri');
    expect(disagreeing).toHaveLength(figures.contradictions.count);
    for (const poolId of made) {
      const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
      const address = `/api/operations/${operationId}/deployment/pools/${poolId}/withdrawal`;
      const body = JSON.stringify({ reason: 'selesai dicoba' });
      expect((await lead.fetch(address, { method: 'POST', headers, body })).status).toBe(200);
    }
    expect(await gaps()).toEqual(['Operasi kurang 37 polisi']);
  });
});
