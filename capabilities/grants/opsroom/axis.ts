import { addDays, daysBetween } from '#shared/time.ts';

export type Axis = {
  readonly from: string;
  readonly to: string;
  /** Place of a day in percent of the width. */
  readonly at: (day: string) => number;
  /** First days of months, thinned out so that they can be read. */
  readonly ticks: readonly { readonly day: string; readonly at: number; readonly isMajor: boolean }[];
};

const MONTHS_BETWEEN = [1, 2, 3, 6, 12] as const;
const MOST_TICKS = 13;

/** An axis of whole months that holds all these days. Null where there are none. */
export function axisOf(days: readonly string[]): Axis | null {
  const sorted = days.toSorted();
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return null;
  const from = `${first.slice(0, 7)}-01`;
  const to = nextMonth(last);
  const length = daysBetween(from, to);
  const at = (day: string) => (daysBetween(from, day) / length) * 100;
  return { from, to, at, ticks: ticksOf(from, to).map((one) => ({ ...one, at: at(one.day) })) };
}

function nextMonth(day: string): string {
  return `${addDays(`${day.slice(0, 7)}-01`, 31).slice(0, 7)}-01`;
}

function ticksOf(from: string, to: string) {
  const months: string[] = [];
  for (let day = from; day < to; day = nextMonth(day)) months.push(day);
  const step = MONTHS_BETWEEN.find((one) => months.length / one <= MOST_TICKS) ?? 12;
  const kept = months.filter((_, index) => index % step === 0);
  // Every third is enough on a phone.
  return kept.map((day, index) => ({ day, isMajor: index % 3 === 0 }));
}

/** Which of these places, in rising order, lie at least so far from the one kept before. */
export function apart(places: readonly number[], least: number): readonly boolean[] {
  let last = Number.NEGATIVE_INFINITY;
  return places.map((place) => {
    if (place - last < least) return false;
    last = place;
    return true;
  });
}

/** Moves places apart so that words set there do not lie on each other; the order stays, and 0 to 100 is not left. */
export function pushApart(places: readonly number[], least: number): readonly number[] {
  const order = places.map((place, index) => ({ place, index })).toSorted((a, b) => a.place - b.place);
  const moved: { place: number; index: number }[] = [];
  for (const one of order) {
    const before = moved.at(-1);
    moved.push({ ...one, place: before ? Math.max(one.place, before.place + least) : one.place });
  }
  // What was pushed out at the end pushes back what stands before it.
  let limit = 100;
  const back = moved.toReversed().map(({ place, index }) => {
    const kept = Math.min(place, limit);
    limit = kept - least;
    return { place: kept, index };
  });
  return places.map((place, index) => back.find((one) => one.index === index)?.place ?? place);
}
