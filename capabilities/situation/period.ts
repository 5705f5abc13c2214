/** From when to when: the period of a report, and what it is compared with. */
import { addDays, instantOf, type Zone } from '#shared/time.ts';

export type Period = { readonly from: Date; readonly to: Date };

/**
 * The period of the report of a day: from the cut-off of the day before to that of the day, in the operation's zone.
 * @param previousEnd end of the last issued report; where that of the day before ended at another hour, this one begins there
 */
export function periodOf(day: string, cutOff: string, zone: Zone, previousEnd: Date | null): Period {
  const to = instantOf(day, cutOff, zone);
  const usual = instantOf(addDays(day, -1), cutOff, zone);
  const dayBefore = { from: instantOf(addDays(day, -1), '00:00', zone), to: instantOf(day, '00:00', zone) };
  const adjoins = previousEnd !== null && previousEnd >= dayBefore.from && previousEnd < dayBefore.to;
  return { from: adjoins ? previousEnd : usual, to };
}

/** The day before the period: as long as the period itself, so that like is compared with like. */
export function periodBefore(period: Period): Period {
  const length = period.to.getTime() - period.from.getTime();
  return { from: later(period.from, -length), to: period.from };
}

/** Midnight to now, and the same hours of the day before. */
export function sameHours(now: Date, today: string, zone: Zone): { today: Period; yesterday: Period } {
  const midnight = instantOf(today, '00:00', zone);
  const before = instantOf(addDays(today, -1), '00:00', zone);
  const passed = now.getTime() - midnight.getTime();
  return { today: { from: midnight, to: now }, yesterday: { from: before, to: later(before, passed) } };
}

const later = (instant: Date, byMs: number) => new Date(instant.getTime() + byMs);
