/**
 * Plain days, `2024-11-27`, as numbers of days since 1 January 1970 in the proleptic Gregorian calendar; by the
 * era-and-day-of-era arithmetic that Howard Hinnant describes ("chrono-Compatible Low-Level Date Algorithms").
 */

const DAYS_PER_ERA = 146_097;
/** Days from 1 March of year 0 to 1 January 1970. */
const EPOCH = 719_468;

export type YearMonthDay = { readonly year: number; readonly month: number; readonly day: number };

/** @throws RangeError for what is no day of the calendar, years 1 to 9999 */
export function splitDay(day: string): YearMonthDay {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  const parts = { year: Number(found?.[1]), month: Number(found?.[2]), day: Number(found?.[3]) };
  const exists =
    found !== null &&
    parts.year >= 1 &&
    parts.month >= 1 &&
    parts.month <= 12 &&
    parts.day >= 1 &&
    parts.day <= lengthOf(parts.year, parts.month);
  if (!exists) throw new RangeError(`${day} is no day: write it as 2024-11-27`);
  return parts;
}

export function joinDay({ year, month, day }: YearMonthDay): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Days in a month. */
export function lengthOf(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days since 1 January 1970. @throws RangeError for what is no day */
export function parseDay(text: string): number {
  const { year, month, day } = splitDay(text);
  // Years begin in March, so that the leap day is the last one.
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * DAYS_PER_ERA + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - EPOCH;
}

function formatDay(days: number): string {
  const shifted = days + EPOCH;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const inEra = shifted - era * DAYS_PER_ERA;
  const ofEra = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  );
  const ofYear = inEra - (365 * ofEra + Math.floor(ofEra / 4) - Math.floor(ofEra / 100));
  const march = Math.floor((5 * ofYear + 2) / 153);
  const month = march < 10 ? march + 3 : march - 9;
  const year = ofEra + era * 400 + (month <= 2 ? 1 : 0);
  return joinDay({ year, month, day: ofYear - Math.floor((153 * march + 2) / 5) + 1 });
}

/** The day so many calendar days later; earlier when negative. */
export function daysFrom(day: string, days: number): string {
  return formatDay(parseDay(day) + days);
}

/** 0 Monday to 6 Sunday. 1 January 1970 was a Thursday. */
export function weekdayOf(day: string): number {
  return (((parseDay(day) + 3) % 7) + 7) % 7;
}
