import { XlsxStreamWriter } from 'hucre/xlsx';
import type { Column, Columns, ListQuery } from '#shared/table.ts';
import type { Tx } from '../database/connect.ts';
import { type CsvCell, csvBytes, csvLine } from '../files/csv.ts';
import type { ListSource, Payload } from './handle.ts';
import { listAll, type Row } from './list.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The whole list as a file: the same rows, order and columns as on the screen. */
export async function exportList(
  tx: Tx,
  source: ListSource,
  columns: Columns,
  asked: ListQuery,
): Promise<Payload> {
  const shown = shownColumns(columns, asked);
  const language = asked.lang ?? 'id';
  const titles = shown.map(([, column]) => column.title[language]);
  const rows = listAll(tx, source, columns, asked);
  if (asked.format === 'xlsx') {
    const writer = new XlsxStreamWriter({ name: 'Data', columns: titles.map((header) => ({ header })) });
    for await (const row of rows)
      writer.addRow(shown.map(([name, column]) => cell(row, name, column, language)));
    return { contentType: XLSX, body: await writer.finish(), fileName: `${source.name}.xlsx` };
  }
  const lines = [csvLine(titles)];
  for await (const row of rows)
    lines.push(csvLine(shown.map(([name, column]) => cell(row, name, column, language))));
  return { contentType: 'text/csv; charset=utf-8', body: csvBytes(lines), fileName: `${source.name}.csv` };
}

function shownColumns(columns: Columns, asked: ListQuery): [string, Column][] {
  const all = Object.entries(columns).filter(([, column]) => !column.hidden);
  if (!asked.columns) return all.filter(([, column]) => !column.quiet);
  const names = asked.columns.split(',');
  return names.flatMap((name) => all.filter(([each]) => each === name));
}

function cell(row: Row, name: string, column: Column, language: 'id' | 'en'): CsvCell {
  const value = row[name];
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return value;
  if (value instanceof Date) return value.toISOString();
  if (column.type === 'number') return Number(value);
  if (column.type === 'choice') return column.choices?.[String(value)]?.[language] ?? String(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
