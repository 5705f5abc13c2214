/** The doors of the situation: figures, what needs an action, and the desk of today. */
import { query } from '#shared/endpoint.ts';
import {
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
import { Condition } from '#shared/table.ts';
import { zones } from '#shared/time.ts';
import { situationRead } from './rights.ts';
import { ActivityLine, StageLine } from './shape.ts';

const params = { operationId: Id };
const Count = Type.Integer();
const MaybeCount = nullable(Count);

/** A list elsewhere: the endpoint that declares it, the conditions it opens with, and the one record that is meant. */
export const Opens = object({
  list: Type.String(),
  where: Type.Array(Condition),
  id: nullable(Type.String()),
});
export type Opens = Static<typeof Opens>;

/** Beside every figure: how firmly it stands, where it comes from, as of when, and which list it opens. */
const beside = { standing: Standing, source: Localized, asOf: Instant, opens: Opens };

export const Figures = object({
  /** Police at stations. null: no strength was stated or distributed. */
  police: object({
    ...beside,
    need: Count,
    needGrouped: Count,
    available: MaybeCount,
    gap: MaybeCount,
    gapGrouped: MaybeCount,
    standingGrouped: Standing,
    reserve: Count,
    army: Count,
    lent: Count,
  }),
  /** Reports since midnight on the operation's clock, against the same hours of yesterday. */
  reports: object({ ...beside, today: Count, yesterdaySameHours: Count, difference: Count, unread: Count }),
  incidents: object({ ...beside, open: Count, openedToday: Count, resolvedToday: Count }),
  activities: object({ ...beside, today: Count, withResult: Count }),
  contradictions: object({ ...beside, count: Count }),
});
export type Figures = Static<typeof Figures>;

export const readFigures = query({
  name: 'situation.readFigures',
  path: '/api/operations/:operationId/figures',
  summary: { id: 'Lima angka pokok operasi', en: 'The five figures of the operation' },
  access: situationRead,
  params,
  reply: Figures,
});

export const actionKinds = [
  'emergency',
  'help',
  'incident-unheld',
  'operator',
  'report-unread',
  'alarm',
  'incident-mine',
  'activity-open',
  'contradiction',
  'gap',
] as const;
export type ActionKind = (typeof actionKinds)[number];

/** One thing that waits for somebody, from whichever room it comes. */
export const ActionItem = object({
  key: Type.String(),
  kind: oneOf(actionKinds),
  icon: Type.String(),
  title: Localized,
  subtitle: Localized,
  /** Since when by the operation's clock; null for what has no moment. */
  at: nullable(Instant),
  /** Larger is heavier, among items of one kind without a moment: people short, difference of figures. */
  weight: Count,
  area: nullable(Type.String()),
  holder: nullable(object({ id: Id, name: Type.String() })),
  opens: Opens,
  /** The endpoint that settles it at once, and the ids that it takes; null where it must be opened first. */
  action: nullable(object({ endpoint: Type.String(), ids: Type.Array(Type.String()) })),
});
export type ActionItem = Static<typeof ActionItem>;

export const ACTIONS_LIMIT = 200;

export const listActions = query({
  name: 'situation.listActions',
  path: '/api/operations/:operationId/actions',
  summary: {
    id: 'Yang perlu tindakan, paling mendesak dahulu',
    en: 'What needs an action, most urgent first',
  },
  access: situationRead,
  params,
  /** `total` counts those beyond the limit as well. */
  reply: object({ items: Type.Array(ActionItem), total: Count, asOf: Instant }),
});

export const missingForNeed = ['stations', 'pattern', 'strength', 'division'] as const;
export type MissingForNeed = (typeof missingForNeed)[number];

export const readToday = query({
  name: 'situation.readToday',
  path: '/api/operations/:operationId/today',
  summary: {
    id: 'Posko hari ini: yang berlangsung, yang menunggu, yang kurang',
    en: 'The desk today: what happens, what waits, what is short',
  },
  access: situationRead,
  params,
  reply: object({
    clock: object({ now: Instant, today: PlainDate, zone: oneOf(zones), shifted: Type.Boolean() }),
    /** Roles of the reader that count here, most responsible first. */
    role: oneOf(['lead', 'agency', 'reader']),
    daysToVoting: nullable(Type.Integer()),
    stages: Type.Array(StageLine),
    activities: Type.Array(ActivityLine),
    waiting: Type.Array(ActionItem),
    short: Type.Array(ActionItem),
    /** What is not there yet, without which nobody can say whether people are short. */
    missing: Type.Optional(Type.Array(oneOf(missingForNeed))),
    /** Unread reports that the reader sees and that wait for another agency. */
    elsewhere: Type.Optional(Count),
  }),
});
