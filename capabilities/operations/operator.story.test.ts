import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listAgencies } from '#rooms/agencies/contract.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { planActivity } from './activities.ts';
import { listOperations, readOperation } from './contract.ts';
import { openOperation } from './opening.ts';
import { countOperations, decideOperator, listOperators, readAdmission, stateOperator } from './operator.ts';

let house: House;
const operationId = randomUUID();
const params = { operationId };
const agencies = new Map<string, string>();

beforeAll(async () => {
  house = await openHouse();
  await house.loadSample('west-jakarta-2024');
  const { rows } = await house.as({ role: 'administrator' }).ask(listAgencies, { query: { limit: 500 } });
  for (const { kind, id, key } of rows) if (/jakbar|jakarta-barat/.test(key)) agencies.set(kind, id);
}, 120_000);
afterAll(() => house.close());

const agencyOf = (kind: string) => agencies.get(kind) ?? '';
const officer = (kind: string) =>
  house.as({ role: 'agency-officer', agencyId: agencyOf(kind), areas: ['31.73'] });
const lead = () => house.as({ role: 'karendalops', agencyId: agencyOf('polres'), areas: ['31.73'] });
const statement = (operator: string) => ({
  id: randomUUID(),
  operator,
  place: 'Ruang server Diskominfo, Kembangan',
  contact: 'Posko TI, 021-000000',
  backups: 'KPU dan Polres, masing-masing satu salinan',
});
const activity = () => ({
  id: randomUUID(),
  title: 'Pengiriman logistik',
  kind: 'delivery' as const,
  organiser: 'KPU',
  area: '31.73.01',
  place: 'Gudang KPU',
  startsAt: '2029-11-25T03:00:00.000Z',
  endsAt: null,
  expectedCrowd: null,
  strength: [],
  satgas: null,
  note: null,
  standing: 'stated' as const,
});

it('opens once KPU and the police have accepted who operates the server, and not before', async () => {
  const administrator = house.as({ role: 'administrator' });
  await house.as({ role: 'kaops' }).ask(openOperation, {
    body: {
      ...{ id: operationId, key: 'sungguhan', codeName: 'Operasi sungguhan', kind: 'regional', zone: 'WIB' },
      ...{ areas: ['31.73'], owners: [agencyOf('kpu'), agencyOf('polres'), agencyOf('bawaslu')] },
      ...{ sample: false, calendar: null, elections: [], phases: [] },
      period: {
        ...{ id: randomUUID(), announcedOn: null, firstDay: '2029-11-01', lastDay: '2029-12-31' },
        ...{ daysStated: null, source: 'uji', standing: 'stated' },
      },
    },
  });
  const planned = { params, body: activity() };
  // Who sets the house up sees how far it is; whoever reaches a part of it does not learn of the other parts.
  expect(await administrator.ask(countOperations)).toEqual({
    counted: { opened: 2, running: 1 },
  });
  const bounded = house.as({ role: 'administrator', areas: ['31.73'] });
  expect(await bounded.ask(countOperations)).toEqual({ counted: null });
  await lead().refused(planActivity, 'operation.not-admitted', planned);

  const first = statement('Diskominfo Jakarta Barat');
  await lead().refused(stateOperator, 'not-found', { body: first });
  await administrator.ask(stateOperator, { body: first });
  expect(await officer('kpu').ask(readAdmission, { params })).toMatchObject({
    admittedAt: null,
    operator: { operator: first.operator },
    mine: 'kpu',
  });
  const say = (decision: 'accepted' | 'objected', statementId: string, reason: string | null = null) => ({
    params,
    body: { id: randomUUID(), statementId, decision, reason },
  });
  await officer('bawaslu').refused(decideOperator, 'operator.not-a-party', say('accepted', first.id));
  await officer('polres').refused(decideOperator, 'operator.reason-missing', say('objected', first.id));
  expect(await officer('polres').ask(decideOperator, say('accepted', first.id))).toEqual({
    admittedAt: null,
  });
  await lead().refused(planActivity, 'operation.not-admitted', planned);

  // Another operator is stated before KPU has spoken: what the police said was about the one before.
  const second = statement('KPU Jakarta Barat');
  await administrator.ask(stateOperator, { body: second });
  await officer('kpu').refused(decideOperator, 'operator.changed', say('accepted', first.id));
  expect(await officer('kpu').ask(decideOperator, say('accepted', second.id))).toEqual({ admittedAt: null });
  const objection = say('objected', second.id, 'Siapa yang memegang kunci ruang server?');
  await officer('polres').ask(decideOperator, objection);
  await lead().refused(planActivity, 'operation.not-admitted', planned);
  const { admittedAt } = await officer('polres').ask(decideOperator, say('accepted', second.id));
  expect(admittedAt).not.toBeNull();
  expect((await lead().ask(readOperation, { params })).admittedAt).toBe(admittedAt);
  await lead().ask(planActivity, planned);
  expect(await administrator.ask(countOperations)).toEqual({
    counted: { opened: 2, running: 2 },
  });

  // Once it is open it stays open: a change is seen, and nobody's work stops on election day.
  await administrator.ask(stateOperator, { body: statement('Pihak ketiga') });
  const changed = await officer('bawaslu').ask(readAdmission, { params });
  expect(changed.parties.map(({ party, accepted }) => [party, accepted])).toEqual([
    ['kpu', false],
    ['police', false],
  ]);
  await lead().ask(planActivity, { params, body: activity() });
  const { rows } = await lead().ask(listOperators);
  expect(rows.map(({ operator, current }) => [operator, current])).toEqual([
    ['Pihak ketiga', 'yes'],
    [second.operator, 'no'],
    [first.operator, 'no'],
  ]);
});

it('is not asked of a sample, which holds nobody’s data', async () => {
  const { rows } = await house.as({ role: 'kaops' }).ask(listOperations);
  const sample = rows.find((row) => row.sample === 'yes');
  const reply = await lead().ask(readAdmission, { params: { operationId: sample?.id ?? '' } });
  expect(reply).toMatchObject({ how: 'sample' });
});
