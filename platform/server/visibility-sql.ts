import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { rangeOf } from '#shared/area-code.ts';
import type { Predicate } from '#shared/visibility.ts';

/** SQL expressions for the attributes of a record kind, by attribute name. */
export type AttributeColumns = Readonly<Record<string, RawBuilder<unknown>>>;

/**
 * The SQL twin of `matches` in platform/shared/visibility.ts. Area codes compare in byte order (collation "C").
 * @throws Error when the predicate asks for an attribute that the caller did not map: a missing column must not open a door
 */
export function toSql(predicate: Predicate, columns: AttributeColumns): RawBuilder<SqlBool> {
  switch (predicate.op) {
    case 'all':
      return joined(predicate.of, columns, sql` and `, sql<SqlBool>`true`);
    case 'any':
      return joined(predicate.of, columns, sql` or `, sql<SqlBool>`false`);
    case 'eq':
      return sql<SqlBool>`(${column(predicate.field, columns)})::text = ${predicate.value}`;
    case 'differs':
      return sql<SqlBool>`(${column(predicate.field, columns)})::text is distinct from ${predicate.value}`;
    case 'in':
      return sql<SqlBool>`(${column(predicate.field, columns)})::text = any(${[...predicate.values]}::text[])`;
    case 'within':
      return withinArea(column(predicate.field, columns), predicate.area);
    case 'absent':
      return sql<SqlBool>`${column(predicate.field, columns)} is null`;
  }
}

/** Whether a column holds an area code at or below an area. Can use a plain index on the column. */
export function withinArea(code: RawBuilder<unknown>, area: string): RawBuilder<SqlBool> {
  if (area === '') return sql<SqlBool>`${code} is not null`;
  const { from, to } = rangeOf(area);
  return sql<SqlBool>`(${code} collate "C" >= ${from} and ${code} collate "C" < ${to})`;
}

function joined(
  parts: readonly Predicate[],
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
