import pg from 'pg';

// Type numbers of PostgreSQL's own types, from its catalogue `pg_type.dat`.
const INT8 = 20;
const INT8_ARRAY = 1016;
const DATE = 1082;
const DATE_ARRAY = 1182;
const TIMESTAMP = 1114;

/**
 * How values arrive from the database: int8 as a number (an error beyond 2^53), numeric as text, timestamptz as a
 * Date, a date as 'YYYY-MM-DD' text (a Date would move it by the time zone of the machine), a timestamp without
 * zone as text for the same reason, uuid as text, json parsed. Valid for one pool, not for the whole process.
 */
export function valueTypes(): pg.CustomTypesConfig {
  const types = new pg.TypeOverrides();
  types.setTypeParser(INT8, safeInteger);
  types.setTypeParser(INT8_ARRAY, (text) =>
    items(text).map((item) => (item === null ? null : safeInteger(item))),
  );
  for (const type of [DATE, TIMESTAMP]) types.setTypeParser(type, (text) => text);
  types.setTypeParser(DATE_ARRAY, items);
  return types;
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError(
    `the whole number ${text} is too large to be exact here: cast it to text in the query`,
  );
}

/** The text form of a flat array whose items need no quotes, as whole numbers and dates do not. */
function items(text: string): readonly (string | null)[] {
  if (text === '{}') return [];
  return text
    .slice(1, -1)
    .split(',')
    .map((item) => (item === 'NULL' ? null : item));
}
