/** Random records, put through the doors into two operations, and what the tables hold of every kind afterwards. */
import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import sharp from 'sharp';
import type { Attributes } from '#shared/visibility.ts';
import type { House } from '../../apps/server/testing/house.ts';
import { grantAt, send } from './hidden-records.ts';
import { type Drawn, type Ground, SENDERS } from './random-cast.ts';
import { rowsAt } from './world.ts';

/** Stands in every text of this test, so that a search finds all of them. */
export const WORD = 'acakrakor';
/** Where everything lies that has a point. */
export const POINT = { lon: 123.5907, lat: -10.1699 };

export type Planted = Ground & {
  readonly senders: readonly string[];
  readonly photos: ReadonlyMap<string, string>;
  readonly dailyReports: readonly { readonly id: string; readonly operation: string }[];
};

/** A record that is really there. `ours`: made by this test, with a point and with the word in its text. */
export type Fact = { readonly id: string; readonly ours: boolean; readonly attributes: Attributes };
export type Truth = ReadonlyMap<string, readonly Fact[]>;

/** Opens a second operation in the city of the sample and finds the villages in which records will lie. */
export async function openGround(house: House): Promise<Ground> {
  const lead = house.as({ role: 'kaops' });
  const operation = (await rowsAt(lead, '/api/operations'))[0]?.id ?? '';
  const found = await rowsAt(lead, '/api/agencies?limit=500');
  const agencies = ['polres', 'kpu', 'bawaslu'].flatMap((kind) => {
    const agency = found.find((row) => row.kind === kind);
    return agency?.id ? [agency.id] : [];
  });
  const second = await openSecond(house, agencies);
  const { rows } = await sql<{ area: string }>`
    select area from (select distinct on (substr(area, 1, 8)) area from station order by substr(area, 1, 8), area) d
    order by area limit 4`.execute(house.db);
  const villages = rows.map(({ area }) => area);
  return { operations: [operation, second], agencies, villages };
}

async function openSecond(house: House, owners: readonly string[]): Promise<string> {
  const id = randomUUID();
  const loader = house.as({ role: 'system', kind: 'system' });
  const [calendar] = await rowsAt(loader, '/api/stage-calendars');
  await send(loader, '/api/operations', {
    ...{
      id,
      key: WORD,
      codeName: WORD,
      kind: 'regional',
      zone: 'WITA',
      areas: ['53.71'],
      phases: [],
      elections: [],
    },
    ...{ owners, sample: true, drill: true, calendar: `${calendar?.key}@${calendar?.version}` },
    period: {
      ...{ id: randomUUID(), announcedOn: '2024-11-01', firstDay: '2024-11-01', lastDay: '2024-12-31' },
      ...{ daysStated: 61, source: WORD, standing: 'staged' },
    },
  });
  return id;
}

/** Of each drawn record one of every kind; every third report with a photograph. */
export async function plant(house: House, ground: Ground, drawn: readonly Drawn[]): Promise<Planted> {
  const senders = Array.from({ length: SENDERS }, () => randomUUID());
  const photos = new Map<string, string>();
  const image = await pixels();
  for (const [index, record] of drawn.entries()) {
    const reportId = await plantOne(house, { ...ground, senders }, { ...record, index });
    if (index % 3 === 0) {
      const photo = randomUUID();
      await send(
        senderOf(house, { ...ground, senders }, record),
        `/api/field-reports/${reportId}/photos/${photo}`,
        image,
        'image/jpeg',
      );
      photos.set(reportId, photo);
    }
  }
  const dailyReports = ground.operations.map((operation) => ({ id: randomUUID(), operation }));
  const lead = house.as({ role: 'kaops' });
  for (const { id, operation } of dailyReports) {
    await send(lead, `/api/operations/${operation}/daily-reports`, { id, day: '2024-07-30' });
  }
  return { ...ground, senders, photos, dailyReports };
}

type Peopled = Ground & Pick<Planted, 'senders'>;

const senderOf = (house: House, { agencies, senders }: Peopled, { sender }: Pick<Drawn, 'sender'>) =>
  house.as({
    role: 'field-officer',
    userId: senders[sender] ?? '',
    agencyId: agencies[sender % agencies.length] ?? '',
  });

/** @param one.index no two may have the same: it is part of names and numbers */
export async function plantOne(
  house: House,
  ground: Peopled,
  one: Drawn & { index: number },
): Promise<string> {
  const { operation, area, about, help, index } = one;
  const kind = about === null ? one.kind : 'conduct';
  const at = `/api/operations/${operation}`;
  const reportId = randomUUID();
  await send(senderOf(house, ground, one), '/api/field-reports', {
    ...{ id: reportId, operationId: operation, stationId: null, area, kind, help, text: `${WORD} ${index}` },
    ...{ capturedAt: new Date().toISOString(), place: { ...POINT, accuracyM: 5 } },
    ...{ photos: index % 3 === 0 ? 1 : 0, aboutAgencyId: about },
  });
  // Whoever has no agency may not speak of one; the subject's own agency may not either.
  const writer = ground.agencies.find((agency) => agency !== about) ?? '';
  const lead = house.as({ role: 'kaops', agencyId: writer });
  await send(lead, '/api/incidents', {
    ...{ id: randomUUID(), operationId: operation, kind, area, title: `${WORD} ${index}`, text: WORD },
    ...{ level: 'yellow', place: POINT, reportIds: [], aboutAgencyId: about },
  });
  await send(lead, `${at}/activities`, {
    ...{ id: randomUUID(), title: `${WORD} ${index}`, kind: 'plenary', organiser: WORD, area, place: WORD },
    ...{ startsAt: '2024-11-25T03:00:00.000Z', endsAt: '2024-11-25T05:00:00.000Z', expectedCrowd: 10 },
    ...{ strength: [], satgas: null, note: null, standing: 'staged' },
  });
  await plantUndertakings(house, ground, { operation, area, index, writer });
  const station = randomUUID();
  await send(lead, `${at}/stations`, {
    ...{
      id: station,
      area,
      number: 700 + index,
      name: `TPS ${700 + index} ${WORD}`,
      address: null,
      ...POINT,
    },
    ...{ accuracy: 10, position: 'stated', voters: 300, specialKind: null, responsibleName: null },
    ...{ responsiblePhone: null, standing: 'staged', source: WORD },
  });
  await plantCard(house, {
    operation,
    station,
    agencyId: ground.agencies[index % ground.agencies.length] ?? '',
  });
  return reportId;
}

type Undertaking = Pick<Drawn, 'operation' | 'area'> & { index: number; writer: string };

/** What an agency does and undertakes besides: an event of outreach, a task, a grant. */
async function plantUndertakings(house: House, ground: Peopled, one: Undertaking): Promise<void> {
  const { operation, area, index, writer } = one;
  const lead = house.as({ role: 'kaops', agencyId: writer });
  await send(lead, '/api/outreach-logs', {
    ...{
      id: randomUUID(),
      operationId: operation,
      kind: 'visit',
      title: `${WORD} ${index}`,
      area,
      place: WORD,
    },
    ...{
      audiences: ['public'],
      partnerIds: [],
      note: WORD,
      heldAt: '2024-07-01T03:00:00.000Z',
      attended: null,
    },
  });
  await send(lead, '/api/tasks', {
    ...{
      id: randomUUID(),
      operationId: operation,
      title: `${WORD} ${index}`,
      detail: WORD,
      measure: WORD,
      area,
    },
    ...{ stage: null, theme: 'other', due: null, weight: 1, sharing: ['all', 'named', 'own'][index % 3] },
    ownerId: ground.agencies[index % ground.agencies.length] ?? '',
    readerIds: index % 3 === 1 ? [ground.agencies[(index + 1) % ground.agencies.length] ?? ''] : [],
  });
  const recipient = ['polri', 'kpu', 'bawaslu'][ground.agencies.indexOf(writer)] ?? '';
  await send(lead, '/api/election-grants', {
    ...grantAt(randomUUID(), { recipient, agencyId: writer, government: '53.71' }),
    ...{ operationId: operation, recipientName: `${WORD} ${index}`, source: WORD },
  });
}

async function plantCard(
  house: House,
  { operation, station, agencyId }: { operation: string; station: string; agencyId: string },
): Promise<void> {
  await send(house.as({ role: 'kaops', agencyId }), '/api/cards', {
    ...{ operationId: operation, agencyId, shift: WORD, validFrom: new Date().toISOString() },
    ...{
      validUntil: new Date(Date.now() + 86_400_000).toISOString(),
      cards: [{ id: randomUUID(), stationId: station }],
    },
  });
}

async function pixels(): Promise<Uint8Array<ArrayBuffer>> {
  const create = { width: 8, height: 8, channels: 3, background: { r: 9, g: 90, b: 160 } } as const;
  return new Uint8Array(await sharp({ create }).jpeg().toBuffer());
}

type Row = Readonly<Record<string, string | boolean | null | readonly string[]>>;
const LIKE = `${WORD}%`;
/** Each kind with the attributes that its rules ask for; `ours`: it was planted here. */
const TABLES: Readonly<Record<string, RawBuilder<Row>>> = {
  'field-report': sql`select id, text like ${LIKE} as ours, operation_id as operation, area, addressee, about, reporter from field_report`,
  incident: sql`select id, title like ${LIKE} as ours, operation_id as operation, area, addressee, about from incident`,
  outreach: sql`select id, title like ${LIKE} as ours, operation_id as operation, area from outreach`,
  grant: sql`select id, recipient_name like ${LIKE} as ours, operation_id as operation from grant_agreement`,
  task: sql`select id, title like ${LIKE} as ours, operation_id as operation, area, sharing, readers::text[] as readers from task`,
  activity: sql`select id, title like ${LIKE} as ours, operation_id as operation, area from operation_activity`,
  station: sql`select id, source = ${WORD} as ours, operation_id as operation, area from station where state = 'active'`,
  'post-card': sql`select id, shift = ${WORD} as ours, operation_id as operation, area, agency_id as agency from post_card`,
  account: sql`select id, false as ours, agency_id as agency from account`,
  operation: sql`select id, key = ${WORD} as ours, id as operation from operation`,
  'daily-report': sql`select id, true as ours, operation_id as operation from daily_report`,
};

/** Every record with the attributes that its kind asks for, straight from the tables. */
export async function readTruth(house: House): Promise<Truth> {
  const read = async (query: RawBuilder<Row>): Promise<readonly Fact[]> => {
    const { rows } = await query.execute(house.db);
    return rows.map(({ id, ours, ...attributes }) => ({
      id: String(id),
      ours: ours === true,
      attributes: Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [
          name,
          value === null || Array.isArray(value) ? value : String(value),
        ]),
      ),
    }));
  };
  const truth = new Map<string, readonly Fact[]>();
  for (const [kind, query] of Object.entries(TABLES)) truth.set(kind, await read(query));
  return truth;
}
