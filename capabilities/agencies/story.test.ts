import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import * as contract from './contract.ts';
import * as reads from './endpoints.ts';
import * as doors from './endpoints-commands.ts';
import * as imports from './import-contract.ts';

let house: House;
let lead: ReturnType<House['as']>;
const source = 'uji';
const stated = { standing: 'stated', source } as const;
const text = (...lines: string[]) => Buffer.from(lines.join('\n'), 'utf8');

beforeAll(async () => {
  house = await openHouse();
  lead = house.as({ role: 'kaops' });
  const { sectors, kinds } = JSON.parse(
    readFileSync(new URL('../../data/actors/indonesia.json', import.meta.url), 'utf8'),
  );
  const plain = kinds.map(
    ({ standing: _standing, source: _source, ...kind }: Record<string, unknown>) => kind,
  );
  await lead.ask(doors.defineKinds, { body: { sectors, kinds: plain, source } });
  await loadAreas(
    'code,name',
    '36,Banten',
    '36.71,Kota Tangerang',
    '36.71.01,Tangerang',
    '36.71.02,Jatiuwung',
    '36.03,Tangerang',
    '36.03.13,Teluknaga',
  );
});
afterAll(() => house.close());

/** Through the door of the neighbour, as anybody outside would. */
function post(path: string, body: Uint8Array | string) {
  const headers = {
    'idempotency-key': randomUUID(),
    'content-type': typeof body === 'string' ? 'application/json' : 'text/csv',
  };
  return lead.fetch(path, { method: 'POST', headers, body });
}
async function loadAreas(...rows: string[]) {
  const importId = randomUUID();
  await post(`/api/areas/imports/names?id=${importId}&source=${source}`, text(...rows));
  const applied = await post(`/api/areas/imports/${importId}/apply`, '{}');
  expect(applied.status).toBe(200);
  return importId;
}
async function agency(key: string, kind: string, level: contract.Agency['level'] = 'regency') {
  const id = randomUUID();
  await lead.ask(doors.createAgency, {
    body: { id, key, name: `Instansi ${key}`, short: key, kind, level, letterhead: null, ...stated },
  });
  return id;
}
async function unit(agencyId: string, key: string, kind: string, parentId: string | null = null) {
  const id = randomUUID();
  await lead.ask(doors.createUnit, { body: { id, agencyId, parentId, key, kind, name: key, ...stated } });
  return id;
}
async function assign(agencyId: string, unitId: string | null, area: string) {
  const id = randomUUID();
  await lead.ask(doors.assignJurisdiction, { body: { id, agencyId, unitId, area, ...stated } });
  return id;
}

/** What the journal holds about one thing. */
async function leaves(subject: string): Promise<string[]> {
  const found = await sql<{ event: string; bytes: Buffer }>`select event, bytes from journal_leaf`.execute(
    house.db,
  );
  return found.rows.filter(({ bytes }) => bytes.includes(subject)).map(({ event }) => event);
}

describe('who is responsible', () => {
  it('is told most specific first, although police and civil areas do not nest', async () => {
    const polres = await agency('polres-tangkot', 'polres', 'own-area');
    const polsek = await unit(polres, 'polsek-teluknaga', 'polsek');
    const kpu = await agency('kpu-tangkot', 'kpu');
    await assign(polres, null, '36.71');
    await assign(polres, polsek, '36.03.13');
    await assign(kpu, null, '36.71');
    const answer = async (area: string, kind?: string) => {
      const { responsible } = await lead.ask(reads.whoIsResponsible, {
        query: { area, ...(kind ? { kind } : {}) },
      });
      return responsible.map((one) => [one.agencyShort, one.unitName, one.through]);
    };
    expect(await answer('36.03.13')).toEqual([['polres-tangkot', 'polsek-teluknaga', '36.03.13']]);
    expect(await answer('36.71.01')).toEqual([
      ['kpu-tangkot', null, '36.71'],
      ['polres-tangkot', null, '36.71'],
    ]);
    expect(await answer('36.71.01', 'polres')).toEqual([['polres-tangkot', null, '36.71']]);
    expect(await answer('36.03')).toEqual([]);
  });

  it('forgets who was retired or withdrawn, and refuses the same jurisdiction twice', async () => {
    const dinkes = await agency('dinkes-tangkot', 'dinkes');
    const id = await assign(dinkes, null, '36.71.02');
    const twice = { id: randomUUID(), agencyId: dinkes, unitId: null, area: '36.71.02', ...stated };
    await lead.refused(doors.assignJurisdiction, 'agencies.already-responsible', { body: twice });
    await lead.refused(doors.assignJurisdiction, 'agencies.area-unknown', {
      body: { ...twice, area: '36.71.99' },
    });
    const ask = () => lead.ask(reads.whoIsResponsible, { query: { area: '36.71.02', kind: 'dinkes' } });
    expect((await ask()).responsible).toHaveLength(1);
    await lead.ask(doors.withdrawJurisdiction, { params: { jurisdictionId: id }, body: {} });
    expect((await ask()).responsible).toHaveLength(0);
    await lead.ask(doors.assignJurisdiction, { body: twice });
    await lead.ask(doors.retireAgency, { params: { agencyId: dinkes }, body: {} });
    expect((await ask()).responsible).toHaveLength(0);
  });
});

describe('agencies and units', () => {
  it('are created once however often they are sent, and not under a key that is taken', async () => {
    const id = randomUUID();
    const body = {
      id,
      key: 'bawaslu-x',
      name: 'Bawaslu X',
      short: 'Bawaslu X',
      kind: 'bawaslu',
      level: 'regency',
      letterhead: 'Jalan Satu\nKota',
      ...stated,
    } as const;
    await lead.ask(doors.createAgency, { body });
    await lead.ask(doors.createAgency, { body });
    expect(await leaves(id)).toEqual(['agencies.agency-created.v1']);
    await lead.refused(doors.createAgency, 'agencies.id-taken', { body: { ...body, name: 'Lain' } });
    await lead.refused(doors.createAgency, 'agencies.key-taken', { body: { ...body, id: randomUUID() } });
    await lead.refused(doors.createAgency, 'agencies.kind-unknown', {
      body: { ...body, id: randomUUID(), key: 'y', kind: 'nasa' },
    });
    const listed = await lead.ask(contract.listAgencies, { query: { q: 'Bawaslu X' } });
    expect(listed).toMatchObject({
      total: 1,
      rows: [{ id, sector: 'supervisor', areas: 0, retiredAt: null }],
    });
    const { letterhead, short, level } = body;
    await lead.ask(doors.updateAgency, {
      params: { agencyId: id },
      body: { letterhead, name: 'Bawaslu Y', short, level, ...stated },
    });
    expect((await lead.ask(reads.readAgency, { params: { agencyId: id } })).agency.name).toBe('Bawaslu Y');
    const phone = { id: randomUUID(), agencyId: id, unitId: null, office: 'Piket', phone: '021-5550102' };
    for (const office of ['Piket', 'Piket', 'Posko'])
      await lead.ask(doors.keepContact, { body: { ...phone, office } });
    expect(await leaves(phone.id)).toHaveLength(2);
  });

  it('form trees without circles, within one agency, and go from the leaves', async () => {
    const polda = await agency('polda-x', 'polda', 'own-area');
    const top = await unit(polda, 'polres-x', 'polres');
    const leaf = await unit(polda, 'polsek-x', 'polsek', top);
    const other = await agency('kodam-x', 'kodam', 'own-area');
    const change = (unitId: string, parentId: string | null) => ({
      params: { unitId },
      body: { parentId, kind: 'polres', name: 'x', ...stated },
    });
    await lead.refused(doors.updateUnit, 'agencies.unit-circle', change(top, leaf));
    const abroad = {
      id: randomUUID(),
      agencyId: other,
      parentId: top,
      key: 'kodim-x',
      kind: 'kodim',
      name: 'x',
      ...stated,
    };
    await lead.refused(doors.createUnit, 'agencies.unit-elsewhere', { body: abroad });
    await lead.refused(doors.retireUnit, 'agencies.has-units', { params: { unitId: top }, body: {} });
    await lead.refused(doors.retireAgency, 'agencies.has-units', { params: { agencyId: polda }, body: {} });
    await lead.ask(doors.retireUnit, { params: { unitId: leaf }, body: {} });
    await lead.ask(doors.retireUnit, { params: { unitId: top }, body: {} });
    await lead.ask(doors.retireAgency, { params: { agencyId: polda }, body: {} });
    const { agency: card, units } = await lead.ask(reads.readAgency, { params: { agencyId: polda } });
    expect(card.retiredAt).not.toBeNull();
    expect(units.every((one) => one.retiredAt !== null)).toBe(true);
  });
});

describe('those who may not', () => {
  it('neither change agencies nor learn that a door exists', async () => {
    const id = randomUUID();
    const body = {
      id,
      key: 'z',
      name: 'Z',
      short: 'Z',
      kind: 'kpu',
      level: 'regency',
      letterhead: null,
      ...stated,
    } as const;
    await house.stranger.refused(doors.createAgency, 'session.required', { body });
    for (const role of ['liaison', 'agency-officer', 'field-officer', 'auditor'])
      await house.as({ role }).refused(doors.createAgency, 'not-found', { body });
  });

  it('assign nothing outside their own areas', async () => {
    const kpu = await agency('kpu-luar', 'kpu');
    const local = house.as({ role: 'karendalops', areas: ['36.03'] });
    const body = { id: randomUUID(), agencyId: kpu, unitId: null, area: '36.71', ...stated };
    await local.refused(doors.assignJurisdiction, 'not-found', { body });
    await local.ask(doors.assignJurisdiction, { body: { ...body, area: '36.03.13' } });
  });

  it('keep no contacts of another agency, and see none as auditor or administrator', async () => {
    const own = await agency('satpol-a', 'satpol-pp');
    const other = await agency('satpol-b', 'satpol-pp');
    const officer = house.as({ role: 'agency-officer', agencyId: own });
    const contact = { id: randomUUID(), agencyId: own, unitId: null, office: 'Piket', phone: '021-5550100' };
    await officer.ask(doors.keepContact, { body: contact });
    await officer.refused(doors.keepContact, 'not-found', {
      body: { ...contact, id: randomUUID(), agencyId: other },
    });
    await house.as({ role: 'liaison' }).refused(doors.keepContact, 'not-found', { body: contact });
    expect(
      (await house.as({ role: 'liaison' }).ask(reads.listContacts, { query: { agencyId: own } })).total,
    ).toBe(1);
    for (const role of ['auditor', 'administrator', 'field-officer'])
      await house.as({ role }).refused(reads.listContacts, 'not-found', {});
    const kept = await sql<{ bytes: Buffer }>`
      select bytes from journal_leaf where event = 'agencies.contact-kept.v1'`.execute(house.db);
    expect(kept.rows.some(({ bytes }) => bytes.includes(contact.id))).toBe(true);
    expect(kept.rows.some(({ bytes }) => bytes.includes('5550100'))).toBe(false);
    await officer.ask(doors.removeContact, { params: { contactId: contact.id }, body: {} });
    expect((await officer.ask(reads.listContacts, { query: { agencyId: own } })).total).toBe(0);
  });
});

describe('whom to call', () => {
  it('is told to a post for its own place alone, the closest desk first', async () => {
    const polres = await agency('polres-piket', 'polres', 'own-area');
    const [near, far, room] = [
      await unit(polres, 'polsek-piket-1', 'polsek'),
      await unit(polres, 'polsek-piket-2', 'polsek'),
      await unit(polres, 'bagops-piket', 'polres'),
    ];
    await assign(polres, null, '36.71');
    await assign(polres, near, '36.71.01');
    await assign(polres, far, '36.71.02');
    const idle = await agency('polres-lain', 'polres', 'own-area');
    await assign(idle, null, '36.03');
    const desk = async (agencyId: string, unitId: string | null, office: string) => {
      const body = { id: randomUUID(), agencyId, unitId, office, phone: '021-5550101' };
      await lead.ask(doors.keepContact, { body });
    };
    await desk(polres, null, 'Siaga Polres');
    await desk(polres, near, 'SPKT dekat');
    await desk(polres, far, 'SPKT jauh');
    await desk(polres, room, 'Posko');
    await desk(idle, null, 'Siaga lain');
    const post = house.as({ role: 'field-officer', areas: ['36.71.01'] });
    const { contacts } = await post.ask(contract.contactsOnDuty, { query: { area: '36.71.01' } });
    expect(contacts.map((one) => [one.office, one.through])).toEqual([
      ['SPKT dekat', '36.71.01'],
      ['Posko', '36.71'],
      ['Siaga Polres', '36.71'],
    ]);
    expect(contacts[0]).toMatchObject({ agencyShort: 'polres-piket', kind: 'polres', phone: '021-5550101' });
    for (const area of ['36.71.02', '36.71', '36.03'])
      await post.refused(contract.contactsOnDuty, 'not-found', { query: { area } });
  });
});

describe('a file of jurisdictions', () => {
  it('is checked row by row, applied whole and taken back', async () => {
    await agency('kpu-berkas', 'kpu');
    const body = Buffer.from(
      'pemegang;wilayah\nkpu-berkas;36.71.01\nkpu-berkas;367102\ntidak-ada;36.71\nkpu-berkas;36.71.77\n\nkpu-berkas;36.03\nkpu-berkas;36.03\n',
      'latin1',
    );
    const id = randomUUID();
    const checked = await lead.ask(imports.importJurisdictions, { query: { id, source }, body });
    expect(checked).toMatchObject({ accepted: 1, added: 1, refused: 5 });
    expect(checked.errors.map((error) => [error.row, error.code])).toEqual([
      [3, 'agencies.row.area-form'],
      [4, 'agencies.row.holder-unknown'],
      [5, 'agencies.row.area-unknown'],
      [7, 'agencies.row.duplicate'],
      [8, 'agencies.row.duplicate'],
    ]);
    const ask = () => lead.ask(reads.whoIsResponsible, { query: { area: '36.71.01', kind: 'kpu' } });
    const before = (await ask()).responsible.length;
    expect(await lead.ask(imports.importJurisdictions, { query: { id, source }, body })).toEqual(checked);
    expect(await leaves(id)).toEqual(['agencies.import-checked.v1']);
    await lead.ask(imports.applyImport, { params: { importId: id }, body: {} });
    expect((await lead.ask(imports.listImports, {})).rows[0]).toMatchObject({
      id,
      state: 'applied',
      refused: 5,
    });
    expect(await lead.ask(imports.readImport, { params: { importId: id } })).toMatchObject({
      state: 'applied',
      errorCount: 5,
      sample: [{ holder: 'kpu-berkas', area: '36.71.01' }],
    });
    for (const role of ['liaison', 'agency-officer', 'auditor'])
      await house.as({ role }).refused(imports.readImport, 'not-found', { params: { importId: id } });
    expect((await ask()).responsible.map((one) => one.agencyShort)[0]).toBe('kpu-berkas');
    await lead.refused(imports.applyImport, 'agencies.import-state', { params: { importId: id }, body: {} });
    const errors = await lead.try(imports.readImportErrors, {
      params: { importId: id },
      query: { lang: 'en' },
    });
    expect(errors.bytes.toString('utf8')).toContain('Did you mean 36.71.02?');
    await lead.ask(imports.undoImport, { params: { importId: id }, body: {} });
    expect((await ask()).responsible).toHaveLength(before);
    const missing = { query: { id: randomUUID(), source }, body: text('instansi,kode', 'a,b') };
    await lead.refused(imports.importJurisdictions, 'agencies.column-missing', missing);
  });

  it('keeps an area that it names from being taken away', async () => {
    const kpu = await agency('kpu-jaga', 'kpu');
    const importId = await loadAreas('code,name', '36.72,Kota Cilegon');
    const id = await assign(kpu, null, '36.72');
    const refused = await post(`/api/areas/imports/${importId}/undo`, '{}');
    expect(await refused.text()).toContain('areas.import-in-use');
    await lead.ask(doors.withdrawJurisdiction, { params: { jurisdictionId: id }, body: {} });
    const undone = await post(`/api/areas/imports/${importId}/undo`, '{}');
    expect(undone.status).toBe(200);
  });
});
