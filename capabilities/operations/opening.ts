/** Opening an operation: its calendar, its frame, its clock. */
import { command, list } from '#shared/endpoint.ts';
import { eventType } from '#shared/event.ts';
import {
  AreaCode,
  Id,
  Localized,
  line,
  nullable,
  object,
  oneOf,
  PlainDate,
  PlainTime,
  Standing,
  type Static,
  Type,
} from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import {
  calendarKind,
  calendarRead,
  OperationForm,
  operationKind,
  operationOpen,
  StagePhase,
  Zones,
} from './contract.ts';
import { electionWords, keysOf } from './vocabulary.ts';

/** Lower case words with hyphens or dots. */
export const Key = Type.String({ pattern: '^[a-z0-9]+([-.][a-z0-9]+)*$', maxLength: 80 });
const Web = Type.String({ pattern: '^https?://', maxLength: 500 });
/** Where a statement was published: words, and an address where there is one. */
export const sourced = { source: line(400), sourceUrl: Type.Optional(nullable(Web)), standing: Standing };

const CalendarStage = object({
  key: Key,
  name: Localized,
  start: nullable(PlainDate),
  end: nullable(PlainDate),
  startTime: Type.Optional(PlainTime),
  endTime: Type.Optional(PlainTime),
  phase: StagePhase,
  standing: Standing,
  source: Type.Integer({ minimum: 0, description: 'Index into the citation' }),
  conditional: Type.Optional(Type.Boolean()),
  note: Type.Optional(Localized),
});

/** The same shape as the files in data/calendars. */
export const StageCalendar = object({
  key: Key,
  version: Type.Integer({ minimum: 1 }),
  regime: oneOf(['pilkada', 'pemilu']),
  title: Localized,
  votingDate: PlainDate,
  citation: Type.Array(
    object({
      title: line(500),
      url: Type.Optional(Web),
      note: Type.Optional(Type.String({ maxLength: 1000 })),
    }),
    { minItems: 1, maxItems: 50 },
  ),
  stages: Type.Array(CalendarStage, { minItems: 1, maxItems: 200 }),
  contradictions: Type.Array(
    object({
      key: Key,
      stage: Key,
      what: Localized,
      values: Type.Array(object({ value: line(200), source: Type.Integer({ minimum: 0 }) }), { minItems: 2 }),
    }),
    { maxItems: 100 },
  ),
});
export type StageCalendar = Static<typeof StageCalendar>;

export const calendarImported = eventType({
  name: 'stage-calendar.imported.v1',
  of: calendarKind,
  fields: { key: 'open', version: 'open', stages: 'open', citation: 'open' },
  text: { id: 'Kalender tahapan dimuat', en: 'Stage calendar loaded' },
});
export const importCalendar = command({
  name: 'operations.importCalendar',
  path: '/api/stage-calendars',
  summary: { id: 'Muat satu versi kalender tahapan', en: 'Load one version of a stage calendar' },
  access: operationOpen,
  body: object({ id: Id, calendar: StageCalendar }),
  reply: object({ id: Id }),
  records: [calendarImported],
  refusals: ['calendar.version-taken', 'calendar.incoherent', 'operation.id-taken'],
});
export const listCalendars = list({
  name: 'operations.listCalendars',
  path: '/api/stage-calendars',
  summary: { id: 'Kalender tahapan yang dimuat', en: 'Stage calendars that are loaded' },
  access: calendarRead,
  row: object({
    id: Id,
    key: Type.String(),
    version: Type.Integer(),
    title: Type.String(),
    votingDay: PlainDate,
    stages: Type.Integer(),
  }),
  columns: columns({
    id: { title: { id: 'ID', en: 'Id' }, type: 'id', hidden: true },
    title: { title: { id: 'Kalender', en: 'Calendar' }, type: 'text' },
    key: { title: { id: 'Kunci', en: 'Key' }, type: 'text' },
    version: { title: { id: 'Versi', en: 'Version' }, type: 'number' },
    votingDay: { title: { id: 'Pemungutan suara', en: 'Voting' }, type: 'day' },
    stages: { title: { id: 'Tahapan', en: 'Stages' }, type: 'number' },
  }),
});

export const Election = object({
  key: Key,
  kind: oneOf(keysOf(electionWords)),
  area: nullable(AreaCode),
  name: Localized,
  votingDay: PlainDate,
  ...sourced,
});

export const Phase = object({ phase: StagePhase, firstDay: PlainDate, lastDay: PlainDate, ...sourced });

/** The first statement of the period comes with the operation; later ones are revisions. */
export const PeriodStatement = object({
  id: Id,
  announcedOn: nullable(PlainDate),
  /** The first day on which this statement stands; unless given, the day of its announcement. */
  appliesFrom: Type.Optional(PlainDate),
  firstDay: PlainDate,
  lastDay: PlainDate,
  daysStated: nullable(Type.Integer({ minimum: 0, maximum: 10_000 })),
  note: Type.Optional(nullable(line(600))),
  ...sourced,
});
export type PeriodStatement = Static<typeof PeriodStatement>;

export const OpenOperation = object({
  id: Id,
  key: Key,
  codeName: line(160),
  kind: OperationForm,
  zone: Zones,
  areas: Type.Array(AreaCode, { minItems: 1, maxItems: 200, uniqueItems: true }),
  owners: Type.Array(Id, { maxItems: 20, uniqueItems: true }),
  sample: Type.Boolean(),
  drill: Type.Optional(Type.Boolean()),
  /** `pilkada-2024@1` */
  calendar: nullable(Type.String({ pattern: '^[a-z0-9-]+@[0-9]+$', maxLength: 80 })),
  period: PeriodStatement,
  elections: Type.Array(Election, { maxItems: 600 }),
  phases: Type.Array(Phase, { maxItems: 3 }),
});
export type OpenOperation = Static<typeof OpenOperation>;

export const operationOpened = eventType({
  name: 'operation.opened.v1',
  of: operationKind,
  beforeAdmission: true,
  fields: {
    key: 'open',
    codeName: 'open',
    kind: 'open',
    zone: 'open',
    areas: 'open',
    owners: 'open',
    sample: 'open',
    drill: 'open',
    calendar: 'open',
    firstDay: 'open',
    lastDay: 'open',
    elections: 'open',
  },
  text: { id: 'Operasi dibuka', en: 'Operation opened' },
  changesRights: true,
});
export const openOperation = command({
  name: 'operations.openOperation',
  path: '/api/operations',
  summary: { id: 'Buka operasi', en: 'Open an operation' },
  access: operationOpen,
  body: OpenOperation,
  reply: object({ id: Id }),
  records: [operationOpened],
  refusals: [
    'operation.id-taken',
    'operation.key-taken',
    'operation.calendar-missing',
    'operation.area-unknown',
    'operation.area-outside',
    'operation.agency-unknown',
    'operation.period-reversed',
    'operation.repeated',
  ],
});
