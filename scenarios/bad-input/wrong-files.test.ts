import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../../apps/server/testing/house.ts';

const VILLAGE = '53.71.01.1001';
const TOO_MANY = 5_000;

let house: House;
let operationId: string;
let lead: ReturnType<House['as']>;
let officer: ReturnType<House['as']>;

beforeAll(async () => {
  house = await openHouse();
  await house.loadSample('kupang-2024');
  const list: { rows: { id: string }[] } = JSON.parse(
    await (await house.as({ role: 'kaops' }).fetch('/api/operations')).text(),
  );
  operationId = list.rows[0]?.id ?? '';
  lead = house.as({ role: 'kaops', areas: ['53.71'], operationId });
  officer = house.as({ role: 'field-officer', areas: ['53.71'], operationId });
}, 120_000);
afterAll(() => house?.close(), 120_000);

type Words = { readonly id: string; readonly en: string };
type RowError = {
  readonly row?: number;
  readonly field: string;
  readonly code: string;
  readonly message: Words;
};
/** An answer to a file: a report of a dry run, or a problem. */
type Answer = {
  readonly importId?: string;
  readonly accepted?: number;
  readonly refused?: number;
  readonly errorCount?: number;
  readonly errors?: readonly RowError[];
  readonly sample?: readonly Readonly<Record<string, unknown>>[];
  readonly code?: string;
  readonly detail?: Words;
};
type Sent = { readonly status: number; readonly answer: Answer };

const post = async (path: string, body: string | Uint8Array<ArrayBuffer>, type: string): Promise<Sent> => {
  const headers = { 'content-type': type, 'idempotency-key': randomUUID() };
  const answer = await lead.fetch(path, { method: 'POST', headers, body });
  return { status: answer.status, answer: JSON.parse(await answer.text()) };
};

const MAPPING = JSON.stringify({ area: 'kode', number: 'no', address: 'alamat' });

/** How each import takes a file, and what a whole line of it looks like. */
const imports = {
  stations: {
    header: 'kode,no,alamat',
    line: (code: string, number: number, text: string) => `${code},${number},${text}`,
    send: (bytes: string | Uint8Array<ArrayBuffer>, mapping = MAPPING) => {
      const asked = new URLSearchParams({ id: randomUUID(), mapping, source: 'berkas uji' });
      return post(`/api/operations/${operationId}/station-imports?${asked}`, bytes, 'text/csv');
    },
  },
  areas: {
    header: 'kode,nama,alamat',
    line: (code: string, _number: number, text: string) => `${code},${text},`,
    send: (bytes: string | Uint8Array<ArrayBuffer>) => {
      const asked = new URLSearchParams({ id: randomUUID(), source: 'berkas uji' });
      return post(`/api/areas/imports/names?${asked}`, bytes, 'text/csv');
    },
  },
} as const;
const rooms = ['stations', 'areas'] as const;

/** What stands in the house: no wrong file may change it. */
async function holdings(): Promise<string> {
  const total = async (path: string) => JSON.parse(await (await lead.fetch(`${path}?limit=0`)).text()).total;
  const at = `/api/operations/${operationId}`;
  return JSON.stringify([
    await total(`${at}/stations`),
    await total('/api/areas'),
    await total(`${at}/field-reports`),
    await total(`${at}/activities`),
    await (await lead.fetch(`${at}/stations/map`)).text(),
    await (await lead.fetch('/api/areas/map')).text(),
  ]);
}

async function unchangedBy<T>(work: () => Promise<T>): Promise<T> {
  const before = await holdings();
  const made = await work();
  expect(await holdings()).toBe(before);
  return made;
}

/** Both languages say something, and not the same. */
function expectWords(words: Words | undefined): void {
  expect(words?.id).toMatch(/\w{3}/);
  expect(words?.en).toMatch(/\w{3}/);
  expect(words?.id).not.toBe(words?.en);
}

describe.each(rooms)('a wrong file of %s', (room) => {
  const { header, line, send } = imports[room];
  const file = (...lines: readonly string[]) => `${[header, ...lines].join('\r\n')}\r\n`;

  it('in Latin-1 is read as it was meant', async () => {
    const text = file(line(VILLAGE, 801, 'Café Désa'));
    const { status, answer } = await unchangedBy(() => send(new Uint8Array(Buffer.from(text, 'latin1'))));
    expect(status, JSON.stringify(answer)).toBe(200);
    expect(answer).toMatchObject({ accepted: 1, errorCount: 0 });
    expect(JSON.stringify(answer.sample)).toContain('Café Désa');
  });

  it('with a byte order mark and semicolons is read like any other', async () => {
    const text = `\ufeff${file(line(VILLAGE, 802, 'Balai')).replaceAll(',', ';')}`;
    const { answer } = await unchangedBy(() => send(text));
    expect(answer, JSON.stringify(answer)).toMatchObject({ accepted: 1, errorCount: 0 });
  });

  it('without a column it needs is told which one is missing and which were found', async () => {
    const { status, answer } = await unchangedBy(() => send('wilayah,catatan\r\nBalai,apa saja\r\n'));
    expect(status).toBe(422);
    expect(answer.code).toMatch(/column-missing$/);
    expectWords(answer.detail);
    expect(answer.detail?.en).toMatch(/kode|area|code/);
    expect(answer.detail?.en).toContain('wilayah, catatan');
  });

  it('with codes that lost a dot gets each row named with the code that is meant', async () => {
    const codes = ['5371011001', '53.71.011001', '53.71'.replace('.', '')];
    const { answer } = await unchangedBy(() => send(file(...codes.map((code) => line(code, 803, 'Balai')))));
    expect(answer.accepted).toBe(0);
    expect(answer.errors?.map(({ row, field }) => `${row} ${field}`)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^2 (kode|code)$/),
        expect.stringMatching(/^3 (kode|code)$/),
      ]),
    );
    for (const { message } of answer.errors ?? []) expectWords(message);
    expect(answer.errors?.[0]?.message.id).toContain(VILLAGE);
    expect(answer.errors?.[1]?.message.id).toContain(VILLAGE);
  });

  it('with the same thing twice names both rows', async () => {
    const lines = [
      line(VILLAGE, 804, 'Balai satu'),
      line('53.71.01.1002', 805, 'Balai'),
      line(VILLAGE, 804, 'Balai dua'),
    ];
    const { answer } = await unchangedBy(() => send(file(...lines)));
    expect(answer.accepted).toBe(1);
    const rows = answer.errors?.map(({ row }) => row);
    expect(rows).toEqual([2, 4]);
    expect(answer.errors?.[0]?.message.en).toContain('4');
    expect(answer.errors?.[1]?.message.en).toContain('2');
    for (const { message } of answer.errors ?? []) expectWords(message);
  });

  it('with 5,000 errors shows 200 of them and gives all for download', async () => {
    const lines = Array.from({ length: TOO_MANY }, (_, index) => line(`bukan-kode-${index}`, 900, 'Balai'));
    const { answer } = await unchangedBy(() => send(file(...lines, line(VILLAGE, 806, 'Balai'))));
    expect(answer).toMatchObject({ accepted: 1, refused: TOO_MANY, errorCount: TOO_MANY });
    expect(answer.errors).toHaveLength(200);
    const base = room === 'stations' ? '/api/station-imports' : '/api/areas/imports';
    for (const [language, word] of [
      ['id', 'baris'],
      ['en', 'row'],
    ]) {
      const csv = await (await lead.fetch(`${base}/${answer.importId}/errors?lang=${language}`)).text();
      const rows = csv.trim().split('\r\n');
      expect(rows).toHaveLength(TOO_MANY + 1);
      expect(rows[0]?.toLowerCase()).toContain(word);
      expect(rows[TOO_MANY]).toMatch(/^"?5001"?,/);
    }
  });

  it('that is no table at all is refused with what would be accepted', async () => {
    const broken = [
      new Uint8Array(0),
      new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2]),
      new Uint8Array([0x50, 0x4b, 3, 4, 9]),
    ];
    for (const bytes of broken) {
      const { status, answer } = await unchangedBy(() => send(bytes));
      expect(status, JSON.stringify(answer)).toBe(422);
      expect(answer.code).toMatch(/file-unreadable|column-missing/);
      expectWords(answer.detail);
    }
  });
});

describe('a command', () => {
  const draft = () => ({
    id: randomUUID(),
    operationId,
    stationId: null,
    area: VILLAGE,
    kind: 'disorder',
    help: 'no',
    text: 'Antrean panjang.',
    capturedAt: new Date().toISOString(),
    place: null,
    photos: 0,
    aboutAgencyId: null,
  });
  const submit = async (body: string, headers: Readonly<Record<string, string>> = {}) => {
    const answer = await officer.fetch('/api/field-reports', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
      body,
    });
    const said: Answer & { notices?: Words[] } = JSON.parse(await answer.text());
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', answer: said };
  };

  it('in broken JSON is refused as a whole, with the remedy', async () => {
    for (const body of ['{"id":', '[1,', 'kode=1', '{"a":1}}', '']) {
      const { status, type, answer } = await unchangedBy(() => submit(body));
      expect([400, 422], body).toContain(status);
      expect(type).toContain('application/problem+json');
      expectWords(answer.detail);
    }
  });

  it('with fields that nobody knows, or of the wrong kind, has each of them named', async () => {
    const body = JSON.stringify({
      ...draft(),
      suara: 120,
      help: 'mungkin',
      photos: '2',
      capturedAt: 'kemarin',
    });
    const { status, answer } = await unchangedBy(() => submit(body));
    expect(status).toBe(422);
    const fields = answer.errors?.map(({ field }) => field);
    expect(fields).toEqual(
      expect.arrayContaining(['/body/suara', '/body/help', '/body/photos', '/body/capturedAt']),
    );
    for (const { message } of answer.errors ?? []) expectWords(message);
  });

  it('without its number is told to carry one', async () => {
    const { status, answer } = await unchangedBy(() =>
      submit(JSON.stringify(draft()), { 'idempotency-key': 'satu' }),
    );
    expect({ status, code: answer.code }).toEqual({ status: 400, code: 'request.id-missing' });
    expectWords(answer.detail);
  });

  it('from a phone whose clock is two hours ahead is received, corrected, and the phone is told', async () => {
    const ahead = new Date(Date.now() + 2 * 3_600_000).toISOString();
    const body = { ...draft(), capturedAt: ahead };
    const sent = await submit(JSON.stringify(body), { 'rakor-device-time': ahead });
    expect(sent.status).toBe(200);
    const notice = sent.answer.notices?.[0];
    expectWords(notice);
    expect(notice?.id).toMatch(/2 jam .*Tanggal & waktu otomatis/);
    const card: { capturedAt: string; happenedAt: string; clockSkewS: number } = JSON.parse(
      await (await lead.fetch(`/api/field-reports/${body.id}`)).text(),
    );
    expect(card.capturedAt).toBe(ahead);
    expect(Math.abs(card.clockSkewS - 7_200)).toBeLessThan(60);
    expect(Math.abs(Date.parse(card.happenedAt) - Date.now())).toBeLessThan(120_000);
  });
});
