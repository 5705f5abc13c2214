/** Stages as they are read: each with its countdown on the operation's clock. */
import { query } from '#shared/endpoint.ts';
import {
  Id,
  Localized,
  nullable,
  object,
  oneOf,
  PlainDate,
  PlainTime,
  Standing,
  type Static,
  Type,
} from '#shared/schema.ts';
import { ClockView, operationRead, StagePhase } from './contract.ts';

/** Where a day stands against a stage. `days` is never negative. */
export const Countdown = object({
  state: oneOf(['ahead', 'running', 'past', 'undated']),
  /** ahead: days until it begins; past: days since it ended; otherwise null. */
  days: nullable(Type.Integer()),
  /** running: which day this is, and of how many (null where an end is open). */
  day: nullable(Type.Integer()),
  of: nullable(Type.Integer()),
});
export type Countdown = Static<typeof Countdown>;

export const StageView = object({
  key: Type.String(),
  name: Localized,
  start: nullable(PlainDate),
  end: nullable(PlainDate),
  startTime: nullable(PlainTime),
  endTime: nullable(PlainTime),
  phase: StagePhase,
  standing: Standing,
  source: Type.String(),
  sourceUrl: nullable(Type.String()),
  /** Held only if something else happens first: no countdown until a revision confirms it. */
  conditional: Type.Boolean(),
  revised: Type.Boolean(),
  note: nullable(Localized),
  countdown: Countdown,
});
export type StageView = Static<typeof StageView>;

export const readStages = query({
  name: 'operations.readStages',
  path: '/api/operations/:operationId/stages',
  summary: {
    id: 'Tahapan dengan hitung mundur pada jam operasi',
    en: 'Stages with countdown by the operation clock',
  },
  access: operationRead,
  params: { operationId: Id },
  reply: object({
    clock: ClockView,
    calendar: nullable(
      object({
        key: Type.String(),
        version: Type.Integer(),
        title: Localized,
        citation: Type.Array(Type.String()),
        /** Published dates of one stage that cannot all be true. */
        contradictions: Type.Array(
          object({ stage: Type.String(), what: Localized, values: Type.Array(Type.String()) }),
        ),
      }),
    ),
    phase: nullable(StagePhase),
    votingDay: nullable(PlainDate),
    stages: Type.Array(StageView),
  }),
});
