/** Operations as other rooms and screens meet them: shapes, rights, records, questions. Endpoints of one's own use stand beside. */
import { contentRoles, deskRoles, leadRoles } from '#rooms/access/contract.ts';
import { list, query } from '#shared/endpoint.ts';
import { permission } from '#shared/permission.ts';
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
  type Static,
  Type,
} from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { dayOf, type Zone, zones } from '#shared/time.ts';
import { byReach, eq, recordKind } from '#shared/visibility.ts';
import { yesNoWords } from './vocabulary.ts';

/** Role of the server itself: it opens sample operations through the same doors as people. */
const SYSTEM = 'system';

export const operationRead = permission('operation.read', [...contentRoles, SYSTEM], {
  id: 'Melihat operasi, tahapan, dan kekuatannya',
  en: 'See operations, their stages and strength',
});
export const calendarRead = permission('stage-calendar.read', [...contentRoles, 'administrator', SYSTEM], {
  id: 'Melihat kalender tahapan',
  en: 'See stage calendars',
});
export const operationOpen = permission('operation.open', [...leadRoles, 'administrator', SYSTEM], {
  id: 'Membuka operasi dan memuat kalender tahapan',
  en: 'Open operations and load stage calendars',
});
export const operationRevise = permission('operation.revise', [...leadRoles, SYSTEM], {
  id: 'Mencatat revisi waktu, kekuatan, tahapan, satgas, dan titik strategis',
  en: 'Record revisions of period, strength and stages, task forces and strategic points',
});
/** Held by people of every agency; the command lets them speak for their own alone. */
export const operationDisown = permission('operation.withdraw-as-owner', [...leadRoles, 'agency-officer'], {
  id: 'Mundur sebagai pemilik bersama atas nama instansi sendiri',
  en: 'Withdraw as an owner in the name of the own agency',
});
export const operationClock = permission('operation.set-clock', [...leadRoles, 'administrator', SYSTEM], {
  id: 'Mengatur jam operasi contoh atau latihan',
  en: 'Set the clock of a sample operation or drill',
});
export const alarmAcknowledge = permission('operation.acknowledge-alarm', [...leadRoles, 'agency-officer'], {
  id: 'Menyatakan alarm H-minus sudah diterima instansi',
  en: 'Say that the agency has received a countdown alarm',
});
export const activityRead = permission('activity.read', [...deskRoles, 'field-officer', SYSTEM], {
  id: 'Melihat kegiatan yang diamankan',
  en: 'See the activities to secure',
});
export const activityPlan = permission('activity.plan', [...leadRoles, 'agency-officer', SYSTEM], {
  id: 'Merencanakan dan menutup kegiatan yang diamankan',
  en: 'Plan and close activities to secure',
});
export const calendarSubscribe = permission('calendar-link.make', contentRoles, {
  id: 'Membuat tautan kalender pribadi',
  en: 'Make a private calendar link',
});

export const operationKind = recordKind({
  name: 'operation',
  read: operationRead,
  attributes: ['operation'],
  visibleTo: byReach(operationRead, { operation: 'operation' }),
});
export const activityKind = recordKind({
  name: 'activity',
  read: activityRead,
  attributes: ['operation', 'area'],
  visibleTo: byReach(activityRead, { operation: 'operation', area: 'area' }),
});
/** Stage calendars are published law: whoever opens operations sees them too. */
export const calendarKind = recordKind({
  name: 'stage-calendar',
  read: calendarRead,
  attributes: [],
  visibleTo: byReach(calendarRead, {}),
});
/** A calendar link is seen by the person whom it belongs to, and by nobody else. */
export const calendarLinkKind = recordKind({
  name: 'calendar-link',
  read: calendarSubscribe,
  attributes: ['user'],
  visibleTo: (actor) => eq('user', actor.userId),
});

export const Zones = oneOf(zones);
export const OperationForm = oneOf(['central', 'regional']);
export const StagePhase = oneOf(['before', 'voting', 'after']);
export const ClockMode = oneOf(['real', 'shifted', 'frozen']);
export type ClockMode = Static<typeof ClockMode>;

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
 * The strength in force on a day; null where none was stated by then. Without published parts there is nothing to add
 * up: `computedTotal` then repeats the published total and `agrees` is true. `wider`: the area that it was stated for,
 * where that is more than the operation; such people are not all there for it.
 */
export const operationStrength = question<
  { id: string; at: string },
  {
    revisionId: string;
    statedOn: string;
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
export { operationsUsingAreas } from './area-use.ts';
export const ClockView = object({ mode: ClockMode, now: Instant, today: PlainDate, zone: Zones });
export type ClockView = Static<typeof ClockView>;

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
