import { type ReactNode, useId, useRef } from 'react';
import { systemClock } from '#shared/time.ts';
import { useFormat, useTexts } from '../i18n/index.ts';
import { Button, EmptyState, Failed, Stale } from '../ui/index.ts';
import { BulkBar } from './bulk-bar.tsx';
import { FilterChips } from './filter-bar.tsx';
import { Grid } from './grid.tsx';
import { NARROW_PX } from './layout.ts';
import { isFiltered, shownColumns, wholeList } from './listing.ts';
import type { ListEndpoint, RowOf } from './rows.ts';
import { TableBar } from './table-bar.tsx';
import type { DataTableProps } from './table-props.ts';
import { useListing } from './use-listing.ts';
import { useTable } from './use-table.ts';
import { useWidth } from './use-width.ts';
import { words } from './words.ts';

const NOTHING = {};

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
      <Printed total={rows.total} />
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
            lead={props.lead}
            grow={props.grow}
            narrow={narrow}
            now={systemClock()}
            scroller={scroller}
          />
        </div>
      )}
    </section>
  );
}

/** Stands on paper alone: rows are drawn as they come into sight, so a sheet never holds a long list. */
function Printed({ total }: { total: number | null }) {
  const t = useTexts(words);
  const { number } = useFormat();
  return total === null || total === 0 ? null : (
    <p className="table-printed">{t('printed', { total: number(total) })}</p>
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
