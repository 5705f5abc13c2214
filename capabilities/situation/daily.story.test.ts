import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '#shared/canonical-json.ts';
import type { ReplyOf } from '#shared/endpoint.ts';
import type { House } from '../../apps/server/testing/house.ts';
import {
  correctReport,
  issueReport,
  listDailyReports,
  messageDraft,
  messageReport,
  printDraft,
  printReport,
  readDailyReport,
  readDraft,
  readFigures,
  saveDraft,
  setForm,
  sheetDraft,
  sheetReport,
} from './contract.ts';
import { printedReport } from './printed.ts';
import { openGround, type Visitor } from './testing/ground.ts';
import { amountOf, figuresOf, needsPoppler, text, withPdf } from './testing/paper.ts';

type Read = ReplyOf<typeof readDailyReport>;

let house: House;
let operationId: string;
let polres: string;
let lead: Visitor;
let guard: Visitor;
let officer: Visitor;
const params = () => ({ operationId });

beforeAll(async () => {
  ({ house, operationId, polres, lead, guard, officer } = await openGround());
}, 120_000);
afterAll(() => house.close());

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
    needsPoppler(skip);
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
      'cadangan 132, bantuan TNI 301',
      'TNI bantuan TNI 301',
      'pembulatan ke atas per kecamatan',
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

  it('says every figure of the screen on paper and in a workbook, read again by another library', async ({
    skip,
  }) => {
    needsPoppler(skip);
    const at = { params: { operationId, reportId: id }, query: { version: 1 } };
    const { words } = withPdf((await officer.try(printReport, at)).bytes);
    const sheets = await readWorkbook((await officer.try(sheetReport, at)).bytes);
    const issue = {
      number: first.number,
      version: 1,
      superseded: true,
      reason: null,
      sha256: null,
      issuedAt: null,
    };
    const { sections } = printedReport(first.report, issue);
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      'Ringkasan',
      'Kekuatan',
      'Kegiatan',
      'Tahapan',
      'Laporan',
      'Kejadian',
      'Ploting',
      'Pertentangan angka',
      '24 jam ke depan',
      'Kebutuhan',
      'Atensi pimpinan',
    ]);
    expect(sections).toHaveLength(sheets.length - 1);
    for (const [index, { title, parts }] of sections.entries()) {
      expect(words).toContain(title);
      const rows = (sheets[index + 1]?.data ?? []).slice(1);
      const shown = parts.flatMap((part) => (part.kind === 'table' ? [part] : []));
      if (shown.length > 0) expect(rows).toHaveLength(shown.flatMap((part) => part.rows).length);
      for (const [row, cells] of shown.flatMap(figuresOf).entries()) {
        expect(words).toContain(cells.join(' '));
        const counted = (rows[row] ?? []).filter((cell) => typeof cell === 'number').map(Math.abs);
        for (const cell of cells.flatMap(amountOf)) expect(counted).toContain(cell);
      }
    }
  });

  it('shows the same totals as a workbook, as text and on the screen', async () => {
    const at = { params: { operationId, reportId: id }, query: { version: 1 } };
    const sheets = await readWorkbook((await officer.try(sheetReport, at)).bytes);
    const total = new Map((sheets[0]?.data ?? []).map(([name, value]) => [String(name), value]));
    const { text: message } = await officer.ask(messageReport, at);
    const { reports, incidents, deployment } = first.report;
    const police = deployment.whole.find(({ force }) => force === 'polri');
    expect(total.get('Laporan')).toBe(reports.total.today);
    expect(total.get('Kejadian terbuka')).toBe(incidents.total.open);
    expect(total.get('Polisi TPS kurang (ideal)')).toBe(police?.gap);
    expect(total.get('Polisi TPS kurang (per kelurahan)')).toBe(police?.gapGrouped);
    expect(message).toContain(`Laporan: ${reports.total.today} `);
    expect(message).toContain(`terbuka ${incidents.total.open}`);
    expect(message).toContain(`Cadangan ${deployment.reserve}, TNI ${deployment.army}`);
  });

  it('has its number on the screen, on paper, in the workbook and in the message, and a draft has none', async ({
    skip,
  }) => {
    needsPoppler(skip);
    const numbers = async (query: { day: string }) => {
      const pdf = await lead.try(printDraft, { params: params(), query });
      const sheets = await readWorkbook((await lead.try(sheetDraft, { params: params(), query })).bytes);
      const { text: message } = await lead.ask(messageDraft, { params: params(), query });
      return { paper: withPdf(pdf.bytes).words, sheet: sheets[0]?.data[1]?.[1], message };
    };
    const fresh = await numbers({ day: '2024-11-26' });
    expect(fresh.paper).toContain('Nomor: diberikan saat diterbitkan');
    expect(fresh.paper).not.toContain('LAPHAR/');
    expect(fresh.sheet).toBe('diberikan saat diterbitkan');
    expect(fresh.message).toContain('No. diberikan saat diterbitkan');
    const correction = await numbers({ day });
    expect(correction.paper).toContain('Nomor: LAPHAR/1/XI/2024');
    expect(correction.paper).toContain('KONSEP KOREKSI');
    expect(correction.sheet).toBe('LAPHAR/1/XI/2024');
    expect(correction.message).toContain('No. LAPHAR/1/XI/2024');
  });

  it('marks letters that the paper has no type for, and names them there and on the screen', async ({
    skip,
  }) => {
    needsPoppler(skip);
    const query = { day: '2024-11-26' };
    const odd = { ...text, needs: 'Genset \u{1D01D} Ω ① Жук', name: '漢 Budi' };
    await lead.ask(saveDraft, { params: params(), body: { ...query, cutOff: '18:00', text: odd } });
    const { words } = withPdf((await lead.try(printDraft, { params: params(), query })).bytes);
    expect(words).toContain('Genset □ Ω ① Жук');
    expect(words).toContain('□ BUDI');
    expect(words).toContain('U+1D01D (IX. KEBUTUHAN), U+6F22 (tanda tangan).');
    const { unprintable } = await lead.ask(readDraft, { params: params(), query });
    expect(unprintable?.map(({ letter, where }) => [letter, where.map(({ en }) => en)])).toEqual([
      ['\u{1D01D}', ['IX. KEBUTUHAN']],
      ['漢', ['signature']],
    ]);
    const { text: message } = await lead.ask(messageDraft, { params: params(), query });
    expect(message).toContain('Genset \u{1D01D}');
  });

  it('fits one screen of a messenger', async () => {
    const { text: message, characters } = await officer.ask(messageReport, {
      params: { operationId, reportId: id },
    });
    expect(characters).toBeLessThanOrEqual(1800);
    expect(message).toContain('Polisi TPS: butuh 1.152, ada 1.115, kurang 37');
    expect(message).toContain('Per kelurahan: butuh 1.196, kurang 81 (perkiraan)');
    expect(message).toContain('(koreksi, versi 2)');
    expect(message).toContain('termasuk TNI 301, di luar hitungan jaga TPS');
  });
});

async function journalled(sha256: string): Promise<string | undefined> {
  const found = await sql<{ event: string }>`
    select event from journal_leaf where convert_from(bytes, 'UTF8') like ${`%${sha256}%`}`.execute(house.db);
  return found.rows[0]?.event;
}
