/** What stands around the stages: other events in the window, task forces, strategic points. */
import { command, list } from '#shared/endpoint.ts';
import { eventType } from '#shared/event.ts';
import {
  AreaCode,
  Id,
  Latitude,
  Localized,
  Longitude,
  line,
  nullable,
  object,
  PlainDate,
  Standing,
  type Static,
  Type,
} from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { operationKind, operationRead, operationRevise } from './contract.ts';
import { Key, sourced } from './opening.ts';
import { idColumn, madeOf, operationParams, sourceColumn, standingColumn } from './statements.ts';
import { pointWords } from './vocabulary.ts';

export const AddEvent = object({
  id: Id,
  name: Localized,
  firstDay: PlainDate,
  lastDay: PlainDate,
  ...sourced,
});
export type AddEvent = Static<typeof AddEvent>;
export const eventAdded = eventType({
  name: 'operation.event-added.v1',
  of: operationKind,
  beforeAdmission: true,
  fields: { name: 'open', firstDay: 'open', lastDay: 'open', source: 'open' },
  text: { id: 'Peristiwa lain dicatat', en: 'Other event recorded' },
});
export const addEvent = command({
  name: 'operations.addEvent',
  path: '/api/operations/:operationId/other-events',
  summary: { id: 'Catat peristiwa lain dalam waktu operasi', en: 'Record another event in the window' },
  access: operationRevise,
  params: operationParams,
  body: AddEvent,
  reply: madeOf,
  records: [eventAdded],
  refusals: ['operation.id-taken', 'operation.period-reversed'],
});
export const listEvents = list({
  name: 'operations.listEvents',
  path: '/api/operations/:operationId/other-events',
  summary: { id: 'Peristiwa lain dalam waktu operasi', en: 'Other events in the window' },
  access: operationRead,
  params: operationParams,
  row: object({
    id: Id,
    name: Type.String(),
    firstDay: PlainDate,
    lastDay: PlainDate,
    standing: Standing,
    source: Type.String(),
  }),
  columns: columns({
    id: idColumn,
    name: { title: { id: 'Peristiwa', en: 'Event' }, type: 'text' },
    firstDay: { title: { id: 'Hari pertama', en: 'First day' }, type: 'day' },
    lastDay: { title: { id: 'Hari terakhir', en: 'Last day' }, type: 'day' },
    standing: standingColumn,
    source: sourceColumn,
  }),
});

export const AddTaskForce = object({
  id: Id,
  key: Key,
  name: Localized,
  tasks: Type.Array(Localized, { minItems: 1, maxItems: 40 }),
  ...sourced,
});
export type AddTaskForce = Static<typeof AddTaskForce>;
export const taskForceAdded = eventType({
  name: 'operation.task-force-added.v1',
  of: operationKind,
  beforeAdmission: true,
  fields: { key: 'open', name: 'open', tasks: 'open', source: 'open' },
  text: { id: 'Satgas dibentuk', en: 'Task force formed' },
});
export const addTaskForce = command({
  name: 'operations.addTaskForce',
  path: '/api/operations/:operationId/task-forces',
  summary: { id: 'Bentuk satgas dengan tugasnya', en: 'Form a task force with its tasks' },
  access: operationRevise,
  params: operationParams,
  body: AddTaskForce,
  reply: madeOf,
  records: [taskForceAdded],
  refusals: ['operation.id-taken', 'operation.key-taken'],
});
export const listTaskForces = list({
  name: 'operations.listTaskForces',
  path: '/api/operations/:operationId/task-forces',
  summary: { id: 'Satgas dan tugasnya', en: 'Task forces and their tasks' },
  access: operationRead,
  params: operationParams,
  row: object({
    id: Id,
    key: Type.String(),
    name: Type.String(),
    tasks: Type.String(),
    activities: Type.Integer(),
    standing: Standing,
    source: Type.String(),
  }),
  columns: columns({
    id: idColumn,
    key: { title: { id: 'Kunci', en: 'Key' }, type: 'text', quiet: true },
    name: { title: { id: 'Satgas', en: 'Task force' }, type: 'text' },
    tasks: { title: { id: 'Tugas', en: 'Tasks' }, type: 'text' },
    activities: { title: { id: 'Kegiatan', en: 'Activities' }, type: 'number' },
    standing: standingColumn,
    source: sourceColumn,
  }),
});

export const AddPoint = object({
  id: Id,
  name: line(200),
  kind: Key,
  area: AreaCode,
  lon: nullable(Longitude),
  lat: nullable(Latitude),
  why: nullable(line(400)),
  ...sourced,
});
export type AddPoint = Static<typeof AddPoint>;
export const pointAdded = eventType({
  name: 'operation.point-added.v1',
  of: operationKind,
  beforeAdmission: true,
  fields: {
    name: 'open',
    kind: 'open',
    area: 'open',
    lon: 'open',
    lat: 'open',
    why: 'personal',
    source: 'open',
  },
  text: { id: 'Titik strategis dicatat', en: 'Strategic point recorded' },
});
export const addPoint = command({
  name: 'operations.addPoint',
  path: '/api/operations/:operationId/strategic-points',
  summary: { id: 'Catat titik strategis selain TPS', en: 'Record a strategic point besides stations' },
  access: operationRevise,
  params: operationParams,
  body: AddPoint,
  reply: madeOf,
  records: [pointAdded],
  refusals: [
    'operation.id-taken',
    'operation.area-unknown',
    'operation.area-outside',
    'operation.place-half',
    'operation.point-kind-unknown',
  ],
});
export const listPoints = list({
  name: 'operations.listPoints',
  path: '/api/operations/:operationId/strategic-points',
  summary: { id: 'Titik strategis selain TPS', en: 'Strategic points besides stations' },
  access: operationRead,
  params: operationParams,
  row: object({
    id: Id,
    name: Type.String(),
    kind: Type.String(),
    area: AreaCode,
    lon: nullable(Longitude),
    lat: nullable(Latitude),
    why: nullable(Type.String()),
    standing: Standing,
    source: Type.String(),
  }),
  columns: columns({
    id: idColumn,
    name: { title: { id: 'Tempat', en: 'Place' }, type: 'text' },
    kind: { title: { id: 'Jenis', en: 'Kind' }, type: 'choice', choices: pointWords },
    area: { title: { id: 'Wilayah', en: 'Area' }, type: 'area' },
    why: { title: { id: 'Mengapa', en: 'Why' }, type: 'text' },
    lon: { title: { id: 'Bujur', en: 'Longitude' }, type: 'number', quiet: true },
    lat: { title: { id: 'Lintang', en: 'Latitude' }, type: 'number', quiet: true },
    standing: standingColumn,
    source: sourceColumn,
  }),
});
