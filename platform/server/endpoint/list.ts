import { type RawBuilder, sql } from 'kysely';
import { Refused, refuse } from '#shared/problem.ts';
import { Id, Instant, PlainDate, Type } from '#shared/schema.ts';
import type { Column, Columns, Comparison, Condition, ListQuery } from '#shared/table.ts';
import { Condition as ConditionSchema, MAX_PAGE } from '#shared/table.ts';
import type { Tx } from '../database/connect.ts';
import { withinArea } from '../visibility-sql.ts';
import type { ListSource } from './handle.ts';
import { broken, isWhole } from './letters.ts';
import { conforms } from './parse.ts';

export type Row = Readonly<Record<string, unknown>>;
export type Page = { readonly rows: readonly Row[]; readonly total: number };

const DEFAULT_PAGE = 100;
const conditionsConform = conforms(Type.Array(ConditionSchema, { maxItems: 30 }));

/** One page of a list, and how many rows there are in all. */
export async function listPage(
  tx: Tx,
  source: ListSource,
  columns: Columns,
  asked: ListQuery,
): Promise<Page> {
  const limit = Math.min(asked.limit ?? DEFAULT_PAGE, MAX_PAGE);
  const inner = innerSelect(source, columns, asked);
  const rows = await sql<Row>`
    ${inner} ${ordered(source, columns, asked)} limit ${limit} offset ${asked.offset ?? 0}`.execute(tx);
  const counted = await sql<{ total: number }>`
    select count(*) as total from (${toCount(source, inner, asked)}) counted`.execute(tx);
  return { rows: rows.rows.map(withoutTie), total: counted.rows[0]?.total ?? 0 };
}

function toCount(source: ListSource, inner: RawBuilder<unknown>, asked: ListQuery): RawBuilder<unknown> {
  if (!source.counted || asked.q || asked.where) return inner;
  return sql`select 1 from ${source.counted} where ${source.where ?? sql`true`}`;
}

const EXPORT_BATCH = 2_000;

/**
 * Every row of a list in order, batch by batch: what an export writes is what the page shows. The database sorts once
 * and keeps its place; paging by offset would sort everything again for each batch.
 */
export async function* listAll(
  tx: Tx,
  source: ListSource,
  columns: Columns,
  asked: ListQuery,
): AsyncGenerator<Row> {
  await sql`
    declare list_rows no scroll cursor for
    ${innerSelect(source, columns, asked)} ${ordered(source, columns, asked)}`.execute(tx);
  for (;;) {
    const batch = await sql<Row>`fetch ${sql.lit(EXPORT_BATCH)} from list_rows`.execute(tx);
    yield* batch.rows.map(withoutTie);
    if (batch.rows.length < EXPORT_BATCH) break;
  }
  // Not after a failure: the transaction takes the cursor with it, and `close` would hide what went wrong.
  await sql`close list_rows`.execute(tx);
}

function innerSelect(source: ListSource, columns: Columns, asked: ListQuery): RawBuilder<unknown> {
  const fields = Object.entries(source.fields).map(
    ([name, expression]) => sql`${expression} as ${sql.ref(name)}`,
  );
  const conditions = conditionsOf(asked).map((condition) => conditionSql(condition, source, columns));
  if (asked.q) conditions.push(searchSql(asked.q, source, columns));
  if (source.where) conditions.push(source.where);
  const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``;
  return sql`select ${sql.join(fields)}, ${source.tieBreak} as "__tie" from ${source.from} ${where}`;
}

function conditionsOf(asked: ListQuery): readonly Condition[] {
  if (!asked.where) return [];
  let parsed: unknown;
  try {
    parsed = JSON.parse(asked.where);
  } catch {
    throw invalid('/query/where', 'Harus larik JSON.', 'Must be a JSON array.');
  }
  const errors = conditionsConform(parsed);
  if (errors.length > 0) {
    throw new Refused(
      refuse(
        'input.invalid',
        {},
        errors.map((error) => ({ ...error, field: `/query/where${error.field.slice(6)}` })),
      ),
    );
  }
  return parsed as readonly Condition[];
}

function conditionSql(condition: Condition, source: ListSource, columns: Columns): RawBuilder<unknown> {
  const column = own(columns, condition.field);
  const expression = own(source.fields, condition.field);
  if (!column || !expression) {
    throw invalid(
      '/query/where',
      `Kolom "${condition.field}" tidak ada.`,
      `There is no column "${condition.field}".`,
    );
  }
  return compare(expression, column, condition.is, condition.value);
}

/** What a caller names must be a column of ours, not something that every object has (`constructor`). */
function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

const OPERATORS: Partial<Record<Comparison, RawBuilder<unknown>>> = {
  eq: sql`=`,
  lt: sql`<`,
  le: sql`<=`,
  gt: sql`>`,
  ge: sql`>=`,
};

function compare(
  field: RawBuilder<unknown>,
  column: Column,
  is: Comparison,
  value: Condition['value'],
): RawBuilder<unknown> {
  const type = sqlType(column);
  const typed = (one: unknown) => sql`${checked(one, column)}::${type}`;
  if (is === 'empty') return sql`${field} is null`;
  if (is === 'filled') return sql`${field} is not null`;
  if (is === 'in') {
    const values = Array.isArray(value) ? value : [value];
    return values.length === 0 ? sql`false` : sql`${field} in (${sql.join(values.map(typed))})`;
  }
  if (is === 'contains') return sql`${field}::text ilike ${`%${escapeLike(textIn(value))}%`}`;
  if (is === 'within') return withinArea(sql`${field}::text`, textIn(value));
  if (is === 'ne') return sql`${field} is distinct from ${typed(value)}`;
  return sql`${field} ${OPERATORS[is] ?? sql`=`} ${typed(value)}`;
}

const aText = conforms(Type.String());
const FITS: Record<Column['type'], (value: unknown) => readonly unknown[]> = {
  number: conforms(Type.Number()),
  instant: conforms(Instant),
  day: conforms(PlainDate),
  id: conforms(Id),
  text: aText,
  choice: aText,
  area: aText,
};

function checked(value: unknown, column: Column): unknown {
  if (typeof value === 'string') textIn(value);
  if (FITS[column.type](value).length > 0) {
    throw invalid(
      '/query/where',
      `Nilai "${String(value)}" tidak cocok.`,
      `The value "${String(value)}" does not fit.`,
    );
  }
  return value;
}

function textIn(value: unknown): string {
  const text = String(value ?? '');
  if (!isWhole(text)) {
    const { id, en } = broken(text);
    throw invalid('/query/where', id, en);
  }
  return text;
}

function sqlType(column: Column): RawBuilder<unknown> {
  const types = {
    number: 'numeric',
    instant: 'timestamptz',
    day: 'date',
    id: 'uuid',
    text: 'text',
    choice: 'text',
    area: 'text',
  };
  return sql.raw(types[column.type]);
}

function searchSql(q: string, source: ListSource, columns: Columns): RawBuilder<unknown> {
  const wanted = `%${escapeLike(textIn(q))}%`;
  const texts = Object.entries(columns).flatMap(([name, column]) => {
    const expression = source.fields[name];
    const searchable = column.type === 'text' || column.type === 'area';
    return expression && searchable ? [sql`${expression}::text ilike ${wanted}`] : [];
  });
  const found = source.alsoFound ? [...texts, source.alsoFound(q)] : texts;
  return found.length > 0 ? sql`(${sql.join(found, sql` or `)})` : sql`true`;
}

function ordered(source: ListSource, columns: Columns, asked: ListQuery): RawBuilder<unknown> {
  const sort = asked.sort ?? source.defaultSort;
  const parts = (sort ? sort.split(',') : []).map((term) => {
    const name = term.replace(/^-/, '');
    if (!own(columns, name) || !own(source.fields, name)) {
      throw invalid('/query/sort', `Kolom "${name}" tidak ada.`, `There is no column "${name}".`);
    }
    const emptyLast = source.filled?.includes(name) ? sql`` : sql`nulls last`;
    return sql`${sql.ref(name)} ${term.startsWith('-') ? sql`desc` : sql`asc`} ${emptyLast}`;
  });
  return sql`order by ${sql.join([...parts, sql`"__tie"`])}`;
}

function withoutTie(row: Row): Row {
  const { __tie, ...rest } = row;
  return rest;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (special) => `\\${special}`);
}

function invalid(field: string, id: string, en: string): Refused {
  return new Refused(refuse('input.invalid', {}, [{ field, code: 'input.where', message: { id, en } }]));
}
