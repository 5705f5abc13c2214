import { joinDay, lengthOf, splitDay } from './day.ts';

/**
 * The same day of the month so many calendar months earlier; the last day of that month where it is shorter: five months
 * before 27 November is 27 June, before 31 July the last of February. Working days and holidays play no part: a day that
 * is a holiday stays the due day.
 *
 * @param months whole, 0 or more
 * @throws RangeError for what is no day, or no whole number of months
 */
export function monthsBefore(day: string, months: number): string {
  return moved(day, -whole(months));
}

/** The same later. */
export function monthsAfter(day: string, months: number): string {
  return moved(day, whole(months));
}

function moved(text: string, months: number): string {
  const { year, month, day } = splitDay(text);
  const count = year * 12 + (month - 1) + months;
  const to = { year: Math.floor(count / 12), month: (((count % 12) + 12) % 12) + 1 };
  return joinDay({ ...to, day: Math.min(day, lengthOf(to.year, to.month)) });
}

function whole(months: number): number {
  if (!Number.isSafeInteger(months) || months < 0)
    throw new RangeError(`${months} is no whole number of months`);
  return months;
}
