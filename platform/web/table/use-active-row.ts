import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useState } from 'react';
import { CARD_PX, ROW_PX } from './layout.ts';

export type ActiveRow = {
  readonly active: number;
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>;
  /** Makes a row the active one, without moving the list. */
  readonly touch: (index: number) => void;
  /** Makes it the active one, shows it and takes the focus. */
  readonly moveTo: (index: number) => void;
  readonly toTop: () => void;
  readonly pageRows: number;
};

/** The row that the keys are on, and the window of rows that are drawn. */
export function useActiveRow(
  total: number,
  scroller: RefObject<HTMLDivElement | null>,
  narrow: boolean,
): ActiveRow {
  const [active, setActive] = useState(0);
  const rowPx = narrow ? CARD_PX : ROW_PX;
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
    scrollPaddingStart: narrow ? 0 : ROW_PX,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights change with the form of the rows, nothing else
  useEffect(() => virtualizer.measure(), [rowPx]);
  return {
    active: Math.min(active, Math.max(0, total - 1)),
    virtualizer,
    touch: setActive,
    moveTo: (index) => {
      const next = Math.max(0, Math.min(total - 1, index));
      setActive(next);
      virtualizer.scrollToIndex(next, { align: 'auto' });
      scroller.current?.focus({ preventScroll: true });
    },
    toTop: () => {
      setActive(0);
      virtualizer.scrollToOffset(0);
    },
    pageRows: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowPx) - 1),
  };
}
