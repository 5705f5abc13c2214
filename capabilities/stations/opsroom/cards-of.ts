/** Where the cards of picked stations are issued. */
import type { Condition } from '#shared/table.ts';

/** More ids make an address that servers in between cut off. */
const MOST_IDS = 200;

/** What was picked: `all` of what the filter finds except `keys`, or only `keys`. */
export type Chosen = {
  readonly all: boolean;
  readonly keys: ReadonlySet<string>;
  readonly listing: { readonly q: string; readonly where: readonly Condition[] };
};

/** The page of these cards; null where they are too many to name and are not all stations of one area. */
export function cardsOf(ids: readonly string[], { all, keys, listing }: Chosen): string | null {
  if (ids.length <= MOST_IDS) return `kartu?stations=${ids.join(',')}`;
  const [only, ...others] = listing.where;
  const isWhole = all && keys.size === 0 && listing.q === '' && others.length === 0;
  const isArea = only?.field === 'area' && only.is === 'within' && typeof only.value === 'string';
  return isWhole && isArea ? `kartu?area=${only.value}` : null;
}
