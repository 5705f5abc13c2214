/** The doors that change a task. Every one speaks for the agency of whoever asks, and for no other. */
import { Due } from '#rooms/operations/contract.ts';
import { command } from '#shared/endpoint.ts';
import type { EventType } from '#shared/event.ts';
import {
  Id,
  type Localized,
  line,
  nullable,
  object,
  oneOf,
  paragraph,
  type TProperties,
  Type,
} from '#shared/schema.ts';
import {
  taskAccepted,
  taskChangeAnswered,
  taskChangeProposed,
  taskConfirmed,
  taskCounterAnswered,
  taskCountered,
  taskDone,
  taskDropped,
  taskEvidenceAdded,
  taskEvidenceWithdrawn,
  taskHandOverAnswered,
  taskHandOverOffered,
  taskNeedsSet,
  taskOffered,
  taskPersonNamed,
  taskPlenarySpoke,
  taskRefused,
  taskReturned,
  taskStarted,
} from './events.ts';
import { taskWork } from './rights.ts';
import { NewTask, saidKinds } from './task.ts';

const Reason = line(400);

export const offerTask = command({
  name: 'tasks.offer',
  path: '/api/tasks',
  summary: { id: 'Minta tugas, atau catat tugas sendiri', en: 'Ask for a task, or write down one’s own' },
  access: taskWork,
  body: NewTask,
  reply: object({ id: Id, code: Type.String() }),
  records: [taskOffered],
  refusals: [
    'task.id-taken',
    'task.no-agency',
    'task.no-area',
    'task.no-stage',
    'task.no-owner',
    'task.day-past',
  ],
});

type Said<P extends TProperties> = {
  readonly body: P;
  readonly records: readonly EventType[];
  readonly refusals?: readonly string[];
};

/** Declares a door of one task: `/api/tasks/:taskId/<word>`. */
function door<const N extends string, P extends TProperties>(
  name: N,
  word: string,
  summary: Localized,
  { body, records, refusals = [] }: Said<P>,
) {
  return command({
    name: `tasks.${name}`,
    path: `/api/tasks/:taskId/${word}`,
    summary,
    access: taskWork,
    params: { taskId: Id },
    body: object(body),
    reply: object({ id: Id }),
    records,
    refusals: ['task.not-yours', 'task.state', ...refusals],
  });
}

/** The owner's answer to an offer. KPU and Bawaslu accept under reserve of their plenary. */
export const acceptTask = door(
  'accept',
  'accept',
  { id: 'Terima tugas', en: 'Accept a task' },
  {
    body: {},
    records: [taskAccepted],
  },
);
export const refuseTask = door(
  'refuse',
  'refuse',
  { id: 'Tolak tugas', en: 'Refuse a task' },
  {
    body: { reason: Reason },
    records: [taskRefused],
  },
);
export const counterTask = door(
  'counter',
  'counter',
  { id: 'Usul balik: tenggat atau ukuran lain', en: 'Counter-propose another due day or measure' },
  {
    body: { due: nullable(Due), measure: line(300), reason: Reason },
    records: [taskCountered],
    refusals: ['task.no-stage', 'task.day-past', 'task.nothing-changes'],
  },
);
/** The asker's answer. `accepted: false` lets the offer stand as it was. */
export const answerCounter = door(
  'answerCounter',
  'counter-answer',
  { id: 'Jawab usul balik', en: 'Answer a counter-proposal' },
  {
    body: { accepted: Type.Boolean(), reason: nullable(Reason) },
    records: [taskCounterAnswered],
  },
);
/** `decision`: number and date of the plenary's paper, as its agency writes it. */
export const plenarySpoke = door(
  'plenary',
  'plenary',
  { id: 'Catat keputusan pleno', en: 'Record the decision of the plenary' },
  {
    body: { confirmed: Type.Boolean(), decision: line(200), reason: nullable(Reason) },
    records: [taskPlenarySpoke],
  },
);
export const namePerson = door(
  'namePerson',
  'person',
  { id: 'Sebut penanggung jawab', en: 'Name the responsible person' },
  {
    body: { personId: nullable(Id) },
    records: [taskPersonNamed],
    refusals: ['task.person-elsewhere'],
  },
);
export const startTask = door(
  'start',
  'start',
  { id: 'Mulai kerjakan', en: 'Begin work' },
  {
    body: {},
    records: [taskStarted],
    refusals: ['task.needs-open'],
  },
);
/** What is said about it in words, by an address or by a number; files come in by `addEvidenceFile`. */
export const addEvidence = door(
  'addEvidence',
  'evidence',
  { id: 'Tambahkan bukti', en: 'Add evidence' },
  {
    body: {
      id: Id,
      kind: oneOf(saidKinds),
      text: paragraph(2000),
      url: nullable(Type.String({ maxLength: 500, pattern: '^https://[^\\s]+$' })),
      count: nullable(Type.Number({ minimum: 0, maximum: 1e9 })),
      unit: nullable(line(40)),
    },
    records: [taskEvidenceAdded],
    refusals: ['task.evidence-taken', 'task.evidence-empty'],
  },
);
export const withdrawEvidence = door(
  'withdrawEvidence',
  'evidence-withdrawal',
  { id: 'Tarik bukti', en: 'Withdraw evidence' },
  {
    body: { evidenceId: Id, reason: Reason },
    records: [taskEvidenceWithdrawn],
    refusals: ['task.evidence-not-yours'],
  },
);
export const finishTask = door(
  'finish',
  'done',
  { id: 'Nyatakan selesai', en: 'Say it is done' },
  {
    body: {},
    records: [taskDone],
    refusals: ['task.no-evidence'],
  },
);
/** By the asker; of an own task by another person than who said it was done. */
export const confirmTask = door(
  'confirm',
  'confirm',
  { id: 'Konfirmasi selesai', en: 'Confirm that it is done' },
  {
    body: {},
    records: [taskConfirmed],
    refusals: ['task.same-person'],
  },
);
export const returnTask = door(
  'return',
  'return',
  { id: 'Kembalikan: belum selesai', en: 'Return: not done yet' },
  {
    body: { reason: Reason },
    records: [taskReturned],
  },
);
export const handOver = door(
  'handOver',
  'hand-over',
  { id: 'Tawarkan serah terima ke instansi lain', en: 'Offer the task to another agency' },
  {
    body: { toId: Id, reason: Reason },
    records: [taskHandOverOffered],
    refusals: ['task.no-owner', 'task.handed-over-already'],
  },
);
/** By the agency that it was offered to. Until it accepts, the old owner answers for the task. */
export const answerHandOver = door(
  'answerHandOver',
  'hand-over-answer',
  { id: 'Jawab serah terima', en: 'Answer a hand-over' },
  {
    body: { accepted: Type.Boolean(), reason: nullable(Reason) },
    records: [taskHandOverAnswered],
  },
);
/** By either side, of what was agreed; of an own task it holds at once. */
export const proposeChange = door(
  'proposeChange',
  'change',
  { id: 'Usulkan perubahan tenggat atau ukuran', en: 'Propose another due day or measure' },
  {
    body: { due: nullable(Due), measure: line(300), reason: Reason },
    records: [taskChangeProposed, taskChangeAnswered],
    refusals: ['task.no-stage', 'task.day-past', 'task.nothing-changes', 'task.change-waits'],
  },
);
export const answerChange = door(
  'answerChange',
  'change-answer',
  { id: 'Jawab usul perubahan', en: 'Answer a proposed change' },
  {
    body: { accepted: Type.Boolean(), reason: nullable(Reason) },
    records: [taskChangeAnswered],
  },
);
/** What has to be done before: other tasks of the operation, without a circle. */
export const setNeeds = door(
  'setNeeds',
  'needs',
  { id: 'Atur tugas yang harus selesai dahulu', en: 'Set what has to be done before' },
  {
    body: { needIds: Type.Array(Id, { maxItems: 50, uniqueItems: true }) },
    records: [taskNeedsSet],
    refusals: ['task.need-unknown', 'task.need-circle'],
  },
);
/** By the owner, or by the asker while it is not accepted. The other side hears the reason. */
export const dropTask = door(
  'drop',
  'drop',
  { id: 'Batalkan tugas', en: 'Drop a task' },
  {
    body: { reason: Reason },
    records: [taskDropped],
  },
);

export const bulkActs = ['accept', 'start', 'finish', 'confirm', 'name-person'] as const;
export type BulkAct = (typeof bulkActs)[number];
export const BULK_LIMIT = 500;

/** The same for many, each by its own rules: what is refused is named, and the rest is done. */
export const workInBulk = command({
  name: 'tasks.bulk',
  path: '/api/operations/:operationId/tasks/bulk',
  summary: { id: 'Kerjakan banyak tugas sekaligus', en: 'Work on many tasks at once' },
  access: taskWork,
  params: { operationId: Id },
  body: object({
    act: oneOf(bulkActs),
    taskIds: Type.Array(Id, { minItems: 1, maxItems: BULK_LIMIT, uniqueItems: true }),
    /** With `name-person`. */
    personId: nullable(Id),
  }),
  reply: object({
    done: Type.Integer(),
    refused: Type.Array(
      object({ id: Id, code: Type.String(), why: object({ id: Type.String(), en: Type.String() }) }),
    ),
  }),
  records: [taskAccepted, taskStarted, taskDone, taskConfirmed, taskPersonNamed],
});
