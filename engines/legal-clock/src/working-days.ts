import { daysFrom, parseDay, weekdayOf } from './day.ts';

export type Holiday = {
  readonly day: string;
  readonly name: string;
  readonly kind: 'public' | 'joint-leave';
  readonly source: string;
  readonly standing: 'stated' | 'assumed';
};

/** Every holiday of the days `from` to `to`, both included. Saturdays and Sundays need not stand in it. */
export type HolidayTable = {
  readonly id: string;
  readonly version: number;
  readonly source: string;
  readonly from: string;
  readonly to: string;
  readonly days: readonly Holiday[];
};

type Why = 'weekend' | Holiday['kind'];

/** What is known of a day. */
export type DayStanding = {
  readonly working: boolean;
  readonly why: Why | null;
  /** Name of the holiday. */
  readonly name: string | null;
  /** False where no table holds the day: it then works only as far as anybody knows. */
  readonly covered: boolean;
  /** Not covered, or a holiday that is itself assumed. */
  readonly assumed: boolean;
  /** `id@version` of the table that holds it. */
  readonly table: string | null;
};

export type Skipped = {
  readonly day: string;
  readonly why: Why;
  readonly name: string | null;
  readonly assumed: boolean;
};

export type CountedDays = {
  readonly day: string;
  readonly skipped: readonly Skipped[];
  /** Weekdays that were counted although no table holds them. */
  readonly uncovered: readonly string[];
  /** The result rests on an uncovered day or on an assumed holiday: verify before use. */
  readonly assumed: boolean;
  /** `id@version` of each table that was looked into, in order. */
  readonly tables: readonly string[];
};

/** Far more than any term of law; a mistake of units ends here. */
const MOST = 2000;
const SATURDAY = 5;

/**
 * Whether a day is a working day: not Saturday or Sunday, and no holiday or joint leave of a table. A weekend needs no
 * table. The first table that covers the day is the one that is believed.
 *
 * @throws RangeError for what is no day
 */
export function isWorkingDay(day: string, tables: readonly HolidayTable[]): DayStanding {
  const isWeekend = weekdayOf(day) >= SATURDAY;
  const table = tables.find(({ from, to }) => from <= day && day <= to);
  const holiday = table?.days.find((one) => one.day === day);
  const known = { covered: table !== undefined, table: table ? `${table.id}@${table.version}` : null };
  if (isWeekend) {
    return { working: false, why: 'weekend', name: holiday?.name ?? null, assumed: false, ...known };
  }
  if (holiday) {
    const { kind: why, name, standing } = holiday;
    return { working: false, why, name, assumed: standing === 'assumed', ...known };
  }
  return { working: true, why: null, name: null, assumed: !known.covered, ...known };
}

/**
 * The nth working day after a day. Counting begins on the day after, as "working days counted after the signing" has it.
 * With n = 0 it is the day itself, whatever day that is.
 *
 * @param n whole, 0 to 2000
 * @throws RangeError for what is no day, or another n
 */
export function addWorkingDays(day: string, n: number, tables: readonly HolidayTable[]): CountedDays {
  parseDay(day);
  if (!Number.isSafeInteger(n) || n < 0 || n > MOST) throw new RangeError(`${n} working days: 0 to ${MOST}`);
  const skipped: Skipped[] = [];
  const uncovered: string[] = [];
  const used = new Set<string>();
  let at = day;
  for (let left = n; left > 0; ) {
    at = daysFrom(at, 1);
    const { working, why, name, covered, assumed, table } = isWorkingDay(at, tables);
    if (table !== null) used.add(table);
    if (why !== null) skipped.push({ day: at, why, name, assumed });
    if (working) left -= 1;
    if (working && !covered) uncovered.push(at);
  }
  const assumed = uncovered.length > 0 || skipped.some((one) => one.assumed);
  return { day: at, skipped, uncovered, assumed, tables: [...used] };
}
