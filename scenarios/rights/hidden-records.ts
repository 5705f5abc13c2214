/** Puts what is hidden into the house, through its doors, by somebody who may. */
import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { Asker } from './answers.ts';
import { FAR_AREA, FAR_VILLAGE, OWN_VILLAGE, SECRET, type World } from './world.ts';

export type Hands = {
  /** Reports from the far village, for the election commission. */
  readonly reporter: Asker;
  /** Officer of the election supervisor, over the whole operation. */
  readonly supervisor: Asker;
  /** Leads the sample operation in all its areas. */
  readonly lead: Asker;
  /** Loads operations. */
  readonly loader: Asker;
  /** Leads the other operation. */
  readonly otherLead: Asker;
  readonly otherReporter: Asker;
  /** Administrator of the election supervisor. */
  readonly administrator: Asker;
};

type Kind = 'application/json' | 'image/jpeg' | 'text/csv';

/** @returns what the door says. @throws Error unless it says yes */
export async function send(
  asker: Asker,
  path: string,
  body: object | Uint8Array<ArrayBuffer>,
  type: Kind = 'application/json',
): Promise<string> {
  const answer = await asker.fetch(path, {
    method: 'POST',
    headers: { 'content-type': type, 'idempotency-key': randomUUID() },
    body: body instanceof Uint8Array ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
  return text;
}

const reportAt = (at: { id: string; operationId: string; area: string; about?: string; kind?: string }) => ({
  id: at.id,
  operationId: at.operationId,
  stationId: null,
  area: at.area,
  kind: at.kind ?? 'conduct',
  // The server opens an incident of its own for this one.
  help: 'now',
  text: `${SECRET}: perlu ditelusuri.`,
  capturedAt: new Date().toISOString(),
  place: { lon: 106.81, lat: -6.15, accuracyM: 12 },
  photos: 1,
  aboutAgencyId: at.about ?? null,
});

const incidentAt = (at: { id: string; operationId: string; area: string; about?: string }) => ({
  id: at.id,
  operationId: at.operationId,
  kind: at.about ? 'conduct' : 'violation',
  area: at.area,
  title: `${SECRET}: kejadian`,
  text: `${SECRET}: rinciannya.`,
  level: 'red',
  place: null,
  reportIds: [],
  aboutAgencyId: at.about ?? null,
});

const activityAt = (id: string, area: string) => ({
  id,
  title: `${SECRET}: rapat pleno`,
  kind: 'plenary',
  organiser: SECRET,
  area,
  place: SECRET,
  startsAt: '2024-11-25T03:00:00.000Z',
  endsAt: '2024-11-25T05:00:00.000Z',
  expectedCrowd: 400,
  strength: [{ force: 'polri', count: 40 }],
  satgas: null,
  note: SECRET,
  standing: 'staged',
});

const outreachAt = (id: string, operationId: string, area: string) => ({
  ...{ id, operationId, area, kind: 'dialogue', title: `${SECRET}: dialog`, place: SECRET, note: SECRET },
  ...{ audiences: ['youth'], partnerIds: [], attended: { count: 40, basis: 'counted' } },
  heldAt: '2024-11-24T03:00:00.000Z',
});

/** An own task of an agency, which its people see wherever it lies. */
const taskAt = (id: string, operationId: string, of: { ownerId: string; area: string }) => ({
  ...{ id, operationId, title: `${SECRET}: tugas`, detail: SECRET, measure: SECRET, stage: null, due: null },
  ...{ theme: 'security', weight: 5, sharing: 'all', readerIds: [], ...of },
});

/** A grant, written down by the agency that receives it. */
export const grantAt = (id: string, to: { recipient: string; agencyId: string; government: string }) => ({
  ...{ id, government: to.government, recipient: to.recipient, recipientAgencyId: to.agencyId },
  ...{ amount: 1000, roundedTo: 1, signedOn: null, number: null, standing: 'staged', note: null },
  tranches: [{ id: randomUUID(), percent: 100, amount: null, rule: 'nphd-second', dueOn: null }],
});

const stationAt = (id: string, area: string) => ({
  id,
  area,
  number: 901,
  name: `TPS 901 ${SECRET}`,
  address: SECRET,
  lon: 106.8123,
  lat: -6.1523,
  accuracy: 10,
  position: 'stated',
  voters: 555,
  specialKind: 'hospital',
  responsibleName: SECRET,
  responsiblePhone: '021-5550123',
  standing: 'stated',
  source: SECRET,
});

const patternAt = (area: string | null, cls: string) => ({
  id: randomUUID(),
  area,
  class: cls,
  police: 9,
  stations: 1,
  linmas: 2,
  linmasPerStation: 2,
  writtenAs: null,
  reading: null,
  validFrom: '2024-11-02',
  source: SECRET,
  statedOn: null,
  standing: 'staged',
});

const poolAt = (area: string | null, duty: 'tps' | 'reserve' | 'lent') => ({
  id: randomUUID(),
  area,
  force: 'polri',
  duty,
  count: 77,
  validFrom: '2024-11-02',
  source: SECRET,
  statedOn: null,
  standing: 'staged',
});

/** About the police's own people: everything that grows from one report. */
export async function hideFromPolice({ reporter, supervisor }: Hands, world: World): Promise<void> {
  const { operationId, hidden, agencies } = world;
  const at = { operationId, area: FAR_VILLAGE, about: agencies.polres };
  await send(reporter, '/api/field-reports', reportAt({ ...at, id: hidden.aboutReport }));
  const photo = `/api/field-reports/${hidden.aboutReport}/photos/${hidden.aboutPhoto}`;
  await send(reporter, photo, await pixels(), 'image/jpeg');
  await send(supervisor, '/api/field-reports/acknowledge', { reportIds: [hidden.aboutReport] });
  await send(supervisor, '/api/incidents', incidentAt({ ...at, id: hidden.aboutIncident }));
  const incident = `/api/incidents/${hidden.aboutIncident}`;
  await send(supervisor, `${incident}/take`, { reason: null });
  await send(supervisor, `${incident}/notes`, { id: randomUUID(), text: SECRET });
  await send(supervisor, `/api/field-reports/${hidden.aboutReport}/answer`, { answer: SECRET });
}

/** A second operation in the same city, with something of everything. */
export async function hideOperation(hands: Hands, world: World): Promise<void> {
  const { loader, otherLead, otherReporter } = hands;
  const { otherOperation: operationId, ...hidden } = world.hidden;
  const at = `/api/operations/${operationId}`;
  const said = { source: SECRET, standing: 'staged' };
  await send(loader, '/api/operations', {
    ...{ id: operationId, key: SECRET, codeName: SECRET, kind: 'regional', zone: 'WIB', areas: ['31.73'] },
    ...{
      owners: [world.agencies.bawaslu],
      sample: true,
      drill: true,
      calendar: 'pilkada-2024@2',
      phases: [],
    },
    ...{ elections: [] },
    period: {
      ...{ id: randomUUID(), announcedOn: '2024-11-01', firstDay: '2024-11-01', lastDay: '2024-12-31' },
      ...{ daysStated: 61, ...said },
    },
  });
  await send(loader, `${at}/clock`, { mode: 'shifted', shows: '2024-11-25T01:00:00.000Z' });
  await send(loader, `${at}/strengths`, {
    ...{ id: randomUUID(), statedOn: '2024-11-10', area: null, publishedTotal: 900, ...said },
    parts: [{ force: 'polri', duty: 'tps', count: 800, inPublishedTotal: true, standing: 'staged' }],
  });
  await send(otherLead, `${at}/stations`, stationAt(hidden.otherStation, OWN_VILLAGE));
  await send(otherLead, `${at}/activities`, activityAt(hidden.otherActivity, OWN_VILLAGE));
  await send(otherLead, `${at}/deployment/patterns`, patternAt(null, 'rawan'));
  await send(otherLead, `${at}/deployment/pools`, poolAt(null, 'reserve'));
  await send(otherReporter, '/api/field-reports', {
    ...reportAt({ id: hidden.otherReport, operationId, area: OWN_VILLAGE, kind: 'disorder' }),
    photos: 0,
  });
  await send(
    otherLead,
    '/api/incidents',
    incidentAt({ id: hidden.otherIncident, operationId, area: OWN_VILLAGE }),
  );
  const outreach = outreachAt(hidden.otherOutreach, operationId, OWN_VILLAGE);
  await send(otherLead, '/api/outreach-logs', outreach);
  const others = { ownerId: world.agencies.bawaslu, area: OWN_VILLAGE };
  await send(otherLead, '/api/tasks', taskAt(hidden.otherTask, operationId, others));
  const toBawaslu = { recipient: 'bawaslu', agencyId: world.agencies.bawaslu, government: '31.73' };
  await send(otherLead, '/api/election-grants', {
    ...grantAt(hidden.otherGrant, toBawaslu),
    ...{ operationId, recipientName: SECRET, source: SECRET },
  });
  await send(otherLead, `${at}/daily-reports`, { id: hidden.otherDailyReport, day: '2024-11-24' });
}

/** A new member of an agency; its administrators alone hear of it. */
export async function inviteInto(administrator: Asker, agencyId: string, id: string): Promise<void> {
  await send(administrator, '/api/invitations', {
    ...{ id, name: SECRET, agencyId, role: 'agency-officer', areas: ['31.73'] },
    ...{ operationId: null, validUntil: null },
  });
}

export async function registerAt({ lead }: Hands, world: World, id: string, village: string): Promise<void> {
  await send(lead, `/api/operations/${world.operationId}/stations`, stationAt(id, village));
}

/** People and links of others. */
export async function hidePeople({ administrator, supervisor }: Hands, world: World): Promise<void> {
  await inviteInto(administrator, world.agencies.bawaslu, randomUUID());
  await send(supervisor, '/api/calendar-links', { id: randomUUID(), label: SECRET });
}

/** In the same operation, in a district where the asker is not. */
export async function hideFarAway({ lead, reporter }: Hands, world: World): Promise<void> {
  const { operationId, hidden } = world;
  const at = `/api/operations/${operationId}`;
  await send(lead, `${at}/stations`, stationAt(hidden.farStation, FAR_VILLAGE));
  await send(lead, `${at}/activities`, activityAt(hidden.farActivity, FAR_VILLAGE));
  await send(lead, `${at}/deployment/patterns`, patternAt(FAR_AREA, 'kurang-rawan'));
  await send(lead, `${at}/deployment/pools`, poolAt(FAR_AREA, 'tps'));
  await send(lead, `${at}/deployment/pools`, poolAt(FAR_AREA, 'lent'));
  await send(lead, '/api/incidents', incidentAt({ id: hidden.farIncident, operationId, area: FAR_VILLAGE }));
  await send(reporter, '/api/field-reports', {
    ...reportAt({ id: hidden.farReport, operationId, area: FAR_VILLAGE, kind: 'violation' }),
    photos: 0,
  });
  await send(lead, '/api/outreach-logs', outreachAt(hidden.farOutreach, operationId, FAR_VILLAGE));
  const far = { ownerId: world.agencies.polres, area: FAR_VILLAGE };
  await send(lead, '/api/tasks', taskAt(hidden.farTask, operationId, far));
  const sheet = await send(lead, '/api/cards', {
    ...{ operationId, agencyId: world.agencies.polres, shift: SECRET },
    validFrom: new Date().toISOString(),
    validUntil: new Date(Date.now() + 86_400_000).toISOString(),
    cards: [{ id: randomUUID(), stationId: hidden.farStation }],
  });
  const { cards }: { cards: { code: string }[] } = JSON.parse(sheet);
  const phone = { id: randomUUID(), deviceId: randomUUID(), name: SECRET };
  await send(reporter, '/api/card-session', { ...phone, card: cards[0]?.code ?? '' });
  const asked = new URLSearchParams({
    id: hidden.farImport,
    mapping: JSON.stringify({ area: 'kode', number: 'no', voters: 'dpt' }),
    source: SECRET,
    fileName: `${SECRET}.csv`,
  });
  const file = Buffer.from(`kode,no,dpt\n${FAR_VILLAGE},902,300\n`, 'utf8');
  await send(lead, `${at}/station-imports?${asked}`, new Uint8Array(file), 'text/csv');
  await send(lead, `/api/station-imports/${hidden.farImport}/apply`, {});
}

async function pixels(): Promise<Uint8Array<ArrayBuffer>> {
  const background = { r: 20, g: 90, b: 60 };
  const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return new Uint8Array(jpeg);
}
