import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { referenceData } from '#data/load.ts';
import { listAgencies } from '#rooms/agencies/contract.ts';
import { listOperations } from '#rooms/operations/contract.ts';
import { type House, openHouse } from '../../../apps/server/testing/house.ts';
import { type ReportDraft, setReportKinds } from '../contract.ts';

export type Visitor = ReturnType<House['as']>;

/** The sample of West Jakarta with a station at a known place, and one person of each agency that reports go to. */
export type Ground = {
  readonly house: House;
  readonly operationId: string;
  readonly stationId: string;
  readonly agency: Readonly<Record<'polres' | 'kpu' | 'bawaslu' | 'dinkes', string>>;
  /** Who reports: a field officer of the police. */
  readonly guard: Visitor;
  readonly kpu: Visitor;
  /** Who leads. */
  readonly polres: Visitor;
  readonly bawaslu: Visitor;
};

export async function openGround(): Promise<Ground> {
  const house = await openHouse();
  await house.loadSample('west-jakarta-2024');
  const anybody = house.as({ role: 'karendalops' });
  const operationId = (await anybody.ask(listOperations, {})).rows[0]?.id ?? '';
  const { rows } = await anybody.ask(listAgencies, { query: { limit: 500 } });
  const idOf = (kind: string) => rows.find((row) => row.kind === kind)?.id ?? '';
  const agency = {
    polres: idOf('polres'),
    kpu: idOf('kpu'),
    bawaslu: idOf('bawaslu'),
    dinkes: idOf('dinkes'),
  };
  const { version, kinds } = referenceData().reportKinds();
  const bare = kinds.map(({ seen: _seen, ...kind }) => kind);
  await anybody.ask(setReportKinds, { body: { version, kinds: bare } });
  const stationId = await registerStation(anybody, operationId);
  const as = (role: string, agencyId: string) => house.as({ role, agencyId, areas: ['31.73'], operationId });
  return {
    house,
    operationId,
    stationId,
    agency,
    guard: as('field-officer', agency.polres),
    kpu: as('agency-officer', agency.kpu),
    polres: as('karendalops', agency.polres),
    bawaslu: as('agency-officer', agency.bawaslu),
  };
}

/** A report of the station, as the phone builds it. */
export function reportOf({ operationId, stationId }: Ground) {
  return (some: Partial<ReportDraft> = {}): ReportDraft => ({
    id: randomUUID(),
    operationId,
    stationId,
    area: null,
    kind: 'logistics',
    help: 'no',
    text: 'Kotak suara kurang dua',
    capturedAt: new Date().toISOString(),
    place: null,
    photos: 0,
    aboutAgencyId: null,
    ...some,
  });
}

/** Through the door of the neighbour, as anybody outside would. */
async function registerStation(who: Visitor, operationId: string): Promise<string> {
  const id = randomUUID();
  const unknown = { address: null, accuracy: null, voters: null, specialKind: null };
  const nobody = { responsibleName: null, responsiblePhone: null };
  const place = { area: '31.73.01.1001', lon: 106.73, lat: -6.13, position: 'staged' };
  const stated = { number: 901, name: 'TPS 901', standing: 'staged', source: 'uji' };
  const answer = await who.fetch(`/api/operations/${operationId}/stations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ id, ...stated, ...place, ...unknown, ...nobody }),
  });
  expect(answer.status, await answer.text()).toBe(200);
  return id;
}
