import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { ParamsOf, QueryOf } from '#shared/endpoint.ts';
import type { ListQuery } from '#shared/table.ts';
import { systemClock } from '#shared/time.ts';
import { useTexts } from '../i18n/index.ts';
import { useLive } from '../live/index.ts';
import { Button, EmptyState, Failed, Stale, useGo } from '../ui/index.ts';
import { type BulkAction, BulkBar, type Picked } from './bulk-bar.tsx';
import { FilterChips } from './filter-bar.tsx';
import { type Cells, Grid } from './grid.tsx';
import { CARD_PX, NARROW_PX, ROW_PX } from './layout.ts';
import { isFiltered, type Listing, shownColumns, wholeList } from './listing.ts';
import { type ListEndpoint, PAGE_ROWS, type RowOf, useRows } from './rows.ts';
import { nothingPicked, type Selection, toggled, withPicked } from './selection.ts';
import { TableBar } from './table-bar.tsx';
import { useGridKeys } from './use-grid-keys.ts';
import { useKeysBetween } from './use-keys-between.ts';
import { useListing } from './use-listing.ts';
import { useWidth } from './use-width.ts';
import { words } from './words.ts';

export type DataTableProps<E extends ListEndpoint> = {
  readonly endpoint: E;
  /** What it is a list of; spoken, and the name of the list. */
  readonly label: string;
  readonly params?: ParamsOf<E>;
  /** Fixed questions besides filter, sort and search. */
  readonly query?: Partial<Omit<QueryOf<E>, keyof ListQuery>>;
  readonly rowKey: (row: RowOf<E>) => string;
  /** How to draw a field; the others are drawn by the type of their column. */
  readonly cells?: Cells<RowOf<E>>;
  /** The address of a row: its first cell is then a link and Enter opens it. */
  readonly href?: (row: RowOf<E>) => string;
  /** Instead of an address: a drawer beside the list, for instance. */
  readonly onOpen?: (row: RowOf<E>) => void;
  readonly bulk?: readonly BulkAction[];
  /** The address of the map that shows the same filter. */
  readonly mapHref?: (listing: Listing) => string;
  /** Kinds of records that change this list. */
  readonly live?: readonly string[];
  readonly empty?: ReactNode;
  /** Parts of its own beside the search box. */
  readonly tools?: ReactNode;
  /** Two tables on one page need two prefixes. */
  readonly prefix?: string;
};

const NOTHING = {};
const FIRST_ROWS = 12;

/** THE table: every list of the house, paged by the server, in one way. */
export function DataTable<E extends ListEndpoint>(props: DataTableProps<E>) {
  const { endpoint, rowKey, bulk = [], prefix = '' } = props;
  const t = useTexts(words);
  const go = useGo();
  const id = useId();
  const [listing, setListing] = useListing(endpoint.columns, prefix);
  const [selection, setSelection] = useState<Selection>(nothingPicked);
  const [active, setActive] = useState(0);
  const [range, setRange] = useState({ first: 0, last: PAGE_ROWS - 1 });
  const anchor = useRef(0);
  const scroller = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const narrow = useWidth(frame) < NARROW_PX;
  const scope = useMemo(
    () => ({ params: props.params ?? NOTHING, query: props.query ?? NOTHING }),
    [props.params, props.query],
  );
  const rows = useRows<RowOf<E>>(endpoint, scope, listing, range.first, range.last);
  const keysBetween = useKeysBetween<RowOf<E>>(endpoint, scope, listing, rowKey);
  useLive(props.live ?? [], [endpoint]);

  const total = rows.total ?? FIRST_ROWS;
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => (narrow ? CARD_PX : ROW_PX),
    overscan: 8,
    scrollMargin: 0,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights change with the form of the rows, nothing else
  useEffect(() => virtualizer.measure(), [narrow]);
  useInSight(virtualizer.getVirtualItems(), setRange);
  const asked = JSON.stringify([listing.q, listing.where]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter is another list, whatever else changed
  useEffect(() => {
    setSelection(nothingPicked);
    setActive(0);
    virtualizer.scrollToOffset(0);
  }, [asked]);

  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(total - 1, index));
    setActive(next);
    virtualizer.scrollToIndex(next, { align: 'auto' });
    scroller.current?.focus({ preventScroll: true });
  };
  const open = (index: number) => {
    const row = rows.at(index);
    if (row === undefined) return;
    if (props.onOpen) props.onOpen(row);
    else if (props.href) go(props.href(row));
  };
  const pick = (index: number) => {
    const row = rows.at(index);
    anchor.current = index;
    if (row !== undefined) setSelection(toggled(selection, rowKey(row)));
  };
  const onRowClick = (index: number, event: MouseEvent) => {
    setActive(index);
    if (event.shiftKey && bulk.length > 0) {
      const [first, last] = [Math.min(anchor.current, index), Math.max(anchor.current, index)];
      void keysBetween(first, last).then((keys) => setSelection((now) => withPicked(now, keys)));
    } else if (event.ctrlKey || event.metaKey) pick(index);
    else if (narrow) open(index);
    else anchor.current = index;
  };
  const searchId = `${id}-search`;
  const onKeyDown = useGridKeys({
    move: (by) => moveTo(active + by),
    moveTo,
    pageRows: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / ROW_PX) - 1),
    last: total - 1,
    open: () => open(active),
    pick: bulk.length > 0 ? () => pick(active) : null,
    pickAll: () => setSelection({ all: true, keys: new Set() }),
    pickNone: () => setSelection(nothingPicked),
    search: () => document.getElementById(searchId)?.focus(),
  });
  const picked: Picked = {
    ...selection,
    listing,
    total,
    keysOf: async () =>
      selection.all
        ? (await keysBetween(0, total - 1)).filter((key) => !selection.keys.has(key))
        : [...selection.keys],
  };
  return (
    <section ref={frame} className="table" aria-label={props.label}>
      <TableBar
        endpoint={endpoint}
        scope={scope}
        listing={listing}
        onChange={setListing}
        total={rows.total}
        searchId={searchId}
        narrow={narrow}
        tools={props.tools}
        mapHref={props.mapHref?.(listing)}
        onLeaveSearch={() => scroller.current?.focus()}
      />
      <FilterChips declared={endpoint.columns} listing={listing} onChange={setListing} />
      <Stale since={rows.staleSince} />
      <BulkBar actions={bulk} picked={picked} onSelection={setSelection} />
      {rows.error ? (
        <Failed error={rows.error} retry={rows.retry} />
      ) : rows.total === 0 ? (
        <Nothing
          filtered={isFiltered(listing)}
          empty={props.empty}
          onClear={() => setListing({ ...wholeList, columns: listing.columns })}
        />
      ) : (
        <div className="table-body">
          <Grid<RowOf<E>>
            id={id}
            label={props.label}
            declared={endpoint.columns}
            fields={shownColumns(listing, endpoint.columns)}
            listing={listing}
            onListing={setListing}
            rows={rows}
            total={total}
            rowKey={rowKey}
            cells={props.cells ?? NOTHING}
            href={props.href}
            selection={bulk.length > 0 ? selection : null}
            active={active}
            narrow={narrow}
            now={systemClock()}
            virtualizer={virtualizer}
            scroller={scroller}
            onKeyDown={onKeyDown}
            onRowClick={onRowClick}
            onRowOpen={open}
            onPick={pick}
          />
        </div>
      )}
      <span className="sr-only" role="status">
        {rows.total === null ? '' : t('total', { total })}
      </span>
    </section>
  );
}

function Nothing({ filtered, empty, onClear }: { filtered: boolean; empty: ReactNode; onClear: () => void }) {
  const t = useTexts(words);
  if (!filtered) return empty ?? <EmptyState title={t('empty')} />;
  return (
    <EmptyState
      title={t('noneFound')}
      text={t('noneFoundText')}
      icon="search"
      action={<Button onPress={onClear}>{t('clear')}</Button>}
    />
  );
}

function useInSight(
  items: readonly { index: number }[],
  show: (range: { first: number; last: number }) => void,
): void {
  const first = items[0]?.index ?? 0;
  const last = items[items.length - 1]?.index ?? PAGE_ROWS - 1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `show` is a state setter
  useEffect(() => show({ first, last }), [first, last]);
}
