import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { rangeOf } from '#shared/area-code.ts';
import type { Filter } from './visibility-filter.ts';

/** SQL expressions for the attributes of a record kind, by attribute name. */
export type AttributeColumns = Readonly<Record<string, RawBuilder<unknown>>>;

/**
 * The SQL twin of `passes` in visibility-filter.ts. Ranges compare in byte order (collation "C").
 * @throws Error when the filter asks for an attribute that the caller did not map: a missing column must not open a door
 */
export function toSql(filter: Filter, columns: AttributeColumns): RawBuilder<SqlBool> {
  switch (filter.op) {
    case 'and':
      return joined(filter.of, columns, sql` and `, sql<SqlBool>`true`);
    case 'or':
      return joined(filter.of, columns, sql` or `, sql<SqlBool>`false`);
    case 'not':
      // Not `not`: what an empty attribute leaves unknown was not forbidden.
      return sql<SqlBool>`(${toSql(filter.of, columns)}) is not true`;
    case 'eq': {
      const found = column(filter.field, columns);
      return filter.value === null
        ? sql<SqlBool>`${found} is null`
        : sql<SqlBool>`(${found})::text = ${filter.value}`;
    }
    case 'in':
      return sql<SqlBool>`(${column(filter.field, columns)})::text = any(${[...filter.values]}::text[])`;
    case 'has':
      return sql<SqlBool>`(${column(filter.field, columns)})::text[] @> array[${filter.value}]::text[]`;
    case 'gte':
      return sql<SqlBool>`${column(filter.field, columns)} collate "C" >= ${filter.value}`;
    case 'lt':
      return sql<SqlBool>`${column(filter.field, columns)} collate "C" < ${filter.value}`;
  }
}

/** Whether a column holds an area code at or below an area. Can use a plain index on the column. */
export function withinArea(code: RawBuilder<unknown>, area: string): RawBuilder<SqlBool> {
  if (area === '') return sql<SqlBool>`${code} is not null`;
  const { from, to } = rangeOf(area);
  return sql<SqlBool>`(${code} collate "C" >= ${from} and ${code} collate "C" < ${to})`;
}

function joined(
  parts: readonly Filter[],
  columns: AttributeColumns,
  by: RawBuilder<unknown>,
  whenEmpty: RawBuilder<SqlBool>,
): RawBuilder<SqlBool> {
  if (parts.length === 0) return whenEmpty;
  return sql<SqlBool>`(${sql.join(
    parts.map((part) => toSql(part, columns)),
    by,
  )})`;
}

function column(field: string, columns: AttributeColumns): RawBuilder<unknown> {
  const found = columns[field];
  if (!found) throw new Error(`no column is mapped to the attribute "${field}"`);
  return found;
}
