// biome-ignore-all lint/a11y/useSemanticElements: see grid.tsx
// biome-ignore-all lint/a11y/useFocusableInteractive: see grid.tsx
import type { ReactNode } from 'react';
import type { Column, Columns } from '#shared/table.ts';
import { useFormat, useLocalized, useTexts } from '../i18n/index.ts';
import { AppLink, Icon } from '../ui/index.ts';
import { fieldOf, usePlainCell } from './cells.tsx';
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
  readonly narrow: boolean;
  readonly now: Date;
};

export function RowCells<Row>(props: RowCellsProps<Row>) {
  const { fields, declared, cells, row, href, pickable, picked, narrow, now } = props;
  const t = useTexts(words);
  const { number } = useFormat();
  const localized = useLocalized();
  const plain = usePlainCell(now);
  const draw = (field: string, first: boolean) => {
    const column = declared[field];
    if (!column) return null;
    const drawn = cells[field]?.(row) ?? plain(column, fieldOf(row, field));
    if (first && href) return <AppLink to={href(row)}>{drawn}</AppLink>;
    const named = narrow && !first && (column.type === 'number' || column.type === 'id');
    return named ? (
      <span>
        {`${localized(column.title)} `}
        {drawn}
      </span>
    ) : (
      drawn
    );
  };
  return (
    <>
      {pickable ? (
        <span role="gridcell" className="cell cell-pick">
          <button
            type="button"
            tabIndex={-1}
            aria-pressed={picked}
            aria-label={t('pickRow', { row: number(props.index + 1) })}
            className={picked ? 'checkbox-box on' : 'checkbox-box'}
          >
            <Icon name="check" size={13} />
          </button>
        </span>
      ) : null}
      {fields.map((field, place) => (
        <span
          key={field}
          role="gridcell"
          className={`cell ${alignOf(declared[field])} ${isBlank(row, field, cells) ? 'cell-blank' : ''}`}
        >
          {draw(field, place === 0)}
        </span>
      ))}
    </>
  );
}

function isBlank<Row>(row: Row, field: string, cells: Cells<Row>): boolean {
  return cells[field] === undefined && (fieldOf(row, field) ?? '') === '';
}

export function alignOf(column: Column | undefined): string {
  return column?.type === 'number' ? 'cell-number' : '';
}
