const PLACES = 3;

export type BarEntry = { readonly to: string; readonly onPhone?: boolean; readonly Badge?: unknown };

/**
 * The rooms in the bar of a phone, in the order of the rail: those that ask for it, those in which something may
 * wait, then the first ones. The room in which one is always has its place.
 */
export function barOf<E extends BarEntry>(entries: readonly E[], current: E | undefined): readonly E[] {
  const rank = (entry: E) => (entry.onPhone ? 0 : entry.Badge ? 1 : 2);
  const wanted = entries.toSorted((one, other) => rank(one) - rank(other)).slice(0, PLACES);
  const shown = current && !wanted.includes(current) ? [...wanted.slice(0, PLACES - 1), current] : wanted;
  return entries.filter((entry) => shown.includes(entry));
}
