// biome-ignore-all lint/a11y/useSemanticElements: see grid.tsx
// biome-ignore-all lint/a11y/useFocusableInteractive: see grid.tsx
import type { ReactNode } from 'react';
import type { Column, Columns } from '#shared/table.ts';
import { useFormat, useLocalized, useTexts } from '../i18n/index.ts';
import { AppLink, Icon } from '../ui/index.ts';
import { fieldOf, usePlainCell } from './cells.tsx';
import { cardOf } from './layout.ts';
import { words } from './words.ts';

/** How a room draws its fields. */
export type Cells<Row> = { readonly [field: string]: (row: Row) => ReactNode };

type RowCellsProps<Row> = {
  readonly index: number;
  readonly row: Row;
  readonly picked: boolean;
  readonly pickable: boolean;
  readonly fields: readonly string[];
  readonly declared: Columns;
  readonly cells: Cells<Row>;
  readonly href?: ((row: Row) => string) | undefined;
  readonly lead: readonly string[] | undefined;
  readonly narrow: boolean;
  readonly now: Date;
};

export function RowCells<Row>(props: RowCellsProps<Row>) {
  const { fields, declared, cells, row, href, pickable, picked, narrow, now } = props;
  const localized = useLocalized();
  const plain = usePlainCell(now);
  const card = narrow ? cardOf(fields, declared, props.lead) : null;
  const named = props.lead?.find((field) => fields.includes(field));
  const door = (card ? card.lead[0] : named) ?? fields[0];
  const draw = (field: string) => {
    const column = declared[field];
    if (!column) return null;
    const drawn = cells[field]?.(row) ?? plain(column, fieldOf(row, field));
    if (field === door && href) return <AppLink to={href(row)}>{drawn}</AppLink>;
    const isUntitled = field === door || (column.type === 'day' && card?.lead.includes(field));
    return narrow && !isUntitled && needsTitle(column) ? (
      <span>
        {`${localized(column.title)} `}
        {drawn}
      </span>
    ) : (
      drawn
    );
  };
  // A phone leaves out what is empty, and every plain no.
  const isBlank = (field: string) => {
    const value = fieldOf(row, field) ?? '';
    return (value === '' && cells[field] === undefined) || (value === 'no' && isYesOrNo(declared[field]));
  };
  const cellsOf = (some: readonly string[]) =>
    some.map((field) => (
      <span
        key={field}
        role="gridcell"
        className={`cell ${alignOf(declared[field])} ${isBlank(field) ? 'cell-blank' : ''}`}
      >
        {draw(field)}
      </span>
    ));
  return (
    <>
      {pickable ? <PickCell index={props.index} picked={picked} /> : null}
      {card ? (
        <>
          <span role="presentation" className="card-lead">
            {cellsOf(card.lead)}
          </span>
          <span role="presentation" className="card-rest">
            {cellsOf(card.rest)}
          </span>
        </>
      ) : (
        cellsOf(fields)
      )}
    </>
  );
}

function PickCell({ index, picked }: { index: number; picked: boolean }) {
  const t = useTexts(words);
  const { number } = useFormat();
  return (
    <span role="gridcell" className="cell cell-pick">
      <button
        type="button"
        tabIndex={-1}
        aria-pressed={picked}
        aria-label={t('pickRow', { row: number(index + 1) })}
        className={picked ? 'checkbox-box on' : 'checkbox-box'}
      >
        <Icon name="check" size={13} />
      </button>
    </span>
  );
}

// A figure, a day, a code and a bare yes or no say nothing without the name of their column.
function needsTitle(column: Column): boolean {
  return ['number', 'day', 'id'].includes(column.type) || isYesOrNo(column);
}

function isYesOrNo(column: Column | undefined): boolean {
  return column?.choices !== undefined && 'no' in column.choices;
}

export function alignOf(column: Column | undefined): string {
  return column?.type === 'number' ? 'cell-number' : '';
}
