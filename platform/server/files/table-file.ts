import { parse } from 'csv-parse/sync';
import { Refused, refuse } from '#shared/problem.ts';
import { type FileProblems, type Unpacking, unpackedText, unreadable } from './unpack.ts';

/** One row of a table; `number` counts as a spreadsheet does, the header is 1 and blank rows count. */
export type TableRow<C extends string> = {
  readonly number: number;
  readonly cells: Readonly<Record<C, string>>;
};
export type Table<C extends string> = {
  /** Columns that the file has. */
  readonly has: ReadonlySet<C>;
  readonly rows: readonly TableRow<C>[];
};

/** Names under which a column may stand in the header, lower case; the first one is told when it is missing. */
export type ColumnNames<C extends string> = Readonly<Record<C, readonly string[]>>;

export type TableForm<C extends string> = Omit<Unpacking, 'problems'> & {
  readonly names: ColumnNames<C>;
  readonly required: readonly NoInfer<C>[];
  /** `columnMissing` is filled with `{missing}` and with the columns that were `{found}`. */
  readonly problems: FileProblems & { readonly columnMissing: string };
};

/**
 * Reads a CSV with `,`, `;` or tab between cells, in UTF-8 or Windows-1252, also gzipped. Other columns are left alone,
 * blank rows are skipped but counted.
 * @throws Refused with one of the given problems: too large, unreadable and why, or a missing column
 */
export async function readTable<C extends string>(bytes: Uint8Array, form: TableForm<C>): Promise<Table<C>> {
  const { names, required, problems } = form;
  const [header = [], ...records] = recordsOf(await unpackedText(bytes, form), problems);
  const place = placesOf(header, names);
  const missing = required.filter((column) => !place.has(column));
  if (missing.length > 0) {
    const named = missing.map((column) => `"${names[column][0]}"`).join(', ');
    const found = header.map((cell) => cell.trim()).filter((cell) => cell !== '');
    throw new Refused(
      refuse(problems.columnMissing, { missing: named, found: found.slice(0, 20).join(', ') || '-' }),
    );
  }
  const rows = records.flatMap((record, index) => {
    if (record.every((cell) => cell.trim() === '')) return [];
    return [{ number: index + 2, cells: cellsOf(record, names, place) }];
  });
  return { has: new Set(place.keys()), rows };
}

function recordsOf(text: string, problems: FileProblems): readonly (readonly string[])[] {
  try {
    const records: string[][] = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
    });
    return records;
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message.slice(0, 160) : 'CSV', problems);
  }
}

/** Whichever of the three stands most often in the first line outside of quotes. */
function delimiterOf(text: string): string {
  const [first = ''] = text.replace(/"[^"]*"/g, '').split(/\r?\n/, 1);
  const count = (delimiter: string) => first.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best));
}

function placesOf<C extends string>(header: readonly string[], names: ColumnNames<C>): Map<C, number> {
  const titles = header.map((cell) => cell.trim().toLowerCase());
  const places = new Map<C, number>();
  for (const column of columnsOf(names)) {
    const at = titles.findIndex((title) => names[column].includes(title));
    if (at >= 0) places.set(column, at);
  }
  return places;
}

function cellsOf<C extends string>(
  record: readonly string[],
  names: ColumnNames<C>,
  place: ReadonlyMap<C, number>,
): Record<C, string> {
  const pairs = columnsOf(names).map((column) => [column, record[place.get(column) ?? -1]?.trim() ?? '']);
  const cells: Record<C, string> = Object.fromEntries(pairs);
  return cells;
}

function columnsOf<C extends string>(names: ColumnNames<C>): C[] {
  const columns: C[] = [];
  for (const column in names) columns.push(column);
  return columns;
}
