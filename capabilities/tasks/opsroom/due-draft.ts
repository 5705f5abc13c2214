/** A due day while it is being written: every word of the form is kept, whichever way of saying it is chosen. */
import { type Due, dueDayOf, type StageDays } from '#rooms/operations/contract.ts';

export const dueKinds = ['stage', 'day', 'none'] as const;
export type DueKind = (typeof dueKinds)[number];
export const dueSides = ['before', 'on', 'after'] as const;
export type DueSide = (typeof dueSides)[number];

export type DueDraft = {
  readonly kind: DueKind;
  readonly day: string;
  readonly stage: string | null;
  readonly edge: 'start' | 'end';
  readonly side: DueSide;
  /** Whole days, never negative: `side` says which way. */
  readonly days: number | null;
};

/** `by a stage`, a month before: how undertakings are mostly said. */
export const emptyDue: DueDraft = {
  kind: 'stage',
  day: '',
  stage: null,
  edge: 'start',
  side: 'before',
  days: null,
};

export function draftOfDue(due: Due | null): DueDraft {
  if (due === null) return { ...emptyDue, kind: 'none' };
  if ('on' in due) return { ...emptyDue, kind: 'day', day: due.on };
  const { stage, edge, days } = due;
  const side = days === 0 ? 'on' : days < 0 ? 'before' : 'after';
  return { ...emptyDue, stage, edge, side, days: days === 0 ? null : Math.abs(days) };
}

/** What the form says; `unfinished` while something of it is missing. */
export function dueOfDraft(draft: DueDraft): Due | null | 'unfinished' {
  const { kind, day, stage, edge, side, days } = draft;
  if (kind === 'none') return null;
  if (kind === 'day') return day === '' ? 'unfinished' : { on: day };
  if (stage === null) return 'unfinished';
  if (side === 'on') return { stage, edge, days: 0 };
  if (days === null) return 'unfinished';
  return { stage, edge, days: side === 'before' && days !== 0 ? -days : days };
}

export type Falls = 'nowhere' | 'open' | { readonly day: string; readonly isPast: boolean };

/** Where it falls as the stages stand; `open`: its stage has no day yet. `today` by the operation's clock. */
export function fallsOn(
  due: Due | null | 'unfinished',
  stages: ReadonlyMap<string, StageDays>,
  today: string,
): Falls {
  if (due === null || due === 'unfinished') return 'nowhere';
  const day = dueDayOf(due, stages);
  return day === null ? 'open' : { day, isPast: day < today };
}
