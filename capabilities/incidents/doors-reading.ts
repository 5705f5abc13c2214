/** The doors at which incidents are read: list, card, points. */
import { list, query } from '#shared/endpoint.ts';
import {
  Id,
  Instant,
  Latitude,
  Localized,
  Longitude,
  nullable,
  object,
  oneOf,
  type Static,
  Type,
} from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { areaColumns, pointColumns, YesNo, yesNoColumn } from '#shared/usual-columns.ts';
import { Holder, incidentLevels, incidentStates, LogEntry, levelWords, stateWords } from './incident.ts';
import { incidentContent, incidentRead } from './rights.ts';

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
  mayHold: YesNo,
  isMine: YesNo,
  /** Somebody at a post pressed for help. */
  emergency: YesNo,
  /** What waits is read in this order: 0 an emergency, then by level, 1 red to 3 green. */
  urgency: Type.Integer(),
});
export type IncidentRow = Static<typeof IncidentRow>;

export const listIncidents = list({
  name: 'incidents.list',
  path: '/api/operations/:operationId/incidents',
  summary: { id: 'Daftar kejadian', en: 'List of incidents' },
  access: incidentRead,
  params: { operationId: Id },
  row: IncidentRow,
  columns: columns({
    id: { title: { id: 'ID', en: 'Id' }, type: 'id', hidden: true },
    title: { title: { id: 'Kejadian', en: 'Incident' }, type: 'text' },
    level: { title: { id: 'Tingkat', en: 'Level' }, type: 'choice', choices: levelWords },
    state: { title: { id: 'Keadaan', en: 'State' }, type: 'choice', choices: stateWords },
    kind: { title: { id: 'Kunci jenis', en: 'Key of the kind' }, type: 'text', hidden: true },
    kindName: { title: { id: 'Jenis', en: 'Kind' }, type: 'text', quiet: true },
    ...areaColumns,
    addressee: { title: { id: 'Tujuan', en: 'Addressee' }, type: 'text' },
    holder: { title: { id: 'Dipegang oleh', en: 'Held by' }, type: 'text' },
    openedOperationAt: {
      title: { id: 'Waktu operasi', en: 'Operation time' },
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
    code: { title: { id: 'Kode', en: 'Code' }, type: 'text' },
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
    ...pointColumns,
    mayHold: { ...yesNoColumn('Bisa kami pegang', 'Ours to hold'), quiet: true },
    isMine: { ...yesNoColumn('Saya pegang', 'I have it'), quiet: true },
    emergency: { ...yesNoColumn('Darurat', 'Emergency'), quiet: true },
    urgency: { title: { id: 'Urutan mendesak', en: 'Order of urgency' }, type: 'number', hidden: true },
  }),
});

export const readIncident = query({
  name: 'incidents.read',
  path: '/api/incidents/:incidentId',
  summary: { id: 'Kartu kejadian dengan catatannya', en: 'One incident with its log' },
  access: incidentContent,
  params: { incidentId: Id },
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
        stationName: Type.Optional(nullable(Type.String())),
        /** Photographs of the report that have arrived. */
        photoIds: Type.Optional(Type.Array(Id)),
        receivedAt: Instant,
        operationAt: Instant,
      }),
    ),
    log: Type.Array(LogEntry),
    /** What the reader may do now. */
    mayTake: Type.Boolean(),
    mayWork: Type.Boolean(),
    isMine: Type.Boolean(),
    emergency: Type.Boolean(),
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
