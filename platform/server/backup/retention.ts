/** Which backups stay: all of the last hours, then the last of each day, then the last of each week. */
import type { Made } from './history.ts';

export type Retention = { readonly hours: number; readonly days: number; readonly weeks: number };

/** Two days of everything, two weeks of days, two months of weeks. */
export const usualRetention: Retention = { hours: 48, days: 14, weeks: 8 };

export type Candidate = {
  readonly name: string;
  readonly at: Date;
  /** False for one whose check failed: it takes no place of a whole one, and goes with its age. */
  readonly whole: boolean;
  /** Never goes, whatever a clock said or says. */
  readonly stays?: boolean;
};

/**
 * @param made in the order in which they were made. The last good one stays even where a clock that was ahead gave an
 * earlier one a later date; so does the first after it with an altered journal, which is evidence.
 */
export function candidatesOf(made: readonly Made[]): readonly Candidate[] {
  const lastGood = made.findLastIndex(({ checked }) => checked === 'content');
  const evidence = made.findIndex(({ journal }, at) => at > lastGood && journal === 'altered');
  return made.map(({ file, at, checked }, place) => ({
    name: file,
    at: new Date(at),
    whole: checked === 'content',
    stays: place === lastGood || place === evidence,
  }));
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
// The first Monday of the count of days, 5 January 1970.
const FIRST_MONDAY = 4;

/**
 * @returns the names of those that may go, oldest first; never the newest whole one
 */
export function expired(all: readonly Candidate[], now: Date, keep: Retention): readonly string[] {
  const newestFirst = [...all].sort((a, b) => b.at.getTime() - a.at.getTime());
  const whole = newestFirst.filter((one) => one.whole);
  const stays = new Set([
    ...newestFirst.filter((one) => now.getTime() - one.at.getTime() <= keep.hours * HOUR_MS).map(nameOf),
    ...newestOfEach(whole, dayOf, keep.days),
    ...newestOfEach(whole, weekOf, keep.weeks),
    ...whole.slice(0, 1).map(nameOf),
    ...all.filter((one) => one.stays === true).map(nameOf),
  ]);
  return newestFirst
    .map(nameOf)
    .filter((name) => !stays.has(name))
    .reverse();
}

/** Counted over those that there are: a house that stood still for a month does not lose its last ones. */
function newestOfEach(
  newestFirst: readonly Candidate[],
  periodOf: (at: Date) => number,
  periods: number,
): readonly string[] {
  const newest = new Map<number, string>();
  for (const one of newestFirst) if (!newest.has(periodOf(one.at))) newest.set(periodOf(one.at), one.name);
  return [...newest.values()].slice(0, periods);
}

const nameOf = ({ name }: Candidate) => name;
const dayOf = (at: Date) => Math.floor(at.getTime() / DAY_MS);
const weekOf = (at: Date) => Math.floor((dayOf(at) - FIRST_MONDAY) / 7);
