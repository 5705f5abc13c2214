/** The doors of this room: open, hold, note, escalate, resolve; list, card, points. */
import { KindKey } from '#rooms/field-reports/contract.ts';
import { command, list, query } from '#shared/endpoint.ts';
import {
  AreaCode,
  Id,
  Instant,
  Latitude,
  Localized,
  Longitude,
  line,
  nullable,
  object,
  oneOf,
  paragraph,
  type Static,
  Type,
} from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import {
  incidentLevelSet,
  incidentNoted,
  incidentOpened,
  incidentReleased,
  incidentResolved,
  incidentTaken,
} from './events.ts';
import { Holder, incidentLevels, incidentStates, LogEntry, levelWords, stateWords } from './incident.ts';
import { incidentRead, incidentWork } from './rights.ts';

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
/** `answer` goes to those who reported it and have no answer yet. */
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

const yesNo = ['yes', 'no'] as const;

export const IncidentRow = object({
  id: Id,
  code: Type.String(),
  level: oneOf(incidentLevels),
  state: oneOf(incidentStates),
  kind: Type.String(),
  kindName: Type.String(),
  title: Type.String(),
  area: Type.String(),
  areaName: Type.String(),
  addressee: nullable(Type.String()),
  holder: nullable(Type.String()),
  heldSince: nullable(Instant),
  openedAt: Instant,
  resolvedAt: nullable(Instant),
  /** The same moments by the operation's clock: what lists, tallies and the daily report go by. */
  heldOperationSince: nullable(Instant),
  openedOperationAt: Instant,
  resolvedOperationAt: nullable(Instant),
  reports: Type.Integer(),
  lon: nullable(Longitude),
  lat: nullable(Latitude),
  mayHold: oneOf(yesNo),
  isMine: oneOf(yesNo),
});
export type IncidentRow = Static<typeof IncidentRow>;

const yesNoWords = { yes: { id: 'ya', en: 'yes' }, no: { id: 'tidak', en: 'no' } };

export const listIncidents = list({
  name: 'incidents.list',
  path: '/api/operations/:operationId/incidents',
  summary: { id: 'Daftar kejadian', en: 'List of incidents' },
  access: incidentRead,
  params: { operationId: Id },
  row: IncidentRow,
  columns: columns({
    id: { title: { id: 'ID', en: 'Id' }, type: 'id', hidden: true },
    code: { title: { id: 'Kode', en: 'Code' }, type: 'text' },
    level: { title: { id: 'Tingkat', en: 'Level' }, type: 'choice', choices: levelWords },
    state: { title: { id: 'Keadaan', en: 'State' }, type: 'choice', choices: stateWords },
    kind: { title: { id: 'Kunci jenis', en: 'Key of the kind' }, type: 'text', hidden: true },
    kindName: { title: { id: 'Jenis', en: 'Kind' }, type: 'text', quiet: true },
    title: { title: { id: 'Kejadian', en: 'Incident' }, type: 'text' },
    area: { title: { id: 'Kode wilayah', en: 'Area code' }, type: 'area', quiet: true },
    areaName: { title: { id: 'Wilayah', en: 'Area' }, type: 'text' },
    addressee: { title: { id: 'Tujuan', en: 'Addressee' }, type: 'text' },
    holder: { title: { id: 'Dipegang oleh', en: 'Held by' }, type: 'text' },
    openedOperationAt: {
      title: { id: 'Dibuka (waktu operasi)', en: 'Opened (operation time)' },
      type: 'instant',
    },
    heldOperationSince: {
      title: { id: 'Dipegang sejak (waktu operasi)', en: 'Held since (operation time)' },
      type: 'instant',
      quiet: true,
    },
    resolvedOperationAt: {
      title: { id: 'Selesai (waktu operasi)', en: 'Resolved (operation time)' },
      type: 'instant',
      quiet: true,
    },
    openedAt: { title: { id: 'Dibuka sebenarnya', en: 'Really opened' }, type: 'instant', quiet: true },
    heldSince: {
      title: { id: 'Dipegang sebenarnya', en: 'Really held since' },
      type: 'instant',
      quiet: true,
    },
    resolvedAt: {
      title: { id: 'Selesai sebenarnya', en: 'Really resolved' },
      type: 'instant',
      quiet: true,
    },
    reports: { title: { id: 'Laporan', en: 'Reports' }, type: 'number' },
    lon: { title: { id: 'Bujur', en: 'Longitude' }, type: 'number', hidden: true },
    lat: { title: { id: 'Lintang', en: 'Latitude' }, type: 'number', hidden: true },
    mayHold: {
      title: { id: 'Bisa kami pegang', en: 'Ours to hold' },
      type: 'choice',
      quiet: true,
      choices: yesNoWords,
    },
    isMine: {
      title: { id: 'Saya pegang', en: 'I have it' },
      type: 'choice',
      quiet: true,
      choices: yesNoWords,
    },
  }),
});

export const readIncident = query({
  name: 'incidents.read',
  path: '/api/incidents/:incidentId',
  summary: { id: 'Kartu kejadian dengan catatannya', en: 'One incident with its log' },
  access: incidentRead,
  params,
  reply: object({
    id: Id,
    operationId: Id,
    code: Type.String(),
    level: oneOf(incidentLevels),
    state: oneOf(incidentStates),
    kind: Type.String(),
    kindName: Localized,
    title: Type.String(),
    text: Type.String(),
    area: Type.String(),
    areaName: Type.String(),
    addressee: nullable(Type.String()),
    aboutAgency: nullable(Type.String()),
    holder: nullable(Holder),
    openedAt: Instant,
    resolvedAt: nullable(Instant),
    openedOperationAt: Instant,
    resolvedOperationAt: nullable(Instant),
    result: nullable(Type.String()),
    lon: nullable(Longitude),
    lat: nullable(Latitude),
    reports: Type.Array(
      object({
        id: Id,
        code: Type.String(),
        text: Type.String(),
        receivedAt: Instant,
        operationAt: Instant,
      }),
    ),
    log: Type.Array(LogEntry),
    /** What the reader may do now. */
    mayTake: Type.Boolean(),
    mayWork: Type.Boolean(),
    isMine: Type.Boolean(),
  }),
});

export const INCIDENT_POINTS_LIMIT = 2000;

/** Incidents that are not resolved, with a point, newest first. */
export const readIncidentPoints = query({
  name: 'incidents.points',
  path: '/api/operations/:operationId/incidents/points',
  summary: { id: 'Titik kejadian untuk peta', en: 'Points of incidents for a map' },
  access: incidentRead,
  params: { operationId: Id },
  reply: object({
    points: Type.Array(
      object({
        id: Id,
        code: Type.String(),
        title: Type.String(),
        kind: Type.String(),
        level: oneOf(incidentLevels),
        state: oneOf(incidentStates),
        area: Type.String(),
        openedAt: Instant,
        openedOperationAt: Instant,
        lon: Longitude,
        lat: Latitude,
      }),
    ),
    dropped: Type.Integer(),
    withoutPlace: Type.Integer(),
  }),
});
