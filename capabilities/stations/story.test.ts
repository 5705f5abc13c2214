import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { type SqlBool, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referenceData } from '#data/load.ts';
import { listAgencies } from '#rooms/agencies/contract.ts';
import { openSample } from '#rooms/exercises/contract.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import {
  classifyStations,
  correctStation,
  defineScheme,
  generateEstimated,
  registerStation,
  retireStation,
} from './commands.ts';
import { readFeature, readSchemes, readStationMap, readStationTile, searchStations } from './contract.ts';
import { countStations } from './counts.ts';
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

let house: House;
let operationId: string;
let params: { operationId: string };
const visitor = (areas: readonly string[], role = 'karendalops') => house.as({ role, areas, operationId });
const lead = () => visitor(['31.73']);
const CENGKARENG = '31.73.01';
const TAMBORA = '31.73.04';
const VILLAGE = `${CENGKARENG}.1001`;

beforeAll(async () => {
  house = await openHouse();
  // The sample brings the areas; the operation of this story is its own.
  await house.stranger.ask(openSample, { params: { key: 'west-jakarta-2024' }, body: {} });
  operationId = randomUUID();
  params = { operationId };
  await openOperation();
  const { scheme, patterns } = referenceData().operation('west-jakarta-2024');
  const { key, name, classes } = scheme;
  const stated = { key, name, classes, source: 'police', statedOn: null };
  await system().ask(defineScheme, { params, body: { ...stated, id: randomUUID(), current: true } });
  await system().ask(generateEstimated, { params, body: estimate() });
  for (const { class: of, police, stations, linmas, writtenAs, order } of patterns) {
    const triple = { class: of, police, stations, linmas, linmasPerStation: 2, writtenAs, reading: order };
    const when = { area: null, validFrom: '2024-11-01', statedOn: null, source: 'press', standing: 'stated' };
    await send(`/api/operations/${operationId}/deployment/patterns`, {
      id: randomUUID(),
      ...triple,
      ...when,
    });
  }
}, 120_000);
afterAll(() => house.close());

const system = () => house.as({ role: 'system', kind: 'system' });

/** A door of a neighbour, by its address. */
async function send(path: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const answer = await system().fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(answer.status, await answer.text()).toBe(200);
}

async function openOperation(): Promise<void> {
  const period = {
    announcedOn: '2024-08-06',
    firstDay: '2024-08-08',
    lastDay: '2024-12-31',
    daysStated: 146,
  };
  await send('/api/operations', {
    id: operationId,
    key: 'register-of-west-jakarta',
    codeName: 'Operasi register',
    kind: 'regional',
    zone: 'WIB',
    areas: ['31.73'],
    owners: [],
    sample: true,
    calendar: null,
    period: { id: randomUUID(), ...period, source: 'press', standing: 'stated' },
    elections: [],
    phases: [],
  });
}

/** The stations of November 2024 as the reference data shares them out. */
function estimate() {
  const { rolls } = referenceData().stationCounts('west-jakarta-2024');
  const tables = rolls.find(({ key }) => key === 'nov-2024')?.tables ?? [];
  const counts = tables.find(({ level }) => level === 'village')?.counts ?? [];
  return {
    id: randomUUID(),
    counts: counts.map(({ code, count }) => ({ area: code, count })),
    class: { key: 'kurang-rawan', source: 'police', statedOn: '2024-08-13' },
    statedLevel: 'district' as const,
    source: 'KPU',
    seed: 2024,
  };
}

const fields = {
  name: 'TPS 901',
  address: 'Halaman SDN 01',
  lon: null,
  lat: null,
  accuracy: null,
  position: null,
  voters: 540,
  specialKind: null,
  responsibleName: null,
  responsiblePhone: null,
  standing: 'stated' as const,
  source: 'KPU Jakarta Barat',
};
const newStation = (number: number, change: object = {}) => ({
  id: randomUUID(),
  area: VILLAGE,
  ...fields,
  number,
  ...change,
});

describe('the register of the sample', () => {
  it('holds 3,452 estimated stations, one class, none of them taken for surveyed', async () => {
    const { total } = await lead().ask(listStations, { params, query: { limit: 1 } });
    expect(total).toBe(3452);
    const where = JSON.stringify([
      { field: 'position', is: 'eq', value: 'estimated' },
      { field: 'standing', is: 'eq', value: 'estimated' },
      { field: 'class', is: 'eq', value: 'kurang-rawan' },
    ]);
    expect((await lead().ask(listStations, { params, query: { where, limit: 0 } })).total).toBe(3452);
    expect(await lead().ask(readSchemes, { params })).toMatchObject({ stations: 3452, unclassed: 0 });
  });

  it('shows each reader their own area in every list, count, search and tile, and nothing elsewhere', async () => {
    const local = visitor([CENGKARENG], 'liaison');
    expect((await local.ask(listStations, { params, query: { limit: 0 } })).total).toBe(759);
    expect((await local.ask(readSchemes, { params })).stations).toBe(759);
    expect((await local.ask(readStationMap, { params })).stations).toBe(759);
    const everywhere = await lead().ask(searchStations, { query: { q: 'tambora 1' } });
    expect(everywhere.hits.length).toBeGreaterThan(0);
    expect((await local.ask(searchStations, { query: { q: 'tambora 1' } })).hits).toEqual([]);
    const [hidden] = everywhere.hits;
    await local.refused(readStation, 'not-found', { params: { id: hidden?.id ?? '' } });
    const stray = house.as({ role: 'liaison', areas: [''], operationId: randomUUID() });
    expect((await stray.ask(listStations, { params, query: { limit: 0 } })).total).toBe(0);
    await stray.refused(readSchemes, 'not-found', { params });
    await house.as({ role: 'administrator' }).refused(listStations, 'not-found', { params });
    await house.stranger.refused(listStations, 'session.required', { params });
  });

  it('cuts tiles of exactly what the reader may see: same bytes as without the rest', async () => {
    const at = (z: number) => {
      const n = 2 ** z;
      const rad = (-6.15 * Math.PI) / 180;
      const y = Math.floor(((1 - Math.asinh(Math.tan(rad)) / Math.PI) / 2) * n);
      return { ...params, z, x: Math.floor(((106.73 + 180) / 360) * n), y };
    };
    const bytes = async (who: ReturnType<House['as']>, z: number) => {
      const answer = await who.try(readStationTile, { params: at(z) });
      expect(answer.status).toBe(200);
      return answer.bytes;
    };
    const [all, part] = [await bytes(lead(), 11), await bytes(visitor([CENGKARENG], 'liaison'), 11)];
    expect(all.includes('stations')).toBe(true);
    expect(part.length).toBeGreaterThan(0);
    expect(part.length).toBeLessThan(all.length);
    expect((await bytes(house.as({ role: 'liaison', areas: ['32'], operationId }), 11)).length).toBe(0);
    expect((await bytes(visitor([TAMBORA], 'liaison'), 9)).includes('Cengkareng')).toBe(false);
    expect((await bytes(lead(), 9)).includes('Cengkareng')).toBe(true);
  });
});

describe('one station', () => {
  it('is registered once however often it is sent, found by its number, and shown on a card', async () => {
    const sender = lead();
    const body = newStation(901, { lon: 106.7, lat: -6.15, position: 'stated', name: 'TPS 901 Aula Melati' });
    const requestId = randomUUID();
    await sender.ask(registerStation, { params, body, requestId });
    await sender.ask(registerStation, { params, body, requestId });
    await sender.ask(registerStation, { params, body });
    await sender.refused(registerStation, 'station.id-taken', { params, body: { ...body, voters: 1 } });
    await sender.refused(registerStation, 'station.number-taken', { params, body: newStation(901) });
    for (const q of ['901', 'TPS 901 Mela', `${VILLAGE}-901`, 'aula MELATI']) {
      const { hits } = await sender.ask(searchStations, { query: { q, operationId } });
      expect(hits.map(({ id }) => id)).toEqual([body.id]);
    }
    const card = await sender.ask(readStation, { params: { id: body.id } });
    expect(card).toMatchObject({
      number: 901,
      voters: 540,
      class: null,
      history: [],
      share: null,
      mayManage: true,
    });
    expect(card.neighbours.every(({ distanceM }) => distanceM < 4000)).toBe(true);
    const feature = await sender.ask(readFeature, { params: { operationId, feature: card.feature } });
    expect(feature.id).toBe(body.id);
  });

  it('is refused where it cannot be: without a responsible person, half a point, outside, or by others', async () => {
    const special = { specialKind: 'prison' };
    const cases = [
      ['station.responsible-missing', newStation(902, special)],
      ['station.point-incomplete', newStation(902, { lon: 106.7 })],
      ['station.area-unknown', newStation(902, { area: `${CENGKARENG}.9999` })],
    ] as const;
    for (const [code, body] of cases) await lead().refused(registerStation, code, { params, body });
    const bogor = newStation(902, { area: '32.71.01.1001' });
    await house
      .as({ role: 'karendalops', operationId })
      .refused(registerStation, 'station.outside-operation', { params, body: bogor });
    await visitor([TAMBORA]).refused(registerStation, 'not-found', { params, body: newStation(902) });
    await visitor(['31.73'], 'liaison').refused(registerStation, 'not-found', {
      params,
      body: newStation(902),
    });
  });

  it('tells the responsible person only to those who may know', async () => {
    const body = newStation(903, {
      specialKind: 'prison',
      responsibleName: 'Kepala Rutan (contoh)',
      responsiblePhone: '021-000',
    });
    await lead().ask(registerStation, { params, body });
    const card = (who: ReturnType<House['as']>) => who.ask(readStation, { params: { id: body.id } });
    expect((await card(lead())).responsible).toEqual({ name: 'Kepala Rutan (contoh)', phone: '021-000' });
    expect((await card(visitor(['31.73'], 'liaison'))).responsible).toBeNull();
    const found = await lead().ask(searchStations, { query: { q: 'Rutan contoh' } });
    expect(found.hits).toEqual([]);
  });

  it('is corrected with a reason, and retired without being forgotten', async () => {
    const body = newStation(904);
    const id = body.id;
    const { id: _, area: __, ...before } = body;
    await lead().ask(registerStation, { params, body });
    const reason = 'Salah ketik';
    const correction = { ...before, number: 904, name: 'TPS 904', voters: 512, reason };
    await lead().ask(correctStation, { params: { id }, body: correction });
    await lead().refused(correctStation, 'station.nothing-changed', { params: { id }, body: correction });
    await lead().ask(retireStation, { params: { id }, body: { reason: 'Digabung' } });
    await lead().refused(retireStation, 'station.retired', { params: { id }, body: { reason: 'Lagi' } });
    const card = await lead().ask(readStation, { params: { id } });
    expect(card).toMatchObject({ voters: 512, state: 'retired', retired: { reason: 'Digabung' } });
    await lead().ask(registerStation, { params, body: newStation(904) });
    // What can name somebody stands beside the leaves, where it can be erased.
    const leaves = await sql<{ event: string; text: string; apart: string[] }>`
      select l.event, convert_from(l.bytes, 'UTF8') as text,
        array(select a.value #>> '{}' from journal_apart a where a.leaf_id = l.id) as apart
      from journal_leaf l where l.subject = ${id} order by l.event`.execute(house.db);
    expect(leaves.rows.map(({ event }) => event)).toEqual([
      'station.corrected.v1',
      'station.registered.v1',
      'station.retired.v1',
    ]);
    expect(leaves.rows.filter(({ text }) => /Salah ketik|Digabung|Halaman SDN/.test(text))).toEqual([]);
    const apart = leaves.rows.flatMap((leaf) => leaf.apart);
    expect(apart).toEqual(expect.arrayContaining(['Salah ketik', 'Digabung', 'Halaman SDN 01']));
  });
});

describe('classes', () => {
  const pick = async (count: number) => {
    const where = JSON.stringify([{ field: 'area', is: 'within', value: TAMBORA }]);
    const { rows } = await lead().ask(listStations, { params, query: { where, limit: count } });
    return rows.map(({ id }) => id);
  };
  const change = {
    scheme: 'polri-tps-2024',
    class: 'rawan',
    source: 'Rapat koordinasi',
    statedOn: '2024-11-24',
  };

  it('change in bulk with their source, and the card keeps the history', async () => {
    const stations = await pick(3);
    const [first = ''] = stations;
    expect(await lead().ask(classifyStations, { params, body: { ...change, stations } })).toEqual({
      changed: 3,
      unchanged: 0,
    });
    const card = await lead().ask(readStation, { params: { id: first } });
    expect(card).toMatchObject({
      class: 'rawan',
      className: 'Rawan',
      classDay: '2024-11-24',
      scheme: change.scheme,
    });
    expect(card.history[0]).toMatchObject({
      before: 'kurang-rawan',
      after: 'rawan',
      source: 'Rapat koordinasi',
    });
    expect(card.share).toMatchObject({ police: 2, stations: 2 });
    await lead().refused(classifyStations, 'station.nothing-changed', {
      params,
      body: { ...change, stations },
    });
  });

  it('change for all chosen stations or for none', async () => {
    const stations = [...(await pick(1)), randomUUID()];
    const aman = { ...change, class: 'sangat-rawan' };
    await lead().refused(classifyStations, 'not-found', { params, body: { ...aman, stations } });
    await visitor([CENGKARENG]).refused(classifyStations, 'not-found', {
      params,
      body: { ...aman, stations: await pick(1) },
    });
    await lead().refused(classifyStations, 'station.class-unknown', {
      params,
      body: { ...change, class: 'merah', stations: await pick(1) },
    });
  });

  it('stand side by side in several schemes, of which one is current', async () => {
    const body = {
      id: randomUUID(),
      key: 'bawaslu-2024',
      name: { id: 'Pemetaan Bawaslu', en: 'Bawaslu map' },
      source: 'Bawaslu',
      statedOn: null,
      classes: [{ key: 'rawan', name: { id: 'Rawan', en: 'Vulnerable' } }],
      current: false,
    };
    await lead().ask(defineScheme, { params, body });
    const again = { ...body, id: randomUUID() };
    await lead().refused(defineScheme, 'station.scheme-taken', { params, body: again });
    const nameless = { ...again, id: randomUUID(), name: { id: 'Kelas', en: '' } };
    const { errors } = await lead().refused(defineScheme, 'input.invalid', { params, body: nameless });
    expect(errors?.map(({ field }) => field)).toEqual(['/body/name/en']);
    const stations = await pick(1);
    await lead().ask(classifyStations, { params, body: { ...change, scheme: body.key, stations } });
    const { schemes } = await lead().ask(readSchemes, { params });
    expect(schemes.map(({ key, current }) => [key, current])).toEqual([
      ['polri-tps-2024', true],
      ['bawaslu-2024', false],
    ]);
    expect(schemes[1]?.classes[0]?.stations).toBe(1);
  });
});

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

describe('the owner of the register', () => {
  const officerOf = async (kind: string, areas: readonly string[] = ['31.73']) => {
    const { rows } = await lead().ask(listAgencies, { query: { limit: 100 } });
    const agencyId = rows.find((row) => row.kind === kind)?.id ?? '';
    expect(agencyId, kind).not.toBe('');
    return house.as({ role: 'agency-officer', agencyId, areas, operationId });
  };
  const file = () => ({
    params,
    query: { id: randomUUID(), mapping: '{"area":"kode","number":"no"}', source: 'KPU' },
    body: Buffer.from(`kode;no\r\n${VILLAGE};995`),
  });

  it('manages stations of its area as those who lead do: one by one, by a file, in bulk', async () => {
    const kpu = await officerOf('kpu');
    const { id } = await kpu.ask(registerStation, { params, body: newStation(994) });
    const at = { params: { id } };
    expect((await kpu.ask(readStation, at)).mayManage).toBe(true);
    expect((await kpu.ask(readSchemes, { params })).mayManage).toBe(true);
    const { importId } = await kpu.ask(checkImport, file());
    await kpu.ask(applyImport, { params: { importId }, body: {} });
    await kpu.ask(undoImport, { params: { importId }, body: {} });
    expect((await kpu.ask(listImports, { params })).rows.map((row) => row.id)).toContain(importId);
    await kpu.ask(retireStation, { ...at, body: { reason: 'cerita' } });
    const elsewhere = await officerOf('kpu', [TAMBORA]);
    await elsewhere.refused(registerStation, 'not-found', { params, body: newStation(994) });
    await elsewhere.refused(readImport, 'not-found', { params: { importId } });
  });

  it.each(['bawaslu', 'dinkes'])('is not %s, whose officers find no such door', async (kind) => {
    const officer = await officerOf(kind);
    const [station] = (await lead().ask(listStations, { params, query: { limit: 1 } })).rows;
    const id = station?.id ?? '';
    expect((await officer.ask(readStation, { params: { id } })).mayManage).toBe(false);
    expect((await officer.ask(readSchemes, { params })).mayManage).toBe(false);
    await officer.refused(registerStation, 'not-found', { params, body: newStation(996) });
    await officer.refused(retireStation, 'not-found', { params: { id }, body: { reason: 'cerita' } });
    await officer.refused(checkImport, 'not-found', file());
    await officer.refused(readColumns, 'not-found', { params, body: file().body });
    await officer.refused(listImports, 'not-found', { params });
    await officer.refused(generateEstimated, 'not-found', { params, body: estimate() });
    const change = { scheme: 'polri-tps-2024', class: null, source: 'cerita', statedOn: null };
    await officer.refused(classifyStations, 'not-found', { params, body: { ...change, stations: [id] } });
  });

  it('does not define how stations are classed', async () => {
    const body = { id: randomUUID(), key: 'kpu-1', name: { id: 'a', en: 'a' }, source: 's', statedOn: null };
    const classes = [{ key: 'a', name: { id: 'a', en: 'a' } }];
    const kpu = await officerOf('kpu');
    await kpu.refused(defineScheme, 'not-found', { params, body: { ...body, classes, current: false } });
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

describe('the register of an earlier moment', () => {
  const counted = async (asOf?: Date) => {
    const visible = () => sql<SqlBool>`true`;
    const counting = { operationId, level: 'village' as const, within: `${CENGKARENG}.1006`, asOf, visible };
    const rows = await house.db.transaction().execute((tx) => countStations(tx, counting));
    return Object.fromEntries(rows.map((row) => [row.class, row.stations]));
  };
  const pause = async () => {
    house.setClock(new Date(now.getTime() + 60_000));
    now = new Date(now.getTime() + 60_000);
    return new Date(now.getTime() - 30_000);
  };
  let now = new Date(0);
  // Not when this file was read: the sample may have taken longer than a pause to load.
  beforeAll(() => {
    now = new Date();
  });

  it('is told with what was retired, taken back or classed otherwise since, and without what came later', async () => {
    const [usual] = Object.keys(await counted());
    const before = await counted();
    const stations = before[usual ?? ''] ?? 0;
    const start = await pause();
    const query = { id: randomUUID(), mapping: '{"area":"a","number":"n","voters":"v"}', source: 'uji' };
    const body = Buffer.from(`a,n,v\n${CENGKARENG}.1006,951,300\n${CENGKARENG}.1006,952,300\n`);
    await lead().ask(checkImport, { params, query, body });
    await lead().ask(applyImport, { params: { importId: query.id }, body: {} });
    const loaded = await pause();
    await lead().ask(undoImport, { params: { importId: query.id }, body: {} });
    const undone = await pause();
    const listed = await lead().ask(listStations, {
      params,
      query: {
        where: JSON.stringify([{ field: 'area', is: 'within', value: `${CENGKARENG}.1006` }]),
        limit: 2,
      },
    });
    const [first, second] = listed.rows.map(({ id }) => id);
    if (!first || !second) throw new Error('two stations were expected');
    await lead().ask(retireStation, { params: { id: first }, body: { reason: 'uji' } });
    const retired = await pause();
    const to = { stations: [second], source: 'uji', statedOn: null };
    const { schemes } = await lead().ask(readSchemes, { params });
    const scheme = schemes.find(({ current }) => current);
    const other = scheme?.classes.find(({ key }) => key !== usual)?.key ?? '';
    await lead().ask(classifyStations, { params, body: { ...to, scheme: scheme?.key ?? '', class: other } });
    await pause();
    expect(await counted(new Date(0))).toEqual({});
    expect(await counted(start)).toEqual(before);
    expect(await counted(loaded)).toEqual({ ...before, null: 2 });
    expect(await counted(undone)).toEqual(before);
    expect(await counted(retired)).toEqual({ [usual ?? '']: stations - 1 });
    expect(await counted()).toEqual({ [usual ?? '']: stations - 2, [other]: 1 });
  });
});

describe('estimated stations', () => {
  it('are not made where stations are, nor outside the operation', async () => {
    const body = {
      id: randomUUID(),
      counts: [{ area: VILLAGE, count: 3 }],
      class: null,
      statedLevel: 'village' as const,
      source: 'contoh',
      seed: 1,
    };
    await lead().refused(generateEstimated, 'station.numbers-taken', { params, body });
    const elsewhere = { ...body, counts: [{ area: '32.71.01.1001', count: 3 }] };
    await lead().refused(generateEstimated, 'not-found', { params, body: elsewhere });
  });
});

describe('an area that stations stand in', () => {
  it('is not taken away: the import of its name cannot be undone', async () => {
    const importId = randomUUID();
    const village = `${CENGKARENG}.1999`;
    const names = Buffer.from(`code,name\n${village},Kelurahan Uji`);
    const officer = house.as({ role: 'karendalops' });
    const post = (path: string, body: Buffer | string) => {
      const type = typeof body === 'string' ? 'application/json' : 'application/octet-stream';
      const headers = { 'content-type': type, 'idempotency-key': randomUUID() };
      return officer.fetch(path, {
        method: 'POST',
        headers,
        body: typeof body === 'string' ? body : new Uint8Array(body),
      });
    };
    expect((await post(`/api/areas/imports/names?id=${importId}&source=test`, names)).status).toBe(200);
    expect((await post(`/api/areas/imports/${importId}/apply`, '{}')).status).toBe(200);
    await lead().ask(registerStation, { params, body: newStation(1, { area: village }) });
    const undo = await post(`/api/areas/imports/${importId}/undo`, '{}');
    expect(undo.status).toBe(409);
    expect(await undo.text()).toContain('TPS / stations');
  });
});
