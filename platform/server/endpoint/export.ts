import { XlsxStreamWriter } from 'hucre/xlsx';
import { erasedIn } from '#shared/erased.ts';
import type { Column, Columns, ListQuery } from '#shared/table.ts';
import { dayOf } from '#shared/time.ts';
import { type CsvCell, csvBytes, csvLine } from '../files/csv.ts';
import type { AreaNamer } from './area-namer.ts';
import type { Context } from './context.ts';
import type { ListSource, Payload } from './handle.ts';
import { listAll, type Row } from './list.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const NAMED_TOGETHER = 2_000;

type Language = 'id' | 'en';
type Shown = readonly (readonly [name: string, column: Column])[];
type Listed = {
  readonly context: Pick<Context, 'tx' | 'now'>;
  readonly source: ListSource;
  readonly columns: Columns;
  readonly namer: AreaNamer;
};

/** The whole list as a file: the same rows, order and columns as on the screen. An area is written as code and name. */
export async function exportList(listed: Listed, asked: ListQuery): Promise<Payload> {
  const shown = shownColumns(listed.columns, asked);
  const language = asked.lang ?? 'id';
  const titles = shown.flatMap(([, column]) => titlesOf(column, language));
  const lines = linesOf(listed, asked, shown);
  const name = `${listed.source.name}-${asked.about ?? dayOf(listed.context.now, 'WIB')}`;
  if (asked.format === 'xlsx') {
    const writer = new XlsxStreamWriter({ name: 'Data', columns: titles.map((header) => ({ header })) });
    for await (const line of lines) writer.addRow(line);
    return { contentType: XLSX, body: await writer.finish(), fileName: `${name}.xlsx` };
  }
  const texts = [csvLine(titles)];
  for await (const line of lines) texts.push(csvLine(line));
  return { contentType: 'text/csv; charset=utf-8', body: csvBytes(texts), fileName: `${name}.csv` };
}

async function* linesOf(
  { context, source, columns, namer }: Listed,
  asked: ListQuery,
  shown: Shown,
): AsyncGenerator<CsvCell[]> {
  const language = asked.lang ?? 'id';
  const areas = shown.filter(([, column]) => isNamed(column));
  for await (const rows of inParts(listAll(context.tx, source, columns, asked))) {
    const names = await namer(rows.flatMap((row) => areas.flatMap(([name]) => codesIn(row[name]))));
    for (const row of rows)
      yield shown.flatMap(([name, column]) => {
        const code = cell(row, name, column, language);
        return isNamed(column) ? [code, namesIn(row[name], names)] : [code];
      });
  }
}

async function* inParts(rows: AsyncIterable<Row>): AsyncGenerator<readonly Row[]> {
  let part: Row[] = [];
  for await (const row of rows) {
    part.push(row);
    if (part.length < NAMED_TOGETHER) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

function shownColumns(columns: Columns, asked: ListQuery): [string, Column][] {
  const all = Object.entries(columns).filter(([, column]) => !column.hidden);
  if (!asked.columns) return all.filter(([, column]) => !column.quiet);
  const names = asked.columns.split(',');
  return names.flatMap((name) => all.filter(([each]) => each === name));
}

function isNamed(column: Column): boolean {
  return column.type === 'area' && column.nameIn === undefined;
}

function titlesOf(column: Column, language: Language): string[] {
  const title = column.title[language];
  return isNamed(column) ? [title, `${title} (${language === 'id' ? 'nama' : 'name'})`] : [title];
}

/** Some lists hold several areas in one row. */
function codesIn(value: unknown): readonly string[] {
  const codes: readonly unknown[] = Array.isArray(value) ? value : [value];
  return codes.filter((code) => typeof code === 'string');
}

function namesIn(value: unknown, names: ReadonlyMap<string, string>): string | null {
  const found = codesIn(value).map((code) => names.get(code) ?? '');
  return found.some(Boolean) ? found.join(', ') : null;
}

function cell(row: Row, name: string, column: Column, language: Language): CsvCell {
  const value = row[name];
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return value;
  if (value instanceof Date) return value.toISOString();
  if (column.type === 'number') return Number(value);
  if (column.type === 'choice') return column.choices?.[String(value)]?.[language] ?? String(value);
  if (column.type === 'area' && Array.isArray(value)) return codesIn(value).join(', ');
  return erasedIn(language, typeof value === 'object' ? JSON.stringify(value) : String(value));
}
