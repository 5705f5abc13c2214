// biome-ignore-all lint/a11y/useSemanticElements: rows are virtual, and a table element cannot hold a million
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row
import type { Virtualizer } from '@tanstack/react-virtual';
import type { CSSProperties, KeyboardEvent, MouseEvent, RefObject } from 'react';
import type { Columns } from '#shared/table.ts';
import { useLanguage, useLocalized, useTexts } from '../i18n/index.ts';
import { Icon } from '../ui/index.ts';
import { tracksOf } from './layout.ts';
import { type Listing, sortedBy } from './listing.ts';
import { alignOf, type Cells, RowCells } from './row-cells.tsx';
import type { Rows } from './rows.ts';
import { isPicked, type Selection } from './selection.ts';
import { useLetters } from './use-letters.ts';
import { words } from './words.ts';

export type GridProps<Row> = {
  readonly id: string;
  readonly label: string;
  readonly declared: Columns;
  readonly fields: readonly string[];
  readonly listing: Listing;
  readonly onListing: (next: Listing) => void;
  readonly rows: Rows<Row>;
  readonly total: number;
  readonly rowKey: (row: Row) => string;
  readonly cells: Cells<Row>;
  readonly href?: ((row: Row) => string) | undefined;
  readonly lead: readonly string[] | undefined;
  readonly grow: readonly string[] | undefined;
  readonly selection: Selection | null;
  readonly active: number;
  readonly narrow: boolean;
  readonly now: Date;
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onRowClick: (index: number, event: MouseEvent) => void;
  readonly opens: boolean;
};

/** Draws the rows that are in sight. Focus stays on the grid; the active row is named to screen readers. */
export function Grid<Row>(props: GridProps<Row>) {
  const { id, fields, declared, selection, virtualizer, narrow, active, total } = props;
  const language = useLanguage();
  const letters = useLetters(props.rows, fields, declared);
  const widths = { declared, pickable: selection !== null, language, letters, grow: props.grow };
  const { template, minWidthPx } = tracksOf(fields, widths);
  const items = virtualizer.getVirtualItems();
  const inSight = items.some(({ index }) => index === active);
  const style: CSSProperties & Record<`--${string}`, string> = narrow
    ? {}
    : { '--tracks': template, minWidth: minWidthPx };
  return (
    <div
      ref={props.scroller}
      className={narrow ? 'grid grid-cards' : 'grid'}
      role="grid"
      tabIndex={0}
      onKeyDown={props.onKeyDown}
      aria-label={props.label}
      aria-rowcount={total + 1}
      aria-colcount={fields.length + (selection ? 1 : 0)}
      {...(selection ? { 'aria-multiselectable': true } : {})}
      {...(inSight ? { 'aria-activedescendant': `${id}-${active}` } : {})}
    >
      <div className="grid-inside" style={style} role="presentation">
        <Head {...props} />
        <div className="grid-body" role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => (
            <GridRow key={item.index} {...props} index={item.index} top={item.start} />
          ))}
        </div>
      </div>
    </div>
  );
}

function Head<Row>({ fields, declared, listing, onListing, selection }: GridProps<Row>) {
  const localized = useLocalized();
  return (
    <div className="grid-head" role="rowgroup">
      <div className="grid-row" role="row" aria-rowindex={1}>
        {selection ? (
          <span role="columnheader" className="cell">
            <PickHeading />
          </span>
        ) : null}
        {fields.map((field) => {
          const place = listing.sort.findIndex((sort) => sort.field === field);
          const sort = listing.sort[place];
          const sorted = sort ? (sort.descending ? 'descending' : 'ascending') : 'none';
          return (
            <span
              key={field}
              role="columnheader"
              aria-sort={sorted}
              className={`cell ${alignOf(declared[field])}`}
            >
              <button
                type="button"
                tabIndex={-1}
                className="sort-button"
                onClick={(event) => onListing(sortedBy(listing, field, event.shiftKey))}
              >
                {declared[field] ? localized(declared[field].title) : field}
                {sort ? <Icon name={sort.descending ? 'arrow-down' : 'arrow-up'} size={12} /> : null}
                {sort && listing.sort.length > 1 ? <sup>{place + 1}</sup> : null}
              </button>
            </span>
          );
        })}
      </div>
    </div>
  );
}

function PickHeading() {
  const t = useTexts(words);
  return <span className="sr-only">{t('keyPick')}</span>;
}

// Shift picks rows: it must not mark the text between them. The wheel opens a tab: it must not begin to scroll.
function keepSelection(event: MouseEvent): void {
  if (event.shiftKey || event.button === 1) event.preventDefault();
}

function GridRow<Row>(props: GridProps<Row> & { index: number; top: number }) {
  const { id, rows, index, top, selection, active, rowKey } = props;
  const row = rows.at(index);
  const picked = row !== undefined && selection !== null && isPicked(selection, rowKey(row));
  const marks = [
    index === active ? 'is-active' : '',
    picked ? 'is-picked' : '',
    props.opens ? 'is-door' : '',
  ].filter(Boolean);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: every click has its key on the grid
    <div
      id={`${id}-${index}`}
      role="row"
      aria-rowindex={index + 2}
      {...(selection ? { 'aria-selected': picked } : {})}
      className={['grid-row', ...marks].join(' ')}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => props.onRowClick(index, event)}
      onAuxClick={(event) => event.button === 1 && props.onRowClick(index, event)}
      onMouseDown={keepSelection}
    >
      {row === undefined ? (
        <span role="gridcell" className="cell cell-waiting">
          <span className="loading-line" />
        </span>
      ) : (
        <RowCells {...props} row={row} picked={picked} pickable={selection !== null} />
      )}
    </div>
  );
}
