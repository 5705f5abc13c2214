import { type MouseEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { useLive } from '../live/index.ts';
import { useGo } from '../ui/index.ts';
import { keysBetweenIn } from './keys-between.ts';
import type { Listing } from './listing.ts';
import { clickedOn, rowClick } from './row-click.ts';
import { type ListEndpoint, PAGE_ROWS, type Range, type RowOf, useRows } from './rows.ts';
import type { DataTableProps } from './table-props.ts';
import { useActiveRow } from './use-active-row.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { usePicking } from './use-picking.ts';

const NOTHING = {};
const FIRST_ROWS = 12;

type Held = {
  readonly listing: Listing;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly searchId: string;
  readonly narrow: boolean;
};

/** Rows, active row, picking and keys, tied together. */
export function useTable<E extends ListEndpoint>(
  props: DataTableProps<E>,
  { listing, scroller, searchId, narrow }: Held,
) {
  const { endpoint, rowKey, bulk = [] } = props;
  const id = useId();
  const [range, setRange] = useState({ first: 0, last: PAGE_ROWS - 1 });
  const scope = { params: props.params ?? NOTHING, query: props.query ?? NOTHING };
  const rows = useRows<RowOf<E>>(endpoint, scope, listing, range);
  const total = rows.total ?? FIRST_ROWS;
  const row = useActiveRow(total, scroller, narrow);
  const keyAt = (index: number) => {
    const found = rows.at(index);
    return found === undefined ? null : rowKey(found);
  };
  const keysBetween = keysBetweenIn<RowOf<E>>(endpoint, scope, listing, rowKey);
  const picking = usePicking({ keyAt, keysBetween, listing, total });
  useLive(props.live ?? [], [endpoint]);
  useInSight(row.virtualizer.getVirtualItems(), setRange);
  useOtherFilter(listing, () => {
    picking.pickNone();
    row.toTop();
  });
  const { opens, hasAddress, open, openBeside } = useOpening(props, rows.at);
  const ability = { opens, hasAddress, picks: bulk.length > 0 };
  const onRowClick = (index: number, event: MouseEvent) => {
    row.touch(index);
    const asked = rowClick(event, clickedOn(event), ability);
    if (asked === 'pick') picking.pick(index);
    else if (asked === 'pick-to') picking.pickTo(index);
    else picking.anchorAt(index);
    if (asked === 'open') open(index);
    else if (asked === 'open-beside') openBeside(index);
  };
  const onKeyDown = useGridKeys({
    move: (by) => row.moveTo(row.active + by),
    moveTo: row.moveTo,
    pageRows: row.pageRows,
    last: total - 1,
    open: () => open(row.active),
    pick: bulk.length > 0 ? () => picking.pick(row.active) : null,
    pickAll: picking.pickAll,
    pickNone: picking.pickNone,
    search: () => document.getElementById(searchId)?.focus(),
  });
  const selection = bulk.length > 0 ? picking.selection : null;
  const { active, virtualizer } = row;
  const handlers = { onKeyDown, onRowClick, opens };
  return { rows, scope, picking, grid: { id, rows, total, active, virtualizer, selection, ...handlers } };
}

/** What a row leads to: a place of its own, which may open in another tab, or what the room does with it. */
function useOpening<E extends ListEndpoint>(
  { onOpen, href }: DataTableProps<E>,
  rowAt: (index: number) => RowOf<E> | undefined,
) {
  const go = useGo();
  const open = (index: number) => {
    const found = rowAt(index);
    if (found === undefined) return;
    if (onOpen) onOpen(found);
    else if (href) go(href(found));
  };
  const openBeside = (index: number) => {
    const found = rowAt(index);
    if (found !== undefined && href) window.open(href(found), '_blank', 'noopener');
  };
  return {
    opens: onOpen !== undefined || href !== undefined,
    hasAddress: href !== undefined,
    open,
    openBeside,
  };
}

function useInSight(items: readonly { readonly index: number }[], show: (range: Range) => void): void {
  const first = items[0]?.index ?? 0;
  const last = items[items.length - 1]?.index ?? PAGE_ROWS - 1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `show` is a state setter
  useEffect(() => show({ first, last }), [first, last]);
}

/** Another filter is another list: marks and place of the former one mean nothing in it. */
function useOtherFilter({ q, where }: Listing, onOther: () => void): void {
  const asked = JSON.stringify([q, where]);
  const latest = useRef(onOther);
  latest.current = onOther;
  const before = useRef(asked);
  useEffect(() => {
    if (before.current === asked) return;
    before.current = asked;
    latest.current();
  }, [asked]);
}
