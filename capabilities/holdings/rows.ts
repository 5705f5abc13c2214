/** Declarations as lines that a person reads: columns declared as one thing are one line. */
import type { Column, Holdings } from '#shared/holding.ts';
import type { Localized } from '#shared/schema.ts';

/** What one room declares; `outside`: what it keeps outside tables. */
export type Declared = {
  readonly room: string;
  readonly holdings: Holdings;
  readonly outside: boolean;
};

export type Line = {
  readonly room: string;
  readonly table: string;
  readonly record: Localized;
  readonly field: Localized;
  readonly column: Column;
  /** `incident.title` */
  readonly columns: readonly string[];
  readonly outside: boolean;
};

export function linesOf(declared: readonly Declared[]): readonly Line[] {
  return declared.flatMap(({ room, holdings, outside }) =>
    Object.entries(holdings).flatMap(([table, { what, columns }]) => {
      const grouped = new Map<Column, string[]>();
      for (const [name, column] of Object.entries(columns)) {
        grouped.set(column, [...(grouped.get(column) ?? []), name]);
      }
      return [...grouped].map(([column, names]) => ({
        room,
        table,
        record: what,
        field: column.what ?? { id: names.join(', '), en: names.join(', ') },
        column,
        columns: names.map((name) => `${table}.${name}`),
        outside,
      }));
    }),
  );
}

/** Every declared column of the database as `table.column`, sorted. @throws where two rooms declare one table */
export function declaredColumns(declared: readonly Declared[]): readonly string[] {
  const tables = new Map<string, string>();
  for (const { room, holdings, outside } of declared) {
    if (outside) continue;
    for (const table of Object.keys(holdings)) {
      const other = tables.get(table);
      if (other) throw new Error(`${other} and ${room} both declare the table ${table}`);
      tables.set(table, room);
    }
  }
  return linesOf(declared)
    .flatMap(({ outside, columns }) => (outside ? [] : columns))
    .sort();
}
