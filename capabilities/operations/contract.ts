/**
 * Operations as other rooms and screens meet them, in parts: `rights`, `set-clock`, and what all may ask. Endpoints of one's
 * own use stand beside.
 */
import { list, query } from '#shared/endpoint.ts';
import { question } from '#shared/question.ts';
import {
  AreaCode,
  Id,
  Instant,
  Localized,
  nullable,
  object,
  oneOf,
  PlainDate,
  Standing,
  Type,
} from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { dayOf, type Zone } from '#shared/time.ts';
import { operationRead } from './rights.ts';
import { ClockView, Zones } from './set-clock.ts';
import { yesNoWords } from './vocabulary.ts';

export { operationsUsingAreas } from './area-use.ts';
export * from './due.ts';
export { countOperations, listOperators, operatorAwaited, operatorState } from './operator.ts';
export * from './rights.ts';
export * from './set-clock.ts';
export { stageRevised } from './stage-revised.ts';

export const OperationForm = oneOf(['central', 'regional']);
export const StagePhase = oneOf(['before', 'voting', 'after']);

export type OperationSummary = {
  id: string;
  codeName: string;
  kind: 'central' | 'regional';
  zone: Zone;
  areas: readonly string[];
  firstDay: string;
  lastDay: string;
  votingDay: string | null;
  sample: boolean;
  openedByAgencyId: string | null;
};
export const operationSummary = question<{ id: string }, OperationSummary | null>('operations.summary', null);
export const operationNow = question<{ id: string }, { now: Date; shifted: boolean }>('operations.now', null);
/**
 * Stages by their dates as revised. One that is held only if something else happens first (a second round) is left out
 * unless it is asked for `withConditional`; it then says so, and has no countdown until a revision confirms it.
 */
export const operationStages = question<
  { id: string; withConditional?: boolean },
  readonly {
    key: string;
    name: Localized;
    start: string | null;
    end: string | null;
    startTime: string | null;
    endTime: string | null;
    phase: 'before' | 'voting' | 'after';
    standing: Standing;
    conditional: boolean;
  }[]
>('operations.stages', null);
/**
 * Until when heavy work of the house waits because an operation votes: from the day before to the day after, by each
 * operation's own clock, told in the time of this server. Null: nothing votes.
 */
export const houseRests = question<Record<string, never>, { until: Date | null }>('operations.rests', null);
/**
 * The strength in force on a day; null where none was stated by then. Without published parts there is nothing to add
 * up: `computedTotal` then repeats the published total and `agrees` is true. `statedOn` may lie after `appliesFrom`, and
 * after the day that was asked about: a figure that is used before it was published. `wider`: the area that it was
 * stated for, where that is more than the operation; such people are not all there for it.
 */
export const operationStrength = question<
  { id: string; at: string },
  {
    revisionId: string;
    statedOn: string;
    appliesFrom: string;
    publishedTotal: number | null;
    computedTotal: number;
    agrees: boolean;
    wider: string | null;
    parts: readonly { force: string; duty: string; count: number; standing: Standing }[];
  } | null
>('operations.strength', operationRead);
export const operationContradictions = question<
  { id: string },
  readonly { key: string; text: Localized; stated: number; computed: number; source: string }[]
>('operations.contradictions', operationRead);
/** Activities that touch [from, to), as far as the asker may see them. */
export const operationActivities = question<
  { id: string; from: Date; to: Date },
  readonly {
    id: string;
    title: string;
    kind: string;
    area: string;
    startsAt: Date;
    endsAt: Date | null;
    satgas: string | null;
    result: string | null;
    standing: Standing;
  }[]
>('operations.activities', operationRead);
/** Whether an activity is over and nobody wrote its result. Without a stated end it is over when its day is. */
export function isOverdue(
  activity: { readonly result: string | null; readonly startsAt: Date; readonly endsAt: Date | null },
  now: Date,
  zone: Zone,
): boolean {
  const { result, startsAt, endsAt } = activity;
  if (result !== null) return false;
  return endsAt === null ? dayOf(startsAt, zone) < dayOf(now, zone) : endsAt < now;
}
/** Every activity that `isOverdue` by the operation's clock, oldest first, as far as the asker may see it. */
export const operationOverdue = question<
  { id: string },
  readonly { id: string; title: string; kind: string; area: string; startsAt: Date; endsAt: Date | null }[]
>('operations.overdue', operationRead);
/** Countdown alarms that ring today by the operation's clock, nearest first; `seenBy`: agencies that said they know. */
export const operationAlarms = question<
  { id: string },
  readonly {
    key: string;
    stage: string;
    name: Localized;
    daysBefore: number;
    rangOn: string;
    startsOn: string;
    daysTo: number;
    seenBy: readonly string[];
  }[]
>('operations.alarms', operationRead);
/** Other events that touch the days [from, to], by first day. */
export const operationOtherEvents = question<
  { id: string; from: string; to: string },
  readonly {
    id: string;
    name: Localized;
    firstDay: string;
    lastDay: string;
    standing: Standing;
    source: string;
  }[]
>('operations.other-events', operationRead);

export const listOperations = list({
  name: 'operations.listOperations',
  path: '/api/operations',
  summary: { id: 'Daftar operasi', en: 'List of operations' },
  access: operationRead,
  row: object({
    id: Id,
    codeName: Type.String(),
    kind: OperationForm,
    zone: Zones,
    areas: Type.String(),
    firstDay: PlainDate,
    lastDay: PlainDate,
    votingDay: nullable(PlainDate),
    sample: oneOf(['yes', 'no']),
  }),
  columns: columns({
    id: { title: { id: 'ID', en: 'Id' }, type: 'id', hidden: true },
    codeName: { title: { id: 'Nama sandi', en: 'Code name' }, type: 'text' },
    kind: {
      title: { id: 'Bentuk', en: 'Form' },
      type: 'choice',
      choices: {
        central: { id: 'Terpusat', en: 'Central' },
        regional: { id: 'Kewilayahan', en: 'Regional' },
      },
    },
    areas: { title: { id: 'Kode wilayah', en: 'Area codes' }, type: 'text' },
    firstDay: { title: { id: 'Hari pertama', en: 'First day' }, type: 'day' },
    lastDay: { title: { id: 'Hari terakhir', en: 'Last day' }, type: 'day' },
    votingDay: { title: { id: 'Pemungutan suara', en: 'Voting' }, type: 'day' },
    zone: { title: { id: 'Zona', en: 'Zone' }, type: 'text', quiet: true },
    sample: { title: { id: 'Contoh', en: 'Sample' }, type: 'choice', choices: yesNoWords },
  }),
});

export const readOperation = query({
  name: 'operations.readOperation',
  path: '/api/operations/:operationId',
  summary: { id: 'Kartu operasi', en: 'Operation card' },
  access: operationRead,
  params: { operationId: Id },
  reply: object({
    id: Id,
    key: Type.String(),
    codeName: Type.String(),
    kind: OperationForm,
    areas: Type.Array(AreaCode),
    sample: Type.Boolean(),
    drill: Type.Boolean(),
    owners: Type.Array(Id),
    openedByAgencyId: nullable(Id),
    /** Since when anything may be recorded in it; null until KPU and police have accepted who operates the server. */
    admittedAt: nullable(Instant),
    clock: ClockView,
    period: object({
      firstDay: PlainDate,
      lastDay: PlainDate,
      days: Type.Integer(),
      revision: Type.Integer(),
    }),
    votingDay: nullable(PlainDate),
    phase: nullable(StagePhase),
    phases: Type.Array(
      object({
        phase: StagePhase,
        firstDay: PlainDate,
        lastDay: PlainDate,
        standing: Standing,
        source: Type.String(),
        version: Type.Integer(),
      }),
    ),
    elections: Type.Array(
      object({
        key: Type.String(),
        kind: Type.String(),
        area: nullable(AreaCode),
        name: Localized,
        votingDay: PlainDate,
        standing: Standing,
        source: Type.String(),
        version: Type.Integer(),
      }),
    ),
    contradictions: Type.Integer(),
  }),
});
