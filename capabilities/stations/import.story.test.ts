import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { House } from '../../apps/server/testing/house.ts';
import { retireStation } from './commands.ts';
import { searchStations } from './contract.ts';
import {
  applyImport,
  checkImport,
  listImportPoints,
  listImports,
  readColumns,
  readImport,
  readImportErrors,
  undoImport,
} from './import-contract.ts';
import { listStations, readStation } from './register.ts';
import { openRegister, type Register, TAMBORA, VILLAGE } from './testing/register.ts';

let house: House;
let register: Register;
let params: Register['params'];
const visitor: Register['visitor'] = (...given) => register.visitor(...given);
const lead = () => register.lead();

beforeAll(async () => {
  register = await openRegister();
  ({ house, params } = register);
}, 120_000);
afterAll(() => house.close());

describe('an import', () => {
  const csv = (...lines: readonly string[]) => Buffer.from(lines.join('\r\n'));
  const mapping = JSON.stringify({
    area: 'kode',
    number: 'no',
    address: 'alamat',
    class: 'kelas',
    voters: 'dpt',
  });
  const check = (body: Buffer, change: object = {}) => ({
    params,
    query: { id: randomUUID(), mapping, source: 'KPU', ...change },
    body,
  });
  const header = 'kode;no;alamat;kelas;dpt';

  it('is a dry run first, then applied by its id, then undone', async () => {
    const body = csv(
      header,
      `${VILLAGE};950;"Jl. Mawar\r\nNo. 1";rawan;480`,
      '',
      `${VILLAGE};951;;;`,
      `${VILLAGE};1;Jl. Baru;;`,
    );
    const asked = check(body);
    const found = await lead().ask(readColumns, { params, body });
    expect(found).toMatchObject({
      format: 'csv',
      rows: 3,
      suggested: { area: 'kode', number: 'no', voters: 'dpt' },
    });
    const report = await lead().ask(checkImport, asked);
    expect(report).toMatchObject({
      state: 'checked',
      added: 2,
      changed: 1,
      unchanged: 0,
      refused: 0,
      errorCount: 0,
    });
    expect((await lead().ask(searchStations, { query: { q: '950' } })).hits).toEqual([]);
    expect(await lead().ask(checkImport, asked)).toEqual(report);
    const other = { ...asked, body: csv(header, `${VILLAGE};952;;;`) };
    await lead().refused(checkImport, 'station.import-id-reused', other);
    const at = { params: { importId: report.importId }, body: {} };
    const requestId = randomUUID();
    const applier = lead();
    await applier.ask(applyImport, { ...at, requestId });
    expect((await applier.ask(applyImport, { ...at, requestId })).state).toBe('applied');
    await lead().refused(applyImport, 'station.import-not-checked', at);
    const [hit] = (await lead().ask(searchStations, { query: { q: '950 mawar' } })).hits;
    const card = await lead().ask(readStation, { params: { id: hit?.id ?? '' } });
    expect(card).toMatchObject({ address: 'Jl. Mawar No. 1', class: 'rawan', voters: 480, source: 'KPU' });
    await lead().ask(undoImport, at);
    expect((await lead().ask(searchStations, { query: { q: '950' } })).hits).toEqual([]);
    const where = JSON.stringify([{ field: 'address', is: 'eq', value: 'Jl. Baru' }]);
    expect((await lead().ask(listStations, { params, query: { where } })).total).toBe(0);
    expect((await lead().ask(listImports, { params })).rows[0]).toMatchObject({
      state: 'undone',
      accepted: 3,
    });
  });

  it('is not undone over a later change, nor applied over a register that moved', async () => {
    const first = await lead().ask(checkImport, check(csv(header, `${VILLAGE};960;A;;`)));
    const stale = await lead().ask(checkImport, check(csv(header, `${VILLAGE};961;B;;`)));
    const at = (report: { importId: string }) => ({ params: { importId: report.importId }, body: {} });
    await lead().ask(applyImport, at(first));
    await lead().refused(applyImport, 'station.import-stale', at(stale));
    const [hit] = (await lead().ask(searchStations, { query: { q: '960' } })).hits;
    await lead().ask(retireStation, { params: { id: hit?.id ?? '' }, body: { reason: 'Ganda' } });
    const problem = await lead().refused(undoImport, 'station.import-overwritten', at(first));
    expect(problem.detail.en).toContain('1 stations');
  });

  it('names row, field and remedy of everything that is wrong, and takes the rest', async () => {
    const body = csv(
      header,
      `${VILLAGE};970;A;rawan;500`,
      '3173011001;971;B;;',
      `${VILLAGE};nol;C;;`,
      `${VILLAGE};973;D;ungu;`,
      `${VILLAGE};974;E;;lima`,
      `${VILLAGE};975;F;;`,
      `${VILLAGE};975;G;;`,
      '32.71.01.1001;976;H;;',
    );
    const report = await lead().ask(checkImport, check(body));
    expect(report).toMatchObject({ accepted: 1, added: 1, refused: 7, errorCount: 7 });
    expect(report.errors.map(({ row, field, code }) => [row, field, code])).toEqual([
      [3, 'kode', 'station.row.code-dots'],
      [4, 'no', 'station.row.number'],
      [5, 'kelas', 'station.row.class'],
      [6, 'dpt', 'station.row.voters'],
      [7, 'number', 'station.row.twice'],
      [8, 'number', 'station.row.twice'],
      [9, 'kode', 'station.row.village-unknown'],
    ]);
    expect(report.errors[0]?.message.id).toContain(VILLAGE);
    expect(report.errors[4]?.message.en).toContain('row 8');
    const answer = await lead().try(readImportErrors, { params: { importId: report.importId } });
    expect(answer.bytes.toString('utf8').split('\r\n')).toHaveLength(9);
  });

  it('takes Latin-1, a mark, tabs, XLSX and JSON, and shows 200 of 5,000 errors', async () => {
    const latin = Buffer.from(`${header}\n${VILLAGE};980;Jl. Café;;`, 'latin1');
    expect((await lead().ask(checkImport, check(latin))).sample[0]).toMatchObject({ address: 'Jl. Café' });
    const marked = Buffer.from(`\ufeff${header.replaceAll(';', '\t')}\n${VILLAGE}\t981\tX\t\t`);
    expect((await lead().ask(checkImport, check(marked))).added).toBe(1);
    const quoted = Buffer.from(
      `${header.replaceAll(';', ' , ')}\r\n${VILLAGE}, 983, "Jl. ""A"", 3\nblok B" ,,`,
    );
    const [read] = (await lead().ask(checkImport, check(quoted))).sample;
    expect(read).toMatchObject({ row: 2, number: 983, address: 'Jl. "A", 3 blok B' });
    const rows = [header.split(';'), [VILLAGE, 982, 'Y', '', 500]];
    const xlsx = Buffer.from(await writeXlsx({ sheets: [{ name: 'TPS', rows }] }));
    expect((await lead().ask(checkImport, check(xlsx))).sample[0]).toMatchObject({
      number: 982,
      voters: 500,
    });
    const many = Array.from({ length: 5000 }, (_, index) => ({
      kode: 'x',
      no: index + 1,
      alamat: '',
      kelas: '',
      dpt: '',
    }));
    const report = await lead().ask(checkImport, check(Buffer.from(JSON.stringify(many))));
    expect([report.errorCount, report.errors.length]).toEqual([5000, 200]);
  });

  it('refuses a file beyond its limits by the limit and the remedy, before it fills the memory', async () => {
    const rows = (count: number) => Array.from({ length: count }, () => ';').join('\n');
    const zip = Buffer.from(
      await writeXlsx({ sheets: [{ name: 'TPS', rows: [['kode', ' '.repeat(34e6)]] }] }),
    );
    for (const [body, code] of [
      [gzipSync(Buffer.alloc(34e6, 0x20)), 'station.file-unpacks-too-large'],
      [zip, 'station.file-unpacks-too-large'],
      [Buffer.from(`${header}\n${rows(50_001)}`), 'station.file-too-many'],
      [Buffer.alloc(20e6, '\n'), 'station.file-too-many'],
      [Buffer.from(`${header}${';x'.repeat(100)}`), 'station.file-too-many'],
      [Buffer.from(`[${'{},'.repeat(5e6)}{}]`), 'station.file-too-many'],
    ] as const)
      await lead().refused(checkImport, code, check(body));
    const problem = await lead().refused(
      checkImport,
      'station.file-too-many',
      check(Buffer.alloc(1e6, '\n')),
    );
    expect(problem.detail.id).toContain('50000 baris');
  });

  it('counts every error and keeps 10,000, also where one station stands in every row', async () => {
    const same = Array.from({ length: 20_000 }, () => `${VILLAGE};990;A;;`);
    const report = await lead().ask(checkImport, check(csv(header, ...same)));
    expect([report.errorCount, report.refused, report.errors.length]).toEqual([20_000, 20_000, 200]);
    const answer = await lead().try(readImportErrors, { params: { importId: report.importId } });
    expect(answer.bytes.toString('utf8').split('\r\n')).toHaveLength(10_002);
  });

  it('refuses what is no table, and a mapping that does not fit', async () => {
    await lead().refused(checkImport, 'station.file-unreadable', check(Buffer.from('[1, 2')));
    await lead().refused(checkImport, 'station.file-unreadable', check(Buffer.from('PK\u0003\u0004broken')));
    const body = csv(header, `${VILLAGE};1;;;`);
    const without = (given: object) => check(body, { mapping: JSON.stringify(given) });
    await lead().refused(checkImport, 'station.column-missing', without({ number: 'no' }));
    const problem = await lead().refused(
      checkImport,
      'station.column-missing',
      without({ area: 'kd', number: 'no' }),
    );
    expect(problem.detail.id).toContain('kode, no, alamat');
    await visitor(['31.73'], 'agency-officer').refused(checkImport, 'not-found', check(body));
  });

  it('is out of sight for those who lead only a part of it', async () => {
    const report = await lead().ask(checkImport, check(csv(header, `${VILLAGE};990;;;`)));
    const at = { params: { importId: report.importId } };
    await visitor([TAMBORA]).refused(readImport, 'not-found', at);
    await visitor([TAMBORA]).refused(listImportPoints, 'not-found', at);
    await visitor([TAMBORA]).refused(applyImport, 'not-found', { ...at, body: {} });
  });
});

describe('responsible people in a file', () => {
  const mapping = JSON.stringify({
    area: 'a',
    number: 'n',
    specialKind: 's',
    responsibleName: 'p',
    responsiblePhone: 't',
  });
  const DAY_MS = 86_400_000;
  const load = async (person: string, steps: readonly (typeof applyImport | typeof undoImport)[]) => {
    const query = { id: randomUUID(), mapping, source: 'KPU' };
    const body = Buffer.from(`a,n,s,p,t\n${VILLAGE},990,prison,${person},0812555\n`);
    await lead().ask(checkImport, { params, query, body });
    const at = { params: { importId: query.id }, body: {} };
    for (const step of steps) await lead().ask(step, at);
    return at;
  };
  const remembered = async (person: string) => {
    const rows = await sql<{ text: string }>`
      select concat(after, before) as text from station_import_row`.execute(house.db);
    return rows.rows.filter(({ text }) => text.includes(person)).length;
  };

  it('leave the import once it is applied or undone, and after a week where it was neither', async () => {
    const idle = await load('Bu Menunggu', []);
    await load('Bu Pertama', [applyImport, undoImport]);
    expect(await remembered('Bu Pertama')).toBe(0);
    await load('Bu Kedua', [applyImport]);
    expect(await remembered('Bu Kedua')).toBe(0);
    expect(await remembered('Bu Menunggu')).toBe(1);
    house.setClock(new Date(Date.now() + 8 * DAY_MS));
    const third = await load('Bu Ketiga', [applyImport]);
    expect(await remembered('Bu Menunggu')).toBe(0);
    await lead().refused(applyImport, 'station.import-expired', idle);
    expect(await remembered('Bu Kedua')).toBe(1);
    house.setClock(new Date(Date.now() + 40 * DAY_MS));
    await load('Bu Keempat', []);
    expect(await remembered('Bu Kedua')).toBe(0);
    await lead().refused(undoImport, 'station.import-erased', third);
    house.setClock(new Date());
  });
});
