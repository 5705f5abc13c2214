/** The doors at which tasks are read: the list, one task, who can be asked, and the days ahead. */
import { Due } from '#rooms/operations/contract.ts';
import { list, query } from '#shared/endpoint.ts';
import {
  Id,
  Instant,
  nullable,
  object,
  oneOf,
  PlainDate,
  Standing,
  type Static,
  Type,
} from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { areaColumns, YesNo, yesNoColumn } from '#shared/usual-columns.ts';
import { taskRead, taskWork } from './rights.ts';
import {
  Entry,
  Evidence,
  HandOver,
  originKinds,
  originWords,
  Party,
  Proposed,
  sharings,
  sharingWords,
  stateWords,
  taskStates,
  themes,
  themeWords,
  turns,
  turnWords,
} from './task.ts';

export const TaskRow = object({
  id: Id,
  code: Type.String(),
  title: Type.String(),
  state: oneOf(taskStates),
  owner: Type.String(),
  asker: Type.String(),
  person: nullable(Type.String()),
  dueDay: nullable(PlainDate),
  /** Calendar days from the operation's today to the due day; negative when it has passed. */
  daysLeft: nullable(Type.Integer()),
  overdue: YesNo,
  turn: oneOf(turns),
  /** Whoever asks has the next move, by their agency. */
  ourTurn: YesNo,
  /** The asker of the list is the responsible person. */
  mine: YesNo,
  ours: YesNo,
  /** We asked another agency for it, and it is not ended. */
  awaited: YesNo,
  closed: YesNo,
  theme: oneOf(themes),
  stage: nullable(Type.String()),
  stageName: nullable(Type.String()),
  area: Type.String(),
  areaName: Type.String(),
  origin: oneOf(originKinds),
  measure: Type.String(),
  evidence: Type.Integer(),
  needsOpen: Type.Integer(),
  weight: Type.Integer(),
  sharing: oneOf(sharings),
  standing: nullable(Standing),
  offeredOperationAt: Instant,
  changedOperationAt: Instant,
});
export type TaskRow = Static<typeof TaskRow>;

const title = (id: string, en: string) => ({ id, en });

export const listTasks = list({
  name: 'tasks.list',
  path: '/api/operations/:operationId/tasks',
  summary: title('Daftar tugas', 'List of tasks'),
  access: taskRead,
  params: { operationId: Id },
  row: TaskRow,
  columns: columns({
    id: { title: title('ID', 'Id'), type: 'id', hidden: true },
    code: { title: title('Kode', 'Code'), type: 'text' },
    title: { title: title('Tugas', 'Task'), type: 'text' },
    state: { title: title('Keadaan', 'State'), type: 'choice', choices: stateWords },
    owner: { title: title('Pelaksana', 'Owner'), type: 'text' },
    asker: { title: title('Peminta', 'Asker'), type: 'text' },
    person: { title: title('Penanggung jawab', 'Responsible person'), type: 'text' },
    dueDay: { title: title('Tenggat', 'Due'), type: 'day' },
    daysLeft: { title: title('Sisa hari', 'Days left'), type: 'number', quiet: true },
    overdue: yesNoColumn('Lewat tenggat', 'Overdue'),
    turn: { title: title('Giliran', 'Whose move'), type: 'choice', choices: turnWords, quiet: true },
    ourTurn: { ...yesNoColumn('Giliran kami', 'Our move'), quiet: true },
    mine: { ...yesNoColumn('Saya', 'Mine'), quiet: true },
    ours: { ...yesNoColumn('Instansi kami', 'Ours'), quiet: true },
    awaited: { ...yesNoColumn('Kami tunggu', 'Awaited by us'), quiet: true },
    closed: { ...yesNoColumn('Berakhir', 'Ended'), quiet: true },
    theme: { title: title('Tema', 'Theme'), type: 'choice', choices: themeWords },
    stage: { title: title('Kunci tahapan', 'Key of the stage'), type: 'text', hidden: true },
    stageName: { title: title('Tahapan', 'Stage'), type: 'text' },
    ...areaColumns,
    origin: { title: title('Asal', 'Origin'), type: 'choice', choices: originWords, quiet: true },
    measure: { title: title('Ukuran selesai', 'Measure of done'), type: 'text', quiet: true },
    evidence: { title: title('Bukti', 'Evidence'), type: 'number' },
    needsOpen: { title: title('Menunggu tugas lain', 'Waits for tasks'), type: 'number', quiet: true },
    weight: { title: title('Bobot', 'Weight'), type: 'number', quiet: true },
    sharing: { title: title('Dilihat oleh', 'Seen by'), type: 'choice', choices: sharingWords, quiet: true },
    standing: { title: title('Dasar', 'Standing'), type: 'text', quiet: true },
    offeredOperationAt: { title: title('Diminta', 'Asked'), type: 'instant', quiet: true },
    changedOperationAt: { title: title('Terakhir berubah', 'Last changed'), type: 'instant', quiet: true },
  }),
});

/** What whoever looks may do now, as the names of the doors: `accept`, `start`, `hand-over-answer`. */
export const acts = [
  'accept',
  'refuse',
  'counter',
  'counter-answer',
  'plenary',
  'person',
  'start',
  'evidence',
  'done',
  'confirm',
  'return',
  'hand-over',
  'hand-over-answer',
  'change',
  'change-answer',
  'needs',
  'drop',
] as const;
export type Act = (typeof acts)[number];

export const TaskCard = object({
  id: Id,
  operationId: Id,
  code: Type.String(),
  title: Type.String(),
  detail: Type.String(),
  measure: Type.String(),
  state: oneOf(taskStates),
  asker: Party,
  owner: Party,
  person: nullable(object({ id: Id, name: Type.String() })),
  area: Type.String(),
  areaName: Type.String(),
  stage: nullable(Type.String()),
  stageName: nullable(Type.String()),
  theme: oneOf(themes),
  due: nullable(Due),
  dueDay: nullable(PlainDate),
  daysLeft: nullable(Type.Integer()),
  overdue: Type.Boolean(),
  weight: Type.Integer(),
  origin: object({ kind: oneOf(originKinds), id: nullable(Id) }),
  sharing: oneOf(sharings),
  readers: Type.Array(Party),
  standing: nullable(Standing),
  counter: nullable(Proposed),
  change: nullable(Proposed),
  handOver: nullable(HandOver),
  /** Number and date of the plenary's paper, once it spoke. */
  plenary: nullable(object({ confirmed: Type.Boolean(), decision: Type.String() })),
  /** Why it was refused or dropped. */
  endedBecause: nullable(Type.String()),
  evidence: Type.Array(Evidence),
  needs: Type.Array(object({ id: Id, code: Type.String(), title: Type.String(), state: oneOf(taskStates) })),
  neededBy: Type.Array(
    object({ id: Id, code: Type.String(), title: Type.String(), state: oneOf(taskStates) }),
  ),
  /** Tasks of either list that whoever looks may not see. */
  unseenNeeds: Type.Integer(),
  log: Type.Array(Entry),
  acts: Type.Array(oneOf(acts)),
});
export type TaskCard = Static<typeof TaskCard>;

export const readTask = query({
  name: 'tasks.read',
  path: '/api/tasks/:taskId',
  summary: title('Satu tugas dengan bukti dan riwayatnya', 'One task with its evidence and history'),
  access: taskRead,
  params: { taskId: Id },
  reply: TaskCard,
});

/** What a form for a new task offers: agencies of the operation, their people for one's own, stages with their days. */
export const readChoices = query({
  name: 'tasks.choices',
  path: '/api/operations/:operationId/task-choices',
  summary: title('Pilihan untuk tugas baru', 'What a new task can name'),
  access: taskWork,
  params: { operationId: Id },
  reply: object({
    today: PlainDate,
    ownAgencyId: nullable(Id),
    agencies: Type.Array(
      object({ id: Id, name: Type.String(), short: Type.String(), needsPlenary: Type.Boolean() }),
    ),
    people: Type.Array(object({ id: Id, name: Type.String() })),
    stages: Type.Array(
      object({
        key: Type.String(),
        name: object({ id: Type.String(), en: Type.String() }),
        start: nullable(PlainDate),
        end: nullable(PlainDate),
      }),
    ),
    areas: Type.Array(object({ code: Type.String(), name: Type.String() })),
  }),
});

/** Counts for the tabs, for the bar of rooms and for the situation: all of what whoever asks may see. */
export const readTaskCounts = query({
  name: 'tasks.counts',
  path: '/api/operations/:operationId/task-counts',
  summary: title('Berapa tugas di tiap daftar', 'How many tasks are in each list'),
  access: taskRead,
  params: { operationId: Id },
  reply: object({
    ourTurn: Type.Integer(),
    mine: Type.Integer(),
    ours: Type.Integer(),
    awaited: Type.Integer(),
    overdue: Type.Integer(),
    open: Type.Integer(),
    all: Type.Integer(),
  }),
});
