/** Activities to secure: planned, changed, closed with a result. */
import { command, list, query } from '#shared/endpoint.ts';
import { eventType } from '#shared/event.ts';
import {
  AreaCode,
  Id,
  Instant,
  line,
  nullable,
  object,
  oneOf,
  paragraph,
  Standing,
  type Static,
  Type,
} from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { activityKind, activityPlan, activityRead } from './contract.ts';
import {
  activityWords,
  forceWords,
  keysOf,
  stanceWords,
  standingWords,
  stateWords,
  yesNoWords,
} from './vocabulary.ts';

const params = { operationId: Id };
export const Stance = oneOf(keysOf(stanceWords));
export const ActivityState = oneOf(keysOf(stateWords));
export type ActivityState = Static<typeof ActivityState>;
const People = Type.Integer({ minimum: 0, maximum: 10_000_000 });
const Strength = Type.Array(object({ force: oneOf(keysOf(forceWords)), count: People }), { maxItems: 8 });

const plan = {
  title: line(200),
  kind: oneOf(keysOf(activityWords)),
  /** Unless given: `facilitate` for an assembly, `secure` for everything else. */
  stance: Type.Optional(Stance),
  organiser: nullable(line(200)),
  area: AreaCode,
  place: line(300),
  startsAt: Instant,
  endsAt: nullable(Instant),
  expectedCrowd: nullable(People),
  strength: Strength,
  /** Key of a task force of the operation. */
  satgas: nullable(Type.String({ maxLength: 80 })),
  note: nullable(paragraph(1000)),
  standing: Standing,
};
export const PlanActivity = object({ id: Id, ...plan });
export type PlanActivity = Static<typeof PlanActivity>;
/** `version`: the one that the change was made from; a newer one refuses it. */
export const ChangeActivity = object({ version: Type.Integer({ minimum: 1 }), ...plan });
export type ChangeActivity = Static<typeof ChangeActivity>;

export const Activity = object({
  id: Id,
  operationId: Id,
  ...plan,
  stance: Stance,
  state: ActivityState,
  result: nullable(Type.String()),
  closedAt: nullable(Instant),
  /** When the result was last corrected; null or absent: never. */
  correctedAt: Type.Optional(nullable(Instant)),
  version: Type.Integer(),
});
export type Activity = Static<typeof Activity>;

const planned = {
  title: 'personal',
  kind: 'open',
  stance: 'open',
  organiser: 'personal',
  area: 'open',
  place: 'personal',
  startsAt: 'open',
  endsAt: 'open',
  expectedCrowd: 'open',
  strength: 'open',
  satgas: 'open',
  note: 'personal',
  standing: 'open',
} as const;
export const activityPlanned = eventType({
  name: 'activity.planned.v1',
  of: activityKind,
  fields: planned,
  text: { id: 'Kegiatan direncanakan', en: 'Activity planned' },
});
export const activityChanged = eventType({
  name: 'activity.changed.v1',
  of: activityKind,
  fields: planned,
  text: { id: 'Kegiatan diubah', en: 'Activity changed' },
});
export const activityClosed = eventType({
  name: 'activity.closed.v1',
  of: activityKind,
  fields: { state: 'open', result: 'personal' },
  text: { id: 'Kegiatan ditutup dengan hasil', en: 'Activity closed with a result' },
});

export const resultCorrected = eventType({
  name: 'activity.result-corrected.v1',
  of: activityKind,
  fields: { result: 'personal' },
  text: { id: 'Hasil kegiatan dikoreksi', en: 'Result of an activity corrected' },
});

const refusals = [
  'operation.id-taken',
  'operation.area-unknown',
  'operation.area-outside',
  'activity.ends-before-start',
  'activity.satgas-unknown',
  'activity.force-twice',
];
export const planActivity = command({
  name: 'operations.planActivity',
  path: '/api/operations/:operationId/activities',
  summary: { id: 'Rencanakan kegiatan yang diamankan', en: 'Plan an activity to secure' },
  access: activityPlan,
  params,
  body: PlanActivity,
  reply: object({ id: Id }),
  records: [activityPlanned],
  refusals,
});
export const changeActivity = command({
  name: 'operations.changeActivity',
  path: '/api/operations/:operationId/activities/:activityId',
  summary: { id: 'Ubah kegiatan', en: 'Change an activity' },
  access: activityPlan,
  params: { operationId: Id, activityId: Id },
  body: ChangeActivity,
  reply: object({ version: Type.Integer() }),
  records: [activityChanged],
  refusals: [...refusals, 'activity.closed', 'activity.changed-meanwhile'],
});
export const closeActivities = command({
  name: 'operations.closeActivities',
  path: '/api/operations/:operationId/activity-closings',
  summary: { id: 'Tutup kegiatan dengan hasilnya', en: 'Close activities with their result' },
  access: activityPlan,
  params,
  body: object({
    ids: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
    state: oneOf(['done', 'cancelled']),
    result: paragraph(2000),
  }),
  reply: object({ closed: Type.Integer() }),
  records: [activityClosed],
  refusals: ['activity.closed', 'activity.result-missing', 'activity.not-begun'],
});
/** What was written before stays in the journal, beside what replaced it. */
export const correctResult = command({
  name: 'operations.correctResult',
  path: '/api/operations/:operationId/activities/:activityId/result',
  summary: { id: 'Koreksi hasil kegiatan yang sudah ditutup', en: 'Correct the result of a closed activity' },
  access: activityPlan,
  params: { operationId: Id, activityId: Id },
  body: object({ version: Type.Integer({ minimum: 1 }), result: paragraph(2000) }),
  reply: object({ version: Type.Integer() }),
  records: [resultCorrected],
  refusals: [
    'activity.not-closed',
    'activity.changed-meanwhile',
    'activity.result-missing',
    'activity.result-same',
  ],
});
export const readActivity = query({
  name: 'operations.readActivity',
  path: '/api/operations/:operationId/activities/:activityId',
  summary: { id: 'Satu kegiatan', en: 'One activity' },
  access: activityRead,
  params: { operationId: Id, activityId: Id },
  reply: Activity,
});
export const listActivities = list({
  name: 'operations.listActivities',
  path: '/api/operations/:operationId/activities',
  summary: { id: 'Kegiatan yang diamankan', en: 'Activities to secure' },
  access: activityRead,
  params,
  row: object({
    id: Id,
    startsAt: Instant,
    endsAt: nullable(Instant),
    title: Type.String(),
    kind: Type.String(),
    stance: Stance,
    organiser: nullable(Type.String()),
    area: AreaCode,
    place: Type.String(),
    expectedCrowd: nullable(Type.Integer()),
    people: Type.Integer(),
    strength: Type.String(),
    satgas: nullable(Type.String()),
    state: ActivityState,
    /** Over by the operation's clock, and nobody wrote the result. */
    overdue: oneOf(['yes', 'no']),
    result: nullable(Type.String()),
    correctedAt: Type.Optional(nullable(Instant)),
    standing: Standing,
  }),
  columns: columns({
    id: { title: { id: 'ID', en: 'Id' }, type: 'id', hidden: true },
    // On a phone the first leads, and what follows it stands below: what, when, how it stands.
    title: { title: { id: 'Kegiatan', en: 'Activity' }, type: 'text' },
    startsAt: { title: { id: 'Mulai', en: 'Start' }, type: 'instant' },
    state: { title: { id: 'Keadaan', en: 'State' }, type: 'choice', choices: stateWords },
    place: { title: { id: 'Tempat', en: 'Place' }, type: 'text' },
    area: { title: { id: 'Wilayah', en: 'Area' }, type: 'area' },
    kind: { title: { id: 'Jenis', en: 'Kind' }, type: 'choice', choices: activityWords },
    people: { title: { id: 'Personel', en: 'Strength' }, type: 'number' },
    result: { title: { id: 'Hasil', en: 'Result' }, type: 'text' },
    stance: { title: { id: 'Sikap', en: 'Stance' }, type: 'choice', choices: stanceWords, quiet: true },
    correctedAt: { title: { id: 'Hasil dikoreksi', en: 'Result corrected' }, type: 'instant', quiet: true },
    expectedCrowd: { title: { id: 'Massa', en: 'Crowd' }, type: 'number', quiet: true },
    satgas: { title: { id: 'Satgas', en: 'Task force' }, type: 'text', quiet: true },
    overdue: {
      title: { id: 'Lewat tanpa hasil', en: 'Over, no result' },
      type: 'choice',
      choices: yesNoWords,
      quiet: true,
    },
    endsAt: { title: { id: 'Selesai', en: 'End' }, type: 'instant', quiet: true },
    organiser: { title: { id: 'Penyelenggara', en: 'Organiser' }, type: 'text', quiet: true },
    strength: { title: { id: 'Personel per unsur', en: 'Strength by force' }, type: 'text', quiet: true },
    standing: {
      title: { id: 'Kedudukan', en: 'Standing' },
      type: 'choice',
      choices: standingWords,
      quiet: true,
    },
  }),
});
