import { type RawBuilder, sql } from 'kysely';
import type { Columns, ListQuery } from '#shared/table.ts';
import { MAX_PAGE } from '#shared/table.ts';
import type { Tx } from '../database/connect.ts';
import { conditionSql, conditionsOf, invalid, own, searchSql } from './conditions.ts';
import { countGrowing } from './counts.ts';
import type { ListSource } from './handle.ts';
import { wordTable } from './worded.ts';

export type Row = Readonly<Record<string, unknown>>;
export type Page = { readonly rows: readonly Row[]; readonly total: number };

const DEFAULT_PAGE = 100;

/** One page of a list, and how many rows there are in all. */
export async function listPage(
  tx: Tx,
  source: ListSource,
  columns: Columns,
  asked: ListQuery,
): Promise<Page> {
  const limit = Math.min(asked.limit ?? DEFAULT_PAGE, MAX_PAGE);
  const { select, from } = await statementOf(tx, source, columns, asked);
  const rows = await sql<Row>`${select} limit ${limit} offset ${asked.offset ?? 0}`.execute(tx);
  return { rows: await inWords(rows.rows, source), total: await count(tx, source, from) };
}

async function count(tx: Tx, source: ListSource, from: RawBuilder<unknown>): Promise<number> {
  if (source.growing) return countGrowing(tx, source.growing, from);
  const counted = await sql<{ total: number }>`select count(*) as total ${from}`.execute(tx);
  return counted.rows[0]?.total ?? 0;
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
  const { select } = await statementOf(tx, source, columns, asked);
  await sql`declare list_rows no scroll cursor for ${select}`.execute(tx);
  for (;;) {
    const batch = await sql<Row>`fetch ${sql.lit(EXPORT_BATCH)} from list_rows`.execute(tx);
    yield* await inWords(batch.rows, source);
    if (batch.rows.length < EXPORT_BATCH) break;
  }
  // Not after a failure: the transaction takes the cursor with it, and `close` would hide what went wrong.
  await sql`close list_rows`.execute(tx);
}

/** `select`: the rows in order. `from`: where they come from and which of them pass, to be counted. */
type Statement = { readonly select: RawBuilder<unknown>; readonly from: RawBuilder<unknown> };

async function statementOf(
  tx: Tx,
  source: ListSource,
  columns: Columns,
  asked: ListQuery,
): Promise<Statement> {
  const where: RawBuilder<unknown>[] = [source.where ?? sql`true`];
  for (const condition of conditionsOf(asked)) where.push(await conditionSql(tx, condition, source, columns));
  if (asked.q) where.push(await searchSql(tx, asked.q, source, columns));
  const terms = sortOf(source, columns, asked);
  const passing = sql`where ${sql.join(where, sql` and `)}`;
  const { joins, shown, order } = await orderedBy(source, terms);
  const fields = Object.entries(source.fields).map(
    ([name, expression]) => sql`${expression} as ${sql.ref(name)}`,
  );
  const select = sql`
    select ${sql.join([...fields, ...shown])}, ${source.tieBreak} as "__tie" from ${source.from} ${joins} ${passing}
    order by ${order}`;
  return { select, from: sql`from ${source.from} ${passing}` };
}

type SortTerm = { readonly name: string; readonly isDescending: boolean };

function sortOf(source: ListSource, columns: Columns, asked: ListQuery): readonly SortTerm[] {
  const sort = asked.sort ?? source.defaultSort;
  return (sort ? sort.split(',') : []).map((term) => {
    const name = term.replace(/^-/, '');
    if (!own(columns, name) || !own(source.fields, name)) {
      throw invalid('/query/sort', `Kolom "${name}" tidak ada.`, `There is no column "${name}".`);
    }
    return { name, isDescending: term.startsWith('-') };
  });
}

type Order = Readonly<Record<'joins' | 'order', RawBuilder<unknown>>> & {
  readonly shown: readonly RawBuilder<unknown>[];
};

/** Words are only joined to the rows where the rows are sorted by them. */
async function orderedBy(source: ListSource, terms: readonly SortTerm[]): Promise<Order> {
  const [joins, shown, parts]: [RawBuilder<unknown>[], RawBuilder<unknown>[], RawBuilder<unknown>[]] = [
    [],
    [],
    [],
  ];
  for (const [place, { name, isDescending }] of terms.entries()) {
    const worded = own(source.worded ?? {}, name);
    const by = worded ? `__by_${place}` : name;
    if (worded) {
      const table = sql.ref(`by_${place}`);
      const words = wordTable(await worded.all());
      joins.push(sql`left join ${words} as ${table} (key, text) on ${table}.key = ${source.fields[name]}`);
      shown.push(sql`${table}.text as ${sql.ref(by)}`);
    }
    const emptyLast = source.filled?.includes(name) ? sql`` : sql`nulls last`;
    parts.push(sql`${sql.ref(by)} ${isDescending ? sql`desc` : sql`asc`} ${emptyLast}`);
  }
  const order = sql.join([...parts, sql`"__tie"`]);
  return { joins: joins.length > 0 ? sql.join(joins, sql` `) : sql``, shown, order };
}

/** Rows as they are shown: words in place of keys, without what they were sorted by. */
async function inWords(rows: readonly Row[], source: ListSource): Promise<readonly Row[]> {
  const worded = await Promise.all(
    Object.entries(source.worded ?? {}).map(async ([name, { of }]) => {
      const keys = new Set(rows.flatMap((row) => (typeof row[name] === 'string' ? [row[name]] : [])));
      return [name, await of([...keys])] as const;
    }),
  );
  return rows.map((row) => ({
    ...Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith('__'))),
    ...Object.fromEntries(worded.map(([name, words]) => [name, words.get(String(row[name])) ?? null])),
  }));
}
