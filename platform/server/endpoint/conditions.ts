/** What a list is filtered and searched by, in SQL. */
import { type RawBuilder, sql } from 'kysely';
import { Refused, refuse } from '#shared/problem.ts';
import { Id, Instant, PlainDate, Type } from '#shared/schema.ts';
import { type Column, type Columns, type Comparison, Condition, type ListQuery } from '#shared/table.ts';
import type { Tx } from '../database/connect.ts';
import { withinArea } from '../visibility-sql.ts';
import type { ListSource } from './handle.ts';
import { broken, isWhole } from './letters.ts';
import { conforms } from './parse.ts';
import { keysThat, ofWords, type Says, type Words } from './worded.ts';

const conditionsConform = conforms(Type.Array(Condition, { maxItems: 30 }));

/** What a list is filtered by. @throws Refused unless it is what `Condition` declares */
export function conditionsOf(asked: ListQuery): readonly Condition[] {
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

export async function conditionSql(
  tx: Tx,
  condition: Condition,
  source: ListSource,
  columns: Columns,
): Promise<RawBuilder<unknown>> {
  const column = own(columns, condition.field);
  const expression = own(source.fields, condition.field);
  if (!column || !expression) {
    throw invalid(
      '/query/where',
      `Kolom "${condition.field}" tidak ada.`,
      `There is no column "${condition.field}".`,
    );
  }
  const says: Says = (text) => compare(text, column, condition.is, condition.value);
  const worded = own(source.worded ?? {}, condition.field);
  return worded ? ofWords(tx, expression, await worded.all(), says) : says(expression);
}

/** What a caller names must be a column of ours, not something that every object has (`constructor`). */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
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

/** Rows of which some text holds what was typed. */
export async function searchSql(
  tx: Tx,
  q: string,
  source: ListSource,
  columns: Columns,
): Promise<RawBuilder<unknown>> {
  const wanted = `%${escapeLike(textIn(q))}%`;
  const says: Says = (text) => sql`${text}::text ilike ${wanted}`;
  const found: RawBuilder<unknown>[] = [];
  for (const [name, column] of Object.entries(columns)) {
    const expression = source.fields[name];
    if (!expression || (column.type !== 'text' && column.type !== 'area')) continue;
    const words = await wordsOf(source, name);
    if (!words) found.push(says(expression));
    else found.push(sql`${expression} = any(${await keysThat(tx, words, says)}::text[])`);
  }
  if (source.alsoFound) found.push(source.alsoFound(q));
  return found.length > 0 ? sql`(${sql.join(found, sql` or `)})` : sql`true`;
}

async function wordsOf(source: ListSource, name: string): Promise<Words | null> {
  const values = await source.fewValues?.[name]?.();
  if (values) return new Map(values.map((value) => [value, value]));
  return (await source.worded?.[name]?.all()) ?? null;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (special) => `\\${special}`);
}

export function invalid(field: string, id: string, en: string): Refused {
  return new Refused(refuse('input.invalid', {}, [{ field, code: 'input.where', message: { id, en } }]));
}
