import { useRef, useState } from 'react';
import type { Picked } from './bulk-bar.tsx';
import type { Listing } from './listing.ts';
import { everythingPicked, nothingPicked, type Selection, toggled, withPicked } from './selection.ts';

export type Picking = {
  readonly selection: Selection;
  readonly select: (next: Selection) => void;
  /** Picks or unpicks a row; the next Shift click counts from here. */
  readonly pick: (index: number) => void;
  /** Where the next Shift click counts from. */
  readonly anchorAt: (index: number) => void;
  /** Picks every row from the anchor to here, also those that were never drawn. */
  readonly pickTo: (index: number) => void;
  readonly pickAll: () => void;
  readonly pickNone: () => void;
  readonly picked: Picked;
};

/** Which rows are picked, by key: a row keeps its mark when the list is sorted anew. */
export function usePicking(options: {
  readonly keyAt: (index: number) => string | null;
  readonly keysBetween: (first: number, last: number) => Promise<readonly string[]>;
  readonly listing: Listing;
  readonly total: number;
}): Picking {
  const { keyAt, keysBetween, listing, total } = options;
  const [selection, select] = useState<Selection>(nothingPicked);
  const anchor = useRef(0);
  const keysOf = async () => {
    if (!selection.all) return [...selection.keys];
    return (await keysBetween(0, total - 1)).filter((key) => !selection.keys.has(key));
  };
  return {
    selection,
    select,
    pick: (index) => {
      const key = keyAt(index);
      anchor.current = index;
      if (key !== null) select(toggled(selection, key));
    },
    anchorAt: (index) => {
      anchor.current = index;
    },
    pickTo: (index) => {
      const [first, last] = [Math.min(anchor.current, index), Math.max(anchor.current, index)];
      void keysBetween(first, last).then((keys) => select((now) => withPicked(now, keys)));
    },
    pickAll: () => select(everythingPicked),
    pickNone: () => select(nothingPicked),
    picked: { ...selection, listing, total, keysOf },
  };
}
