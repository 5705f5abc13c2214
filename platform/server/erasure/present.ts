import { type RawBuilder, sql } from 'kysely';
import { ERASED } from '#shared/erased.ts';
import type { Place } from './places.ts';

/** No account has this id. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** A condition on a row: a value stands in this column that nobody has erased. */
export function isPresent({ column, type }: Place, alias: string): RawBuilder<boolean> {
  const value = sql.ref(`${alias}.${column}`);
  switch (type) {
    case 'text':
    case 'varchar':
      return sql`coalesce(${value} <> '' and not starts_with(${value}, ${ERASED}), false)`;
    case 'jsonb':
      return sql`coalesce(jsonb_path_exists(${value}, ${INSIDE}::jsonpath), false)`;
    case 'uuid':
      return sql`coalesce(${value} <> ${NOBODY}::uuid, false)`;
    case '_text':
      return sql`coalesce(cardinality(${value}) > 0, false)`;
    case 'timestamptz':
      return sql`coalesce(${value} <> to_timestamp(0), false)`;
    // Words for the search go with the text that they were taken from.
    case 'tsvector':
      return sql`false`;
    default:
      return sql`(${value} is not null)`;
  }
}

/** Any text that was not erased, any number but zero: what is left of a value that had to keep its shape. */
const INSIDE = `strict $.** ? ((@.type() == "string" && @ != "" && !(@ starts with "${ERASED}")) || (@.type() == "number" && @ != 0))`;
