/** The doors that change an incident: open, hold, note, escalate, resolve. */
import { KindKey } from '#rooms/field-reports/contract.ts';
import { command } from '#shared/endpoint.ts';
import {
  AreaCode,
  Id,
  Latitude,
  Longitude,
  line,
  nullable,
  object,
  oneOf,
  paragraph,
  Type,
} from '#shared/schema.ts';
import {
  incidentLevelSet,
  incidentNoted,
  incidentOpened,
  incidentReleased,
  incidentResolved,
  incidentTaken,
} from './events.ts';
import { incidentLevels } from './incident.ts';
import { incidentWork } from './rights.ts';

const params = { incidentId: Id };
const done = object({ id: Id });
const Reason = nullable(line(300));

/** From reports, or directly. What the reports know (area, addressee, whom it is about) is copied and cannot be shed. */
export const openIncident = command({
  name: 'incidents.open',
  path: '/api/incidents',
  summary: { id: 'Buka kejadian', en: 'Open an incident' },
  access: incidentWork,
  body: object({
    id: Id,
    operationId: Id,
    /** A kind of report; null: that of the first report. */
    kind: nullable(KindKey),
    area: nullable(AreaCode),
    title: line(160),
    text: paragraph(4000),
    level: oneOf(incidentLevels),
    place: nullable(object({ lon: Longitude, lat: Latitude })),
    reportIds: Type.Array(Id, { maxItems: 100, uniqueItems: true }),
    aboutAgencyId: nullable(Id),
  }),
  reply: object({ id: Id, code: Type.String() }),
  records: [incidentOpened],
  refusals: [
    'incident.id-taken',
    'incident.empty-text',
    'incident.no-area',
    'incident.no-kind',
    'incident.report-attached',
    'incident.reports-differ',
  ],
});

/** "I have it". Somebody else's is taken over only within one agency, or by the addressee, and with a reason. */
export const takeIncident = command({
  name: 'incidents.take',
  path: '/api/incidents/:incidentId/take',
  summary: { id: 'Saya pegang', en: 'I have it' },
  access: incidentWork,
  params,
  body: object({ reason: Reason }),
  reply: done,
  records: [incidentTaken],
  refusals: ['incident.held', 'incident.not-addressee', 'incident.resolved-already'],
});
export const releaseIncident = command({
  name: 'incidents.release',
  path: '/api/incidents/:incidentId/release',
  summary: { id: 'Lepas kejadian', en: 'Release an incident' },
  access: incidentWork,
  params,
  body: object({ reason: Reason }),
  reply: done,
  records: [incidentReleased],
  refusals: ['incident.not-holder', 'incident.resolved-already'],
});
/** Whoever works with the incident may add to its log, from every agency. */
export const noteOnIncident = command({
  name: 'incidents.note',
  path: '/api/incidents/:incidentId/notes',
  summary: { id: 'Tulis catatan', en: 'Write a note' },
  access: incidentWork,
  params,
  body: object({ id: Id, text: paragraph(2000) }),
  reply: done,
  records: [incidentNoted],
  refusals: ['incident.note-taken', 'incident.empty-text'],
});
export const setIncidentLevel = command({
  name: 'incidents.setLevel',
  path: '/api/incidents/:incidentId/level',
  summary: { id: 'Ubah tingkat', en: 'Set the level' },
  access: incidentWork,
  params,
  body: object({ level: oneOf(incidentLevels), reason: Reason }),
  reply: done,
  records: [incidentLevelSet],
  refusals: ['incident.not-holder', 'incident.resolved-already'],
});
/** `answer` goes to everybody who reported it, beside what they were told before. */
export const resolveIncident = command({
  name: 'incidents.resolve',
  path: '/api/incidents/:incidentId/resolve',
  summary: { id: 'Selesaikan kejadian', en: 'Resolve an incident' },
  access: incidentWork,
  params,
  body: object({ result: paragraph(2000), answer: nullable(paragraph(1000)) }),
  reply: done,
  records: [incidentResolved],
  refusals: ['incident.not-holder', 'incident.resolved-already', 'incident.empty-text'],
});
