/** Decisions of the daily report: its number, its rows, what is compared with what. No storage, no clock. */

import { isOverdue } from '#rooms/operations/contract.ts';
import { type AreaLevel, levelOf } from '#shared/area-code.ts';
import { daysBetween, daysInclusive, type Zone } from '#shared/time.ts';
import type { Compared, ReportForm, ReportText, StageLine } from './contract.ts';

/** 18.00 local: the evening briefing. An operation sets its own. */
export const DEFAULT_CUT_OFF = '18:00';
export const DEFAULT_PATTERN = 'LAPHAR/{n}/{month}/{year}';
/** A share is stated to one decimal: more would pretend to know more. */
const PER_MILLE = 1000;

/** Difference and change in percent; no percentage of nothing. */
export function compare(today: number, yesterday: number): Compared {
  const difference = today - yesterday;
  const percent = yesterday === 0 ? null : Math.round((difference / yesterday) * PER_MILLE) / 10;
  return { today, yesterday, difference, percent };
}

/** The number of a report: the pattern with its places filled. `day` gives month and year. */
export function numberOf(pattern: string, n: number, day: string): string {
  return pattern
    .replaceAll('{n}', String(n))
    .replaceAll('{month}', roman(Number(day.slice(5, 7))))
    .replaceAll('{year}', day.slice(0, 4));
}

type Gaps = { readonly need: number; readonly gap: number | null; readonly gapGrouped: number | null };
/** Without a pattern or stations nothing is needed yet, and people who are there are no surplus. */
export function withoutFalseSurplus<T extends Gaps>(row: T): T {
  return row.need === 0 ? { ...row, gap: null, gapGrouped: null } : row;
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];
/** A month from 1 to 12 as official letters write it. */
export function roman(month: number): string {
  return ROMAN[month - 1] ?? String(month);
}

/** The level of which a report makes rows: one below the areas of the operation, villages at most. */
export function rowLevel(areas: readonly string[]): AreaLevel {
  const highest = areas.map(levelOf).sort((a, b) => depth(a) - depth(b))[0] ?? null;
  return BELOW[highest ?? 'nation'] ?? 'village';
}

const BELOW: Readonly<Record<string, AreaLevel>> = {
  nation: 'province',
  province: 'regency',
  regency: 'district',
  district: 'village',
  village: 'village',
};
const DEPTH = ['province', 'regency', 'district', 'village'];
const depth = (level: AreaLevel | null) => (level === null ? -1 : DEPTH.indexOf(level));

type Dated = {
  readonly key: string;
  readonly name: StageLine['name'];
  readonly start: string | null;
  readonly end: string | null;
  readonly phase: 'before' | 'voting' | 'after';
};

/**
 * Stages that run on a day, and those that begin within so many days after it: running ones first, then by start, and
 * of those that begin together voting before counting.
 */
export function stagesAround(stages: readonly Dated[], day: string, withinDays: number): StageLine[] {
  const lines = stages.toSorted(byPhase).flatMap(({ key, name, start, end }): StageLine[] => {
    if (start === null) return [];
    const common = { key, name, start, end };
    // Without an end a stage goes on until a revision says when it ended.
    if (start <= day && (end === null || end >= day)) {
      const of = end === null ? null : daysInclusive(start, end);
      return [{ ...common, state: 'running', day: daysInclusive(start, day), of, daysTo: null }];
    }
    const daysTo = daysBetween(day, start);
    if (daysTo <= 0 || daysTo > withinDays) return [];
    return [{ ...common, state: 'next', day: null, of: null, daysTo }];
  });
  const order = (line: StageLine) => `${line.state === 'running' ? 0 : 1}${line.start}`;
  return lines.sort((a, b) => compareText(order(a), order(b)));
}

const PHASES: readonly Dated['phase'][] = ['before', 'voting', 'after'];
const byPhase = (a: Dated, b: Dated) =>
  PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase) || compareText(a.key, b.key);
const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

type Activity = { readonly result: string | null; readonly startsAt: Date; readonly endsAt: Date | null };
/** How an activity stands at a moment of the operation's clock; over without a result is what `isOverdue` says. */
export function standOf(activity: Activity, now: Date, zone: Zone): 'done' | 'overdue' | 'running' | 'ahead' {
  if (activity.result !== null) return 'done';
  if (isOverdue(activity, now, zone)) return 'overdue';
  return activity.startsAt > now ? 'ahead' : 'running';
}

/** The first stage that has not begun, however far away. */
export function nextStage(stages: readonly Dated[], day: string): StageLine | null {
  const [first] = stagesAround(stages, day, Number.POSITIVE_INFINITY).filter((line) => line.state === 'next');
  return first ?? null;
}

/** Which day of a period a day is; null outside of it. */
export function dayWithin(day: string, first: string, last: string): number | null {
  return day < first || day > last ? null : daysInclusive(first, day);
}

export function emptyText(subject: string): ReportText {
  const blank = { to: '', outlook: '', needs: '', attention: '', place: '', office: '', name: '', rank: '' };
  return { ...blank, subject };
}

export function formOf(agencyName: string): ReportForm {
  return { letterhead: [agencyName.toUpperCase()], numberPattern: DEFAULT_PATTERN, cutOff: DEFAULT_CUT_OFF };
}
