import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAgencies } from '#rooms/agencies/contract.ts';
import { acknowledgeReports, submitReport } from '#rooms/field-reports/contract.ts';
import { takeIncident } from '#rooms/incidents/contract.ts';
import { listOperations } from '#rooms/operations/contract.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import type { ReplyOf } from '#shared/endpoint.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import {
  correctReport,
  issueReport,
  listActions,
  listDailyReports,
  messageReport,
  printReport,
  readDailyReport,
  readDraft,
  readFigures,
  readToday,
  saveDraft,
  setForm,
  sheetReport,
} from './contract.ts';

type Visitor = ReturnType<House['as']>;
type Read = ReplyOf<typeof readDailyReport>;

let house: House;
let operationId: string;
let polres: string;
let lead: Visitor;
let guard: Visitor;
let officer: Visitor;
const params = () => ({ operationId });

beforeAll(async () => {
  house = await openHouse();
  await house.loadSample('west-jakarta-2024');
  const anybody = house.as({ role: 'karendalops' });
  operationId = (await anybody.ask(listOperations, {})).rows[0]?.id ?? '';
  const { rows } = await anybody.ask(listAgencies, { query: { limit: 500 } });
  polres = rows.find(({ kind }) => kind === 'polres')?.id ?? '';
  const kpu = rows.find(({ kind }) => kind === 'kpu')?.id ?? '';
  lead = house.as({ role: 'karendalops', agencyId: polres, areas: ['31.73'], operationId });
  officer = house.as({ role: 'agency-officer', agencyId: kpu, areas: ['31.73'], operationId });
  guard = house.as({ role: 'field-officer', agencyId: polres, areas: ['31.73'], operationId });
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

const text = {
  to: 'Kapolda selaku Kaopsda',
  subject: 'Laporan harian',
  outlook: '',
  needs: 'Dua genset untuk gudang KPU',
  attention: 'Setiap laporan dibaca tujuan',
  place: 'Jakarta',
  office: 'Karendalops',
  name: '',
  rank: '',
};

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
    await officer.ask(acknowledgeReports, { body: { reportIds: item?.action?.ids ?? [] } });
    await eventually(actions, (answer) => !answer.items.some((each) => each.key === key));
  });

  it('puts an incident that nobody holds first, and then among those of whoever took it', async () => {
    await guard.ask(submitReport, { body: report('now') });
    const actions = () => lead.ask(listActions, { params: params() });
    const isUnheld = ({ kind }: { kind: string }) => kind === 'incident-unheld';
    const { items } = await eventually(actions, (answer) => answer.items.some(isUnheld));
    const unheld = items.find(isUnheld);
    expect(items.findIndex(isUnheld)).toBeLessThan(items.findIndex(({ kind }) => kind === 'alarm'));
    const incidentId = unheld?.action?.ids[0] ?? '';
    await lead.ask(takeIncident, { params: { incidentId }, body: { reason: null } });
    const today = () => lead.ask(readToday, { params: params() });
    const isMine = ({ key, kind }: { key: string; kind: string }) =>
      key === unheld?.key && kind === 'incident-mine';
    const { role, waiting, short, daysToVoting } = await eventually(today, (answer) =>
      answer.waiting.some(isMine),
    );
    expect([role, daysToVoting]).toEqual(['lead', 2]);
    expect(waiting.every(({ kind }) => kind !== 'gap')).toBe(true);
    expect(short.length).toBeGreaterThan(0);
  });
});

describe('a daily report', () => {
  const id = randomUUID();
  const day = '2024-11-25';
  let first: Read;

  it('is not issued before its period has ended', async () => {
    await lead.refused(issueReport, 'daily-report.period-open', { params: params(), body: { id, day } });
  });

  it('is not issued by somebody who sees only a part of the operation', async () => {
    const part = house.as({ role: 'karendalops', agencyId: polres, areas: ['31.73.01'], operationId });
    const body = { id, day: '2024-11-24' };
    await part.refused(issueReport, 'daily-report.partial-reach', { params: params(), body });
  });

  it('is issued once with the first number of its operation, under a fingerprint that anybody can compute', async () => {
    const form = {
      letterhead: ['RESORT METRO'],
      numberPattern: 'LAPHAR/{n}/{month}/{year}',
      cutOff: '18:00',
    };
    await lead.ask(setForm, { params: params(), body: form });
    await lead.ask(saveDraft, { params: params(), body: { day, cutOff: '07:30', text } });
    const draft = await lead.ask(readDraft, { params: params(), query: { day } });
    const issued = await lead.ask(issueReport, { params: params(), body: { id, day } });
    expect(issued).toMatchObject({ number: 'LAPHAR/1/XI/2024', version: 1 });
    expect(await lead.ask(issueReport, { params: params(), body: { id, day } })).toEqual(issued);
    const other = { params: params(), body: { id: randomUUID(), day } };
    await lead.refused(issueReport, 'daily-report.exists', other);

    first = await officer.ask(readDailyReport, { params: { operationId, reportId: id } });
    expect({ ...first.report, asOf: '' }).toEqual({ ...draft.report, asOf: '' });
    const content = canonicalJson(JSON.parse(JSON.stringify(first.report)));
    expect(createHash('sha256').update(content).digest('hex')).toBe(issued.sha256);
    expect(await journalled(issued.sha256)).toBe('daily-report.issued.v1');
  });

  it('stays as it was when the figures move on, until it is corrected with a reason', async () => {
    const next = { id: randomUUID(), day: '2024-11-24' };
    const second = await lead.ask(issueReport, { params: params(), body: next });
    expect(second.number).toBe('LAPHAR/2/XI/2024');
    await lead.ask(saveDraft, {
      params: params(),
      body: { day, cutOff: '18:00', text: { ...text, needs: 'Tiga genset' } },
    });
    const at = { params: { operationId, reportId: id } };
    expect(await officer.ask(readDailyReport, at)).toEqual(first);

    await lead.refused(correctReport, 'daily-report.reason-missing', {
      ...at,
      body: { from: 1, reason: ' ' },
    });
    const corrected = await lead.ask(correctReport, { ...at, body: { from: 1, reason: 'Jumlah genset' } });
    expect(corrected).toMatchObject({ number: 'LAPHAR/1/XI/2024', version: 2 });
    await lead.refused(correctReport, 'daily-report.corrected-meanwhile', {
      ...at,
      body: { from: 1, reason: 'lagi' },
    });

    const newest = await officer.ask(readDailyReport, at);
    expect(newest.report.text.needs).toBe('Tiga genset');
    expect(newest.report.period).toEqual(first.report.period);
    expect(newest.versions.map(({ version, reason }) => [version, reason])).toEqual([
      [1, null],
      [2, 'Jumlah genset'],
    ]);
    const old = await officer.ask(readDailyReport, { ...at, query: { version: 1 } });
    expect(old).toMatchObject({ superseded: true, report: first.report });
    const { rows } = await officer.ask(listDailyReports, { params: params() });
    expect(rows.map((row) => [row.day, row.version])).toEqual([
      ['2024-11-25', 2],
      ['2024-11-24', 1],
    ]);
  });

  it('gets numbers without a gap and without a twin when several are issued at once', async () => {
    const days = ['2024-11-20', '2024-11-21', '2024-11-22', '2024-11-23'];
    const issued = await Promise.all(
      days.map((each) => lead.ask(issueReport, { params: params(), body: { id: randomUUID(), day: each } })),
    );
    expect(issued.map(({ number }) => number).sort()).toEqual([3, 4, 5, 6].map((n) => `LAPHAR/${n}/XI/2024`));
  });

  it('is read at desks of its operation and by nobody else; only those who lead see a draft', async () => {
    const at = { params: { operationId, reportId: id } };
    const elsewhere = house.as({ role: 'kaops', areas: [''], operationId: randomUUID() });
    const auditor = house.as({ role: 'auditor', areas: [''], operationId });
    for (const nobody of [guard, elsewhere, auditor]) {
      await nobody.refused(readDailyReport, 'not-found', at);
      await nobody.refused(printReport, 'not-found', at);
      await nobody.refused(listDailyReports, 'not-found', { params: params() });
    }
    await officer.refused(readDraft, 'not-found', { params: params() });
    await officer.refused(correctReport, 'not-found', { ...at, body: { from: 2, reason: 'x' } });
    await house.stranger.refused(readFigures, 'session.required', { params: params() });
    expect(await guard.refused(readFigures, 'not-found', { params: params() })).toEqual(
      await lead.refused(readFigures, 'not-found', { params: { operationId: randomUUID() } }),
    );
  });

  it('prints the figures of the API as a tagged PDF', async ({ skip }) => {
    if (!has('pdftotext') || !has('pdfinfo')) skip('pdftotext and pdfinfo (poppler-utils) are not installed');
    const { report: data } = first;
    const answer = await officer.try(printReport, { params: { operationId, reportId: id } });
    const { info, words } = withPdf(answer.bytes);
    expect(info).toMatch(/^Tagged:\s+yes$/m);
    expect(info).toMatch(
      /^Title:\s+Laporan Harian Operasi Mantap Praja Jaya 2024, Senin, 25 November 2024$/m,
    );
    for (const said of [
      'Nomor: LAPHAR/1/XI/2024',
      'KOREKSI, VERSI 2. Alasan: Jumlah genset',
      `${data.reports.total.today} laporan; periode sebelumnya ${data.reports.total.yesterday};`,
      `masih terbuka ${data.incidents.total.open}.`,
      'cadangan 132, TNI 301',
      'Seluruh operasi Polri 1.152 1.196* 1.115 37 81*',
      'Tiga genset',
    ]) {
      expect(words).toContain(said);
    }
    for (const row of data.reports.rows) {
      expect(words).toContain(`${row.areaName} ${row.today} ${row.yesterday}`);
    }
    const old = await officer.try(printReport, {
      params: { operationId, reportId: id },
      query: { version: 1 },
    });
    expect(withPdf(old.bytes).words).toContain('TELAH DIKOREKSI');
  });

  it('gives the same figures as a workbook, read again by another library', async () => {
    const { bytes } = await officer.try(sheetReport, {
      params: { operationId, reportId: id },
      query: { version: 1 },
    });
    const sheets = await readWorkbook(bytes);
    const named = (name: string) => sheets.find(({ sheet }) => sheet === name)?.data ?? [];
    const { deployment, reports } = first.report;
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      'Ringkasan',
      'Laporan',
      'Kekuatan',
      'Ploting',
      'Kegiatan',
      'Pertentangan angka',
    ]);
    const below = deployment.rows.filter(({ area }) => area !== null);
    expect(
      named('Ploting')
        .slice(1)
        .map((row) => row.slice(3, 8)),
    ).toEqual(
      [...deployment.whole, ...below].map((row) => [
        row.need,
        row.needGrouped,
        row.available,
        row.gap,
        row.gapGrouped,
      ]),
    );
    expect(
      named('Laporan')
        .filter((row) => row[0] === 'laporan')
        .map((row) => row.slice(2, 8)),
    ).toEqual(
      reports.rows.map((row) => [
        row.area,
        row.areaName,
        row.today,
        row.yesterday,
        row.difference,
        row.percent,
      ]),
    );
    expect(named('Ringkasan')).toContainEqual(['Laporan', reports.total.today]);
  });

  it('fits one screen of a messenger', async () => {
    const { text: message, characters } = await officer.ask(messageReport, {
      params: { operationId, reportId: id },
    });
    expect(characters).toBeLessThanOrEqual(1800);
    expect(message).toContain('Polisi TPS: butuh 1.152, ada 1.115, kurang 37');
    expect(message).toContain('Per kelurahan: butuh 1.196, kurang 81 (perkiraan)');
    expect(message).toContain('(koreksi, versi 2)');
  });
});

async function journalled(sha256: string): Promise<string | undefined> {
  const found = await sql<{ event: string }>`
    select event from journal_leaf where convert_from(bytes, 'UTF8') like ${`%${sha256}%`}`.execute(house.db);
  return found.rows[0]?.event;
}

function has(tool: string): boolean {
  try {
    execFileSync(tool, ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function withPdf(bytes: Buffer): { info: string; words: string } {
  const folder = mkdtempSync(join(tmpdir(), 'laphar-'));
  const file = join(folder, 'laphar.pdf');
  writeFileSync(file, bytes);
  const run = (tool: string, args: string[]) =>
    execFileSync(tool, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const info = run('pdfinfo', [file]);
  // Columns stand apart by many spaces in the layout; one is enough to compare words and figures.
  const words = run('pdftotext', ['-layout', file, '-']).replace(/\s+/g, ' ');
  rmSync(folder, { recursive: true });
  return { info, words };
}
