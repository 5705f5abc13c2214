import { Fragment, type ReactNode } from 'react';
import type { Localized } from '#shared/schema.ts';
import type { Column } from '#shared/table.ts';
import { type Format, useFormat, useLocalized } from '../i18n/index.ts';
import { AreaName } from '../ui/index.ts';

/** The plain way to show a field of each type; a room may draw its own. */
export function usePlainCell(now: Date): (column: Column, value: unknown) => ReactNode {
  const format = useFormat();
  const localized = useLocalized();
  return (column, value) => {
    if (value === null || value === undefined || value === '') return <span className="quiet">–</span>;
    if (column.type === 'area' && column.nameIn === undefined) return <Areas codes={value} />;
    if (Array.isArray(value)) return value.map((one) => textOf(column, one, format, localized)).join(', ');
    if (column.type === 'instant' && typeof value === 'string') {
      return <span title={format.instant(value)}>{format.brief(value, now)}</span>;
    }
    return textOf(column, value, format, localized);
  };
}

function Areas({ codes }: { codes: unknown }) {
  const all: readonly unknown[] = Array.isArray(codes) ? codes : [codes];
  return all.map((code, place) => (
    <Fragment key={String(code)}>
      {place > 0 ? ', ' : ''}
      <AreaName code={String(code)} />
    </Fragment>
  ));
}

function textOf(
  column: Column,
  value: unknown,
  format: Format,
  localized: (text: Localized) => string,
): string {
  if (column.type === 'number' && typeof value === 'number') return format.number(value, 2);
  if (column.type === 'day' && typeof value === 'string') return format.day(value);
  const choice = column.choices?.[String(value)];
  return choice ? localized(choice) : String(value);
}

/** One field of a row whose shape only the room knows. */
export function fieldOf(row: unknown, field: string): unknown {
  if (typeof row !== 'object' || row === null) return undefined;
  const value: unknown = Reflect.get(row, field);
  return value;
}
