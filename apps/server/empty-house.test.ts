/** A house as an owner starts it, without any sample: can those who need it reach an operation that runs? */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { invite } from '#rooms/access/endpoints-accounts.ts';
import { readKinds } from '#rooms/agencies/endpoints.ts';
import { createAgency } from '#rooms/agencies/endpoints-commands.ts';
import { submitReport } from '#rooms/field-reports/contract.ts';
import { listCalendars, openOperation } from '#rooms/operations/opening.ts';
import { decideOperator, readAdmission, stateOperator } from '#rooms/operations/operator.ts';
import { readToday } from '#rooms/situation/contract.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { type Running, start } from './start.ts';
import { type Visitor, visitor } from './testing/client.ts';
import { enrol, invitation } from './testing/member.ts';

const root = resolve(import.meta.dirname, '..', '..');
const said: string[] = [];
let dataDir: string;
let database: { url: string; drop(): Promise<void> };
let running: Running;
let administrator: Visitor;

async function serve(): Promise<Running> {
  const config = { root, dataDir, databaseUrl: database.url, port: 0, host: '127.0.0.1', lan: false };
  const rest = { sample: false, sampleOnLan: false, names: [], newAdminLink: false, tls: null };
  return start({ ...config, ...rest, logOrigin: null }, 'test', (line) => said.push(line));
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'rakor-empty-'));
  database = await testDatabase({ key: 'nothing at all', build: async () => {} });
  running = await serve();
}, 60_000);
afterAll(async () => {
  await running.stop();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Opens an account by a one-time link. */
async function comes(link: string, login: string): Promise<Visitor> {
  const { token } = await enrol({ stranger: visitor(running.origin, null) }, link, {
    login,
    now: new Date(),
  });
  return visitor(running.origin, token);
}

async function officerOf(agencyId: string, login: string): Promise<Visitor> {
  const { link } = await administrator.ask(invite, {
    body: invitation(agencyId, 'agency-officer', login),
  });
  return comes(link, login);
}

async function bring(path: string, body: string, type: string): Promise<void> {
  const headers = { 'idempotency-key': randomUUID(), 'content-type': type };
  const answer = await administrator.fetch(path, { method: 'POST', headers, body });
  expect([path, answer.status, await answer.text()]).toEqual([path, 200, expect.anything()]);
}

/** An agency of a kind that the form offers. */
async function agency(kind: string): Promise<string> {
  const { kinds } = await administrator.ask(readKinds);
  const found = kinds.find(({ key }) => key === kind);
  const body = {
    ...{ id: randomUUID(), key: `${kind}-uji`, name: `${kind} uji`, short: kind, letterhead: null },
    ...{ kind: found?.key ?? 'not offered', level: found?.levels[0] ?? 'own-area' },
    ...{ standing: 'stated' as const, source: 'uji' },
  };
  return (await administrator.ask(createAgency, { body })).id;
}

async function ask<T extends object>(sql: string): Promise<readonly T[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const found = await client.query<T>(sql);
  await client.end();
  return found.rows;
}

async function leaves(): Promise<readonly string[]> {
  const asked = `select event from journal_leaf where event ~ 'kinds|calendar' order by event`;
  return (await ask<{ event: string }>(asked)).map(({ event }) => event);
}

it('reaches an operation that runs and takes a report, by its own doors alone', async () => {
  const [link = ''] = /\/pertama#[\w-]{43}/.exec(said.join('\n')) ?? [];
  administrator = await comes(link, 'admin.utama');
  const csv = ['code,name', '31,Uji', '31.73,Kota Uji', '31.73.01,Kecamatan Uji', '31.73.01.1001,Uji'];
  const importId = randomUUID();
  await bring(`/api/areas/imports/names?id=${importId}&source=uji`, csv.join('\n'), 'text/csv');
  await bring(`/api/areas/imports/${importId}/apply`, '{}', 'application/json');
  const [kpu, polres] = [await agency('kpu'), await agency('polres')];
  const officers = [await officerOf(kpu, 'petugas.kpu'), await officerOf(polres, 'petugas.polres')];
  const operator = { id: randomUUID(), operator: 'Diskominfo', place: 'Ruang server' };
  await administrator.ask(stateOperator, { body: { ...operator, contact: 'Posko TI', backups: 'KPU' } });

  const { rows: calendars } = await administrator.ask(listCalendars, { query: {} });
  const operationId = randomUUID();
  const period = { id: randomUUID(), announcedOn: null, firstDay: '2029-11-01', lastDay: '2029-12-31' };
  await administrator.ask(openOperation, {
    body: {
      ...{ id: operationId, key: 'uji', codeName: 'Operasi uji', kind: 'regional', zone: 'WIB' },
      ...{ areas: ['31.73'], owners: [kpu, polres], sample: false, elections: [], phases: [] },
      calendar: `${calendars[0]?.key}@${calendars[0]?.version}`,
      period: { ...period, daysStated: null, source: 'uji', standing: 'stated' },
    },
  });
  const params = { operationId };
  const report = () => ({
    ...{ id: randomUUID(), operationId, stationId: null, area: '31.73.01.1001', kind: 'logistics' },
    ...{ help: 'no' as const, text: 'Kotak kurang dua', capturedAt: new Date().toISOString() },
    ...{ place: null, photos: 0, aboutAgencyId: null },
  });
  const [first] = officers;
  await first?.refused(submitReport, 'operation.not-admitted', { body: report() });
  for (const officer of officers) {
    const { waiting, short, missing } = await officer.ask(readToday, { params });
    expect(waiting[0]?.opens.list).toBe('operations.readAdmission');
    expect([short, missing]).toEqual([[], ['stations', 'pattern', 'strength']]);
    const decision = {
      id: randomUUID(),
      statementId: operator.id,
      decision: 'accepted',
      reason: null,
    } as const;
    await officer.ask(decideOperator, { params, body: decision });
    expect((await officer.ask(readToday, { params })).waiting).toEqual([]);
  }
  expect((await officers[1]?.ask(readAdmission, { params }))?.admittedAt).not.toBeNull();
  const { code } = (await first?.ask(submitReport, { body: report() })) ?? {};
  expect(code).toMatch(/^[2-9A-Z]{2}-[2-9A-Z]{4}$/);
}, 60_000);

it('brings in at a later start what an older house lacks, and otherwise nothing', async () => {
  const founded = await leaves();
  expect(founded).toEqual([
    'agencies.kinds-defined.v1',
    'field-report.kinds-set.v1',
    'stage-calendar.imported.v1',
    'stage-calendar.imported.v1',
  ]);
  await running.stop();
  running = await serve();
  expect(await leaves()).toEqual(founded);

  await ask(`delete from agency_kind where key = 'bawaslu'`);
  await ask(`update agency_kind set short = 'KPU kami' where key = 'kpu'`);
  await running.stop();
  running = await serve();
  expect(await leaves()).toEqual(['agencies.kinds-defined.v1', ...founded]);
  expect(await ask(`select short from agency_kind where key in ('bawaslu', 'kpu') order by key`)).toEqual([
    { short: 'Bawaslu' },
    { short: 'KPU kami' },
  ]);
}, 60_000);
