import { type MouseEvent, type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react';
import type { ParamsOf, QueryOf } from '#shared/endpoint.ts';
import type { ListQuery } from '#shared/table.ts';
import { systemClock } from '#shared/time.ts';
import { useTexts } from '../i18n/index.ts';
import { useLive } from '../live/index.ts';
import { Button, EmptyState, Failed, Stale, useGo } from '../ui/index.ts';
import { type BulkAction, BulkBar } from './bulk-bar.tsx';
import { FilterChips } from './filter-bar.tsx';
import { type Cells, Grid } from './grid.tsx';
import { keysBetweenIn } from './keys-between.ts';
import { NARROW_PX } from './layout.ts';
import { isFiltered, type Listing, shownColumns, wholeList } from './listing.ts';
import { type ListEndpoint, PAGE_ROWS, type RowOf, useRows } from './rows.ts';
import { TableBar } from './table-bar.tsx';
import { useActiveRow } from './use-active-row.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useListing } from './use-listing.ts';
import { usePicking } from './use-picking.ts';
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
  const { endpoint, prefix = '' } = props;
  const frame = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const searchId = useId();
  const [listing, setListing] = useListing(endpoint.columns, prefix);
  const narrow = useWidth(frame) < NARROW_PX;
  const table = useTable(props, { listing, scroller, searchId, narrow });
  const { rows, scope, picking } = table;
  const clear = () => setListing({ ...wholeList, columns: listing.columns });
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
      <BulkBar actions={props.bulk ?? []} picked={picking.picked} onSelection={picking.select} />
      {rows.error ? <Failed error={rows.error} retry={rows.retry} /> : null}
      {rows.total === 0 && !rows.error ? (
        <Nothing filtered={isFiltered(listing)} empty={props.empty} onClear={clear} />
      ) : null}
      {rows.total === 0 || rows.error ? null : (
        <div className="table-body">
          <Grid<RowOf<E>>
            {...table.grid}
            label={props.label}
            declared={endpoint.columns}
            fields={shownColumns(listing, endpoint.columns)}
            listing={listing}
            onListing={setListing}
            rowKey={props.rowKey}
            cells={props.cells ?? NOTHING}
            href={props.href}
            narrow={narrow}
            now={systemClock()}
            scroller={scroller}
          />
        </div>
      )}
    </section>
  );
}

type Held = {
  readonly listing: Listing;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly searchId: string;
  readonly narrow: boolean;
};

/** Rows, active row, picking and keys, tied together. */
function useTable<E extends ListEndpoint>(
  props: DataTableProps<E>,
  { listing, scroller, searchId, narrow }: Held,
) {
  const { endpoint, rowKey, bulk = [] } = props;
  const go = useGo();
  const id = useId();
  const [range, setRange] = useState({ first: 0, last: PAGE_ROWS - 1 });
  const scope = { params: props.params ?? NOTHING, query: props.query ?? NOTHING };
  const rows = useRows<RowOf<E>>(endpoint, scope, listing, range.first, range.last);
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
  const open = (index: number) => {
    const found = rows.at(index);
    if (found === undefined) return;
    if (props.onOpen) props.onOpen(found);
    else if (props.href) go(props.href(found));
  };
  const onRowClick = (index: number, event: MouseEvent) => {
    row.touch(index);
    if (event.shiftKey && bulk.length > 0) picking.pickTo(index);
    else if ((event.ctrlKey || event.metaKey) && bulk.length > 0) picking.pick(index);
    else if (narrow) open(index);
    else picking.anchorAt(index);
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
  const handlers = { onKeyDown, onRowClick, onRowOpen: open, onPick: picking.pick };
  return { rows, scope, picking, grid: { id, rows, total, active, virtualizer, selection, ...handlers } };
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

type Range = { readonly first: number; readonly last: number };

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
