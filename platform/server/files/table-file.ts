import { Refused, refuse, rowError } from '#shared/problem.ts';
import { broken, isWhole } from '../endpoint/letters.ts';
import { csvRecords } from './csv-records.ts';
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
  /** Rows below the header, blank ones not counted; 100,000 unless told, which holds every area of Indonesia. */
  readonly rows?: number;
  /** 200 unless told. */
  readonly columns?: number;
  /** Rows times columns, blank ones too, because reading them takes time as well; 5,000,000 unless told. */
  readonly cells?: number;
  /** Letters in a cell; 2,000 unless told. */
  readonly letters?: number;
  /** `columnMissing` is filled with `{missing}` and with the columns that were `{found}`. */
  readonly problems: FileProblems & { readonly columnMissing: string };
};

const ROWS = 100_000;
const COLUMNS = 200;
const CELLS = 5_000_000;
const LETTERS = 2_000;
/** Letters in which the delimiter is looked for. */
const HEAD = 65_536;

/**
 * Reads a CSV with `,`, `;` or tab between cells, in UTF-8, UTF-16 or Windows-1252, also gzipped. Other columns are left
 * alone, blank rows are skipped but counted.
 * @throws Refused with one of the given problems (too large, unreadable and why, or a missing column), or with
 * `input.too-many-rows`, `input.too-many-columns`, `input.too-many-cells`, `input.cell-too-long` where the table passes a limit
 */
export async function readTable<C extends string>(bytes: Uint8Array, form: TableForm<C>): Promise<Table<C>> {
  const text = await unpackedText(bytes, form);
  const { cells = CELLS, problems } = form;
  const reader = rowReader(form);
  try {
    for (const record of csvRecords(text, delimiterOf(text), cells)) reader.take(record);
  } catch (error) {
    if (error instanceof RangeError) throw tooMany('input.too-many-cells', cells);
    if (error instanceof SyntaxError) throw unreadable(error.message, problems);
    throw error;
  }
  return reader.table();
}

function rowReader<C extends string>(form: TableForm<C>) {
  const rows: TableRow<C>[] = [];
  let place: ReadonlyMap<C, number> | null = null;
  let number = 0;
  return {
    take(record: readonly string[]): void {
      number += 1;
      if (place === null) place = headerOf(record, form);
      else if (!record.every((cell) => cell.trim() === '')) {
        if (rows.length === (form.rows ?? ROWS)) throw tooMany('input.too-many-rows', rows.length);
        rows.push({ number, cells: cellsOf({ record, number }, form, place) });
      }
    },
    table: (): Table<C> => ({ has: new Set((place ?? headerOf([], form)).keys()), rows }),
  };
}

function headerOf<C extends string>(header: readonly string[], form: TableForm<C>): ReadonlyMap<C, number> {
  const { names, required, problems, columns = COLUMNS } = form;
  const found = header.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (found.length > columns) throw tooMany('input.too-many-columns', columns);
  const place = placesOf(header, names);
  const missing = required.filter((column) => !place.has(column));
  if (missing.length === 0) return place;
  throw new Refused(
    refuse(problems.columnMissing, {
      missing: missing.map((column) => `"${names[column][0]}"`).join(', '),
      found: found.slice(0, 20).join(', ') || '-',
    }),
  );
}

function tooMany(code: string, limit: number): Refused {
  return new Refused(refuse(code, { limit: limit.toLocaleString('en').replaceAll(',', '.') }));
}

/** Whichever of the three stands most often in the first line outside of quotes. */
function delimiterOf(text: string): string {
  const [first = ''] = text
    .slice(0, HEAD)
    .replace(/"[^"]*"/g, '')
    .split(/\r?\n/, 1);
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
  { record, number }: { readonly record: readonly string[]; readonly number: number },
  form: TableForm<C>,
  place: ReadonlyMap<C, number>,
): Record<C, string> {
  const limit = form.letters ?? LETTERS;
  const pairs = columnsOf(form.names).map((column) => {
    const cell = record[place.get(column) ?? -1]?.trim() ?? '';
    const title = form.names[column][0] ?? column;
    if (cell.length > limit)
      throw new Refused(refuse('input.cell-too-long', { limit, row: number, column: title }));
    if (!isWhole(cell)) throw brokenCell({ row: number, field: title }, cell, form.problems);
    return [column, cell];
  });
  const cells: Record<C, string> = Object.fromEntries(pairs);
  return cells;
}

/** Replacing the letter in silence would store a name that nobody wrote. */
function brokenCell(
  at: { readonly row: number; readonly field: string },
  cell: string,
  problems: FileProblems,
): Refused {
  const why = `baris/row ${at.row}, "${at.field}": NUL/½ Unicode`;
  return new Refused(
    refuse(problems.unreadable, { why }, [rowError({ ...at, code: 'input.letters' }, broken(cell))]),
  );
}

function columnsOf<C extends string>(names: ColumnNames<C>): C[] {
  const columns: C[] = [];
  for (const column in names) columns.push(column);
  return columns;
}
