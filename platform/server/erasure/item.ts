/** One value to erase, named by ids alone: it stands in a ledger that outlives the value. */
import { nullable, object, type Static, Type } from '#shared/schema.ts';

// No limits: a line of the ledger that cannot be read again would hold up every line after it.
export const Item = object({
  table: Type.String({ pattern: '^[a-z_][a-z0-9_]*$', maxLength: 63 }),
  column: Type.String({ pattern: '^[a-z_][a-z0-9_]*$', maxLength: 63 }),
  /** The primary key of the row, by column. */
  key: Type.Record(Type.String({ pattern: '^[a-z_][a-z0-9_]*$' }), Type.String()),
  /** Places inside a JSON value, each a way from its root; null: the whole value. */
  paths: nullable(Type.Array(Type.Array(Type.String()))),
});
export type Item = Static<typeof Item>;
