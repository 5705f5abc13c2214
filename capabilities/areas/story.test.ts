import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import * as contract from './contract.ts';
import * as doors from './import-contract.ts';
import * as upkeep from './upkeep-contract.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const source = 'berkas uji';
const text = (...lines: string[]) => Buffer.from(lines.join('\n'), 'utf8');
const check = (who: ReturnType<House['as']>, body: Uint8Array, door = doors.importNames) =>
  who.ask(door, { query: { id: randomUUID(), source }, body });
async function load(who: ReturnType<House['as']>, body: Uint8Array, door = doors.importNames) {
  const checked = await check(who, body, door);
  return who.ask(doors.applyImport, { params: { importId: checked.importId }, body: {} });
}

describe('names of areas', () => {
  it('are checked first, then applied, then taken back, and nothing changes before it is said', async () => {
    const officer = house.as({ role: 'karendalops' });
    const checked = await check(officer, text('code,name', '97,Uji', '97.01,Kota Uji'));
    expect(checked).toMatchObject({ accepted: 2, added: 2, changed: 0, refused: 0, state: 'checked' });
    const before = await officer.ask(contract.listAreas, { query: { q: 'Kota Uji' } });
    expect(before.total).toBe(0);

    await officer.ask(doors.applyImport, { params: { importId: checked.importId }, body: {} });
    const after = await officer.ask(contract.listAreas, { query: { q: 'Kota Uji' } });
    expect(after.rows[0]).toMatchObject({ code: '97.01', level: 'regency', parent: '97', parentName: 'Uji' });

    const again = { params: { importId: checked.importId }, body: {} };
    await officer.refused(doors.applyImport, 'areas.import-not-checked', again);
    await officer.ask(doors.undoImport, again);
    expect((await officer.ask(contract.listAreas, { query: { q: 'Kota Uji' } })).total).toBe(0);
    await officer.refused(doors.undoImport, 'areas.import-not-applied', again);
  });

  it('are not taken back while other areas lean on them, nor after a later import changed them', async () => {
    const officer = house.as({ role: 'karendalops' });
    const first = await load(officer, text('code,name', '98,Lama'));
    const second = await load(officer, text('code,name', '98.01,Anak'));
    const third = await load(officer, text('code,name', '98,Baru'));
    await officer.refused(doors.undoImport, 'areas.import-overwritten', {
      params: { importId: first.importId },
      body: {},
    });
    await officer.ask(doors.undoImport, { params: { importId: third.importId }, body: {} });
    expect((await officer.ask(contract.readArea, { params: { code: '98' } })).name).toBe('Lama');
    await officer.refused(doors.undoImport, 'areas.import-in-use', {
      params: { importId: first.importId },
      body: {},
    });
    await officer.ask(doors.undoImport, { params: { importId: second.importId }, body: {} });
    await officer.ask(doors.undoImport, { params: { importId: first.importId }, body: {} });
    await officer.refused(contract.readArea, 'not-found', { params: { code: '98' } });
  });

  it('are not taken back while an operation is held there', async () => {
    const officer = house.as({ role: 'kaops' });
    const { importId } = await load(officer, text('code,name', '96,Medan Uji'));
    const stated = { standing: 'staged', source };
    const days = { announcedOn: null, firstDay: '2026-08-01', lastDay: '2026-08-09', daysStated: null };
    const operation = {
      ...{ id: randomUUID(), key: 'uji', codeName: 'Uji', kind: 'regional', zone: 'WIB', areas: ['96'] },
      ...{ owners: [], sample: false, calendar: null, elections: [], phases: [] },
      period: { id: randomUUID(), ...days, ...stated },
    };
    const headers = { 'idempotency-key': randomUUID(), 'content-type': 'application/json' };
    const body = JSON.stringify(operation);
    const opened = await officer.fetch('/api/operations', { method: 'POST', headers, body });
    expect([opened.status, await opened.text()]).toEqual([200, expect.anything()]);
    const kept = await officer.refused(doors.undoImport, 'areas.import-in-use', {
      params: { importId },
      body: {},
    });
    expect(kept.errors?.map(({ field }) => field)).toEqual(['operations']);
  });

  it('are refused when others changed the register since the check', async () => {
    const officer = house.as({ role: 'karendalops' });
    const checked = await check(officer, text('code,name', '89,Nanti'));
    await load(officer, text('code,name', '88,Dahulu'));
    const problem = await officer.refused(doors.applyImport, 'areas.import-stale', {
      params: { importId: checked.importId },
      body: {},
    });
    expect(problem.status).toBe(409);
  });

  it.each([
    ['Latin-1', Buffer.from('kode;nama\n12;Kab\xe9\n', 'latin1'), '12', 'Kabé'],
    ['a byte order mark and tabs', Buffer.from('\ufeffkode\tnama\r\n12\tTab\r\n', 'utf8'), '12', 'Tab'],
    [
      'quoted line breaks and blank rows',
      text('kode,nama,catatan', '12,"Utara","dua', 'baris"', ',,', ''),
      '12',
      'Utara',
    ],
    ['gzip', gzipSync(text('kode,nama', '12,Padat')), '12', 'Padat'],
  ])('are read from %s', async (_what, body, code, name) => {
    const checked = await check(house.as({ role: 'karendalops' }), body);
    expect(checked).toMatchObject({ accepted: 1, refused: 0 });
    expect(checked.sample[0]).toMatchObject({ key: code, name });
  });

  it('are answered row by row with the remedy: dots, duplicates, parents, places, levels', async () => {
    const body = text(
      'code,name,level,lat,lon',
      '13,Sumbar,province,,',
      '1301,Tanpa titik,,,',
      '13.02,Dua kali,,,',
      '13.02,Dua kali,,,',
      '13.03.01,Tanpa induk,,,',
      '13.04,Tertukar,,100.5,-1.2',
      '13.05,Jauh,,51.5,0.1',
      '13.06,Tingkat,village,,',
      '13.07,,,,',
      'x,Huruf,,,',
    );
    const { errors, accepted, refused } = await check(house.as({ role: 'karendalops' }), body);
    expect({ accepted, refused }).toEqual({ accepted: 1, refused: 9 });
    expect(errors.map((error) => [error.row, error.code])).toEqual([
      [3, 'areas.row.code-form'],
      [4, 'areas.row.duplicate'],
      [5, 'areas.row.duplicate'],
      [6, 'areas.row.parent-unknown'],
      [7, 'areas.row.swapped'],
      [8, 'areas.row.outside'],
      [9, 'areas.row.level'],
      [10, 'areas.row.name-empty'],
      [11, 'areas.row.code-form'],
    ]);
    expect(errors[0]?.message.id).toContain('13.01');
    expect(errors[1]?.message.en).toContain('row 5');
  });

  it('with 5,000 errors show 200 and give all of them as CSV, and with a missing column name it', async () => {
    const officer = house.as({ role: 'karendalops' });
    const rows = Array.from({ length: 5_000 }, (_, i) => `x${i},Salah`);
    const checked = await check(officer, text('code,name', ...rows));
    expect(checked).toMatchObject({ errorCount: 5_000, refused: 5_000, accepted: 0 });
    expect(checked.errors).toHaveLength(200);
    const csv = await officer.try(doors.readImportErrors, { params: { importId: checked.importId } });
    expect(csv.bytes.toString('utf8').trim().split('\r\n')).toHaveLength(5_001);
    const missing = { query: { id: randomUUID(), source }, body: text('kode,luas', '12,3') };
    const problem = await officer.refused(doors.importNames, 'areas.column-missing', missing);
    expect(problem.detail.id).toContain('"name"');
  });

  it('say where a letter is broken, in boundaries too, and keep none of it', async () => {
    const officer = house.as({ role: 'karendalops' });
    const feature = (properties: object) => JSON.stringify({ type: 'Feature', properties, geometry: null });
    const body = text(
      feature({ kode: '12\u0000' }),
      feature({ kode: '12', nama: 'Desa \ud800' }),
      feature({ kode: '12', 'x\udc00': 1 }),
    );
    const checked = await officer.ask(doors.importBoundaries, {
      query: { id: randomUUID(), source, licence: 'uji' },
      body,
    });
    expect(checked.errors.map(({ row, field, code }) => [row, field, code])).toEqual([
      [1, 'properties/kode', 'input.letters'],
      [2, 'properties/nama', 'input.letters'],
      [3, 'properties/x\ufffd', 'input.letters'],
    ]);
  });

  it('are refused early: too large, unpacking without end, damaged gzip, broken quotes', async () => {
    const officer = house.as({ role: 'karendalops' });
    const send = (body: Uint8Array) => ({ query: { id: randomUUID(), source }, body });
    await officer.refused(doors.importNames, 'input.too-large', send(Buffer.alloc(26 * 1024 * 1024, 0x61)));
    await officer.refused(
      doors.importNames,
      'areas.file-unpacks-too-large',
      send(gzipSync(Buffer.alloc(80 * 1024 * 1024, 0x61))),
    );
    await officer.refused(
      doors.importNames,
      'areas.file-unreadable',
      send(gzipSync(text('code,name', '12,A')).subarray(0, 20)),
    );
    await officer.refused(doors.importNames, 'areas.file-unreadable', send(text('code,name', '12,"A')));
  });

  it('are nobody else’s to change: by role, by area, and unseen', async () => {
    const stranger = house.stranger;
    const asked = () => ({ query: { id: randomUUID(), source }, body: text('code,name', '12,A') });
    await stranger.refused(doors.importNames, 'session.required', asked());
    await house.as({ role: 'liaison' }).refused(doors.importNames, 'not-found', asked());
    const local = house.as({ role: 'karendalops', areas: ['14.01'] });
    const checked = await check(local, text('code,name', '14,Riau', '14.01,Kampar', '14.02,Indragiri'));
    expect(checked.errors.map((error) => [error.row, error.code])).toEqual([[4, 'areas.row.not-yours']]);
    expect(checked.added).toBe(2);
    const wide = await check(house.as({ role: 'karendalops' }), text('code,name', '15,Jambi'));
    await local.refused(doors.applyImport, 'not-found', { params: { importId: wide.importId }, body: {} });
  });

  it('sent twice with one id are one import; the same id with another file is refused', async () => {
    const officer = house.as({ role: 'karendalops' });
    const id = randomUUID();
    const body = text('code,name', '16,Sumsel');
    const first = await officer.ask(doors.importNames, { query: { id, source }, body });
    expect(await officer.ask(doors.importNames, { query: { id, source }, body })).toEqual(first);
    await officer.refused(doors.importNames, 'areas.import-id-reused', {
      query: { id, source },
      body: text('code,name', '17,Bengkulu'),
    });
  });
});

describe('time zones and code lists', () => {
  it('let a regency differ from its province', async () => {
    const officer = house.as({ role: 'karendalops' });
    await load(officer, text('code,name', '61,Kalbar', '61.01,Sambas', '61.02,Mempawah'));
    await officer.ask(upkeep.setZone, { params: { code: '61.01' }, body: { zone: 'WITA', source: 'uji' } });
    const listed = await officer.ask(contract.listAreas, {
      query: { where: JSON.stringify([{ field: 'parent', is: 'eq', value: '61' }]) },
    });
    expect(listed.rows.map((row) => [row.code, row.zone])).toEqual([
      ['61.01', 'WITA'],
      ['61.02', 'WIB'],
    ]);
    const elsewhere = house.as({ role: 'karendalops', areas: ['31'] });
    await elsewhere.refused(upkeep.setZone, 'not-found', {
      params: { code: '61.01' },
      body: { zone: 'WIB', source: 'uji' },
    });
  });

  it('are named by the file that uses them', async () => {
    const officer = house.as({ role: 'karendalops' });
    const asked = {
      query: { id: randomUUID(), source, codeList: 'Kepmendagri uji' },
      body: text('code,name', '62,Kalteng'),
    };
    await officer.refused(doors.importNames, 'areas.code-list-unknown', asked);
    await officer.ask(upkeep.addCodeList, {
      body: { version: 'Kepmendagri uji', decidedOn: '2022-02-14', source },
    });
    const checked = await officer.ask(doors.importNames, {
      query: { ...asked.query, id: randomUUID() },
      body: asked.body,
    });
    expect(checked.accepted).toBe(1);
  });
});

it('are found however their names are spaced', async () => {
  const officer = house.as({ role: 'karendalops' });
  await load(
    officer,
    text('code,name', '97,Ujung', '97.01,Pal Merah', '97.02,Grogolpetamburan', '97.03,Sei-Bt. Hari'),
  );
  for (const [q, code] of [
    ['Palmerah', '97.01'],
    ['pal merah', '97.01'],
    ['Grogol Petamburan', '97.02'],
    ['sei bt hari', '97.03'],
  ] as const) {
    const { rows } = await officer.ask(contract.listAreas, { query: { q } });
    expect([q, rows.map((row) => row.code)]).toEqual([q, [code]]);
  }
  // Nothing but marks is no name that everything holds.
  expect((await officer.ask(contract.listAreas, { query: { q: '--' } })).total).toBe(0);
});

it('the sample’s own CSV of areas is accepted as it is', async () => {
  const officer = house.as({ role: 'karendalops' });
  for (const name of ['jakarta-barat', 'kota-tangerang', 'polda-metro-jaya', 'kota-kupang']) {
    const body = readFileSync(new URL(`../../data/areas/${name}.csv`, import.meta.url));
    expect(await load(officer, body), name).toMatchObject({ refused: 0, state: 'applied' });
  }
  const map = await officer.ask(contract.readMap, { query: { within: '31.73' } });
  expect(map).toMatchObject({ loaded: 0, cells: 56 });
  const centre = await officer.ask(contract.locatePoint, { query: { lon: 106.724, lat: -6.139 } });
  expect(centre).toEqual({ code: '31.73.01.1001', name: 'Cengkareng Barat', approximate: true });
});
