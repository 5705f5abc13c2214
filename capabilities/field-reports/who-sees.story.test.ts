import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { abilitiesOf } from '#server/abilities.ts';
import type { House } from '../../apps/server/testing/house.ts';
import {
  acknowledgeReports,
  answerReport,
  fieldReportTotals,
  listMyReports,
  listReports,
  type ReportDraft,
  readReport,
  readReportPoints,
  submitReport,
} from './contract.ts';
import { attributeColumns } from './store.ts';
import { tally } from './store-readings.ts';
import { type Ground, openGround, reportOf, type Visitor } from './testing/ground.ts';

let ground: Ground;
let house: House;
let operationId: string;
let agency: Ground['agency'];
let guard: Visitor;
let kpu: Visitor;
let polres: Visitor;
let bawaslu: Visitor;

beforeAll(async () => {
  ground = await openGround();
  ({ house, operationId, agency, guard, kpu, polres, bawaslu } = ground);
}, 60_000);
afterAll(() => house.close());

const report = (some: Partial<ReportDraft> = {}) => reportOf(ground)(some);
const send = (who: Visitor, body: ReportDraft) => who.ask(submitReport, { body });
const card = (who: Visitor, reportId: string) => who.ask(readReport, { params: { reportId } });
const params = () => ({ operationId });

describe('a report about an agency’s own people', () => {
  it('goes to the supervisor and does not exist for that agency, at any door', async () => {
    const liaison = house.as({ role: 'liaison', agencyId: agency.polres, areas: [''], operationId });
    const doors = [polres, liaison];
    const look = async () => {
      const texts: string[] = [];
      for (const who of doors) {
        const list = `/api/operations/${operationId}/field-reports`;
        const paths = [
          list,
          `${list}?q=perlakuan`,
          `${list}?format=csv&columns=id,code,text`,
          `${list}/points`,
          `/api/field-reports/${body.id}`,
          `/api/field-reports/${body.id}/photos/${randomUUID()}`,
        ];
        for (const path of paths) texts.push(await (await who.fetch(path)).text());
      }
      return texts;
    };
    const body = report({ kind: 'conduct', text: 'Keluhan perlakuan kasar', aboutAgencyId: agency.polres });
    const before = await look();
    await send(guard, body);
    expect(await look()).toEqual(before);
    expect(await card(bawaslu, body.id)).toMatchObject({ mayAnswer: true, aboutAgencyId: agency.polres });
    const asked = { body: { reportIds: [body.id] } };
    const hidden = await polres.refused(acknowledgeReports, 'not-found', asked);
    const missing = await polres.refused(acknowledgeReports, 'not-found', {
      body: { reportIds: [randomUUID()] },
    });
    expect(hidden).toEqual(missing);
  });

  it('of any kind goes where complaints go, and elsewhere when it is about the supervisor itself', async () => {
    const disorder = report({ kind: 'disorder', aboutAgencyId: agency.polres });
    await send(guard, disorder);
    expect((await card(bawaslu, disorder.id)).mayAnswer).toBe(true);
    const about = report({ kind: 'conduct', aboutAgencyId: agency.bawaslu });
    await send(guard, about);
    expect((await card(kpu, about.id)).mayAnswer).toBe(true);
    await bawaslu.refused(readReport, 'not-found', { params: { reportId: about.id } });
  });
});

describe('who sees what', () => {
  it('hears of what it may see and of nothing else', async () => {
    const heard = { polres: await listen(polres), bawaslu: await listen(bawaslu) };
    const hidden = report({ kind: 'conduct', aboutAgencyId: agency.polres });
    const open = report({ kind: 'disorder' });
    await send(guard, hidden);
    await send(guard, open);
    const toPolres = await heard.polres.until(open.id);
    expect(toPolres).not.toContain(hidden.id);
    expect(await heard.bawaslu.until(open.id)).toContain(hidden.id);
  });

  it('counts for the auditor, and never what is about the counter’s own people', async () => {
    const from = new Date(0);
    const to = new Date(8.64e15);
    const count = async (role: string, agencyId: string) => {
      const grants = [{ role, agencyId, areas: [''], operationId: null }];
      const actor = { kind: 'person', userId: randomUUID(), sessionId: '', agencyId, grants } as const;
      const seen = abilitiesOf([fieldReportTotals]).of(actor).sql(fieldReportTotals, attributeColumns);
      const rows = await house.db
        .transaction()
        .execute((tx) => tally(tx, { operationId, from, to, level: 'regency' }, seen));
      return rows.find((row) => row.kind === 'conduct' && row.area === '31.73')?.count ?? 0;
    };
    const roles = [
      ['auditor', agency.bawaslu],
      ['auditor', agency.polres],
      ['karendalops', agency.polres],
    ] as const;
    const before = await Promise.all(roles.map(([role, of]) => count(role, of)));
    await send(guard, report({ kind: 'conduct', aboutAgencyId: agency.polres }));
    const after = await Promise.all(roles.map(([role, of]) => count(role, of)));
    expect(after.map((each, index) => each - (before[index] ?? 0))).toEqual([1, 0, 0]);
  });

  it('leaves the auditor without a single report, and each sender with their own', async () => {
    const body = report();
    await send(guard, body);
    const auditor = house.as({ role: 'auditor', agencyId: agency.bawaslu, areas: [''] });
    expect((await auditor.ask(listReports, { params: params() })).total).toBe(0);
    await auditor.refused(readReport, 'not-found', { params: { reportId: body.id } });
    const elsewhere = house.as({ role: 'karendalops', agencyId: agency.kpu, areas: ['53.71'] });
    expect((await elsewhere.ask(listReports, { params: params() })).total).toBe(0);
    expect((await elsewhere.ask(readReportPoints, { params: params() })).points).toEqual([]);
    const own = await guard.ask(listReports, { params: params(), query: { limit: 500 } });
    expect(own.rows.some((row) => row.id === body.id)).toBe(true);
    await house.stranger.refused(listReports, 'session.required', { params: params() });
  });

  it('lets lead roles acknowledge for everybody, many at once, and a liaison only look', async () => {
    const reports = [report(), report({ kind: 'violation' }), report({ kind: 'disorder' })];
    for (const each of reports) await send(guard, each);
    const reportIds = reports.map((each) => each.id);
    const liaison = house.as({ role: 'liaison', agencyId: agency.kpu, areas: ['31.73'], operationId });
    await liaison.refused(acknowledgeReports, 'not-found', { body: { reportIds } });
    const done = await polres.ask(acknowledgeReports, { body: { reportIds } });
    expect(done).toEqual({ acknowledged: 3, already: 0 });
    expect(await polres.ask(acknowledgeReports, { body: { reportIds } })).toEqual({
      acknowledged: 0,
      already: 3,
    });
  });

  it('keeps every answer in order, and the same one again is harmless', async () => {
    const body = report();
    await send(guard, body);
    const asked = (answer: string) => ({ params: { reportId: body.id }, body: { answer } });
    await kpu.refused(answerReport, 'field-report.empty-answer', asked('  '));
    await kpu.ask(answerReport, asked('Sudah dikirim'));
    await kpu.ask(answerReport, asked('Sudah dikirim'));
    await kpu.ask(answerReport, asked('Sudah tiba'));
    const { reports } = await guard.ask(listMyReports, {});
    const steps = reports.find((each) => each.id === body.id)?.steps ?? [];
    expect(steps.filter(({ what }) => what === 'answered').map(({ note }) => note)).toEqual([
      'Sudah dikirim',
      'Sudah tiba',
    ]);
  });
});

/** Everything that the stream says until it names an id. */
async function listen(who: Visitor) {
  const stop = new AbortController();
  const answer = await who.fetch('/api/stream', { signal: stop.signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    async until(id: string): Promise<string> {
      while (!text.includes(id)) {
        const chunk = await reader?.read();
        if (!chunk || chunk.done) break;
        text += chunk.value;
      }
      stop.abort();
      return text;
    },
  };
}
