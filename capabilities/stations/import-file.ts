/** Bytes of a file as rows of text under named columns: CSV, XLSX or JSON, also gzipped. */
import { gunzipSync } from 'node:zlib';
import { streamXlsxRows } from 'hucre/xlsx';
import { isWhole } from '#server/endpoint/letters.ts';
import { csvRecords } from '#server/files/csv-records.ts';
import { unzippedSize } from '#server/files/zip-size.ts';
import { isRefusal, type Refusal, Refused, refuse } from '#shared/problem.ts';
import { COLUMNS_LIMIT, ROWS_LIMIT, UNPACKED_LIMIT } from './import-contract.ts';

export type FileRow = { readonly row: number; readonly cells: ReadonlyMap<string, string> };
export type FileTable = {
  readonly format: 'csv' | 'xlsx' | 'json';
  readonly columns: readonly string[];
  /** Without blank rows; `row` counts as a spreadsheet does, the header is row 1. In JSON the first object is 1. */
  readonly rows: readonly FileRow[];
};

const HEADER_CHARACTERS = 65_536;
/** Twice as many as a file may fill: spreadsheets write empty cells behind the last one. */
const CELLS_LIMIT = 2 * ROWS_LIMIT * COLUMNS_LIMIT;

/** Reads a file, or says why it cannot be read and what would be accepted. */
export async function readTable(bytes: Buffer): Promise<FileTable | Refusal> {
  try {
    const plain = isGzip(bytes) ? gunzipSync(bytes, { maxOutputLength: UNPACKED_LIMIT }) : bytes;
    if (plain.length > UNPACKED_LIMIT) return tooLarge();
    if (plain.length === 0) return unreadable('berkas kosong / the file is empty');
    const isZip = plain.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'));
    return whole(isZip ? await readXlsx(plain) : readText(textOf(plain)));
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    if (error instanceof RangeError) return tooLarge();
    return unreadable(error instanceof Error ? error.message.slice(0, 200) : 'rusak / damaged');
  }
}

const readText = (text: string) => (/^\s*[[{]/.test(text) ? readJson(text) : readCsv(text));

/** A table whose every text can be kept as it is: replacing a letter in silence would store what nobody wrote. */
function whole(table: FileTable | Refusal): FileTable | Refusal {
  if (isRefusal(table)) return table;
  if (!table.columns.every(isWhole)) return unreadable('judul kolom / column titles: NUL/½ Unicode');
  const broken = table.rows.find(({ cells }) => ![...cells.values()].every(isWhole));
  return broken ? unreadable(`baris/row ${broken.row}: NUL/½ Unicode`) : table;
}

const tooLarge = () => refuse('station.file-unpacks-too-large', { limit: UNPACKED_LIMIT / 1024 / 1024 });
const tooMany = () =>
  new Refused(refuse('station.file-too-many', { rows: ROWS_LIMIT, columns: COLUMNS_LIMIT }));
const unreadable = (why: string) => refuse('station.file-unreadable', { why });
const isGzip = (bytes: Buffer) => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** UTF-8 with or without mark, UTF-16, else Windows-1252, which is what old spreadsheets in Indonesia write. */
function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function readCsv(text: string): FileTable | Refusal {
  const records: { row: number; cells: string[] }[] = [];
  try {
    for (const record of csvRecords(text, delimiterOf(text), CELLS_LIMIT)) {
      if (records.length > ROWS_LIMIT) throw tooMany();
      records.push({ row: records.length + 1, cells: narrow(record.map((cell) => cell.trim())) });
    }
  } catch (error) {
    throw error instanceof RangeError ? tooMany() : error;
  }
  return tableOf('csv', records);
}

/** A record without the empty cells behind its last one, which spreadsheets write by the thousand. */
function narrow(cells: string[]): string[] {
  if (cells.length <= COLUMNS_LIMIT) return cells;
  if (cells.findLastIndex((cell) => cell !== '') >= COLUMNS_LIMIT) throw tooMany();
  return cells.slice(0, COLUMNS_LIMIT);
}

/** The candidate that stands most often in the first line, outside quotes. */
function delimiterOf(text: string): string {
  const header =
    text
      .slice(0, HEADER_CHARACTERS)
      .replace(/"[^"]*"/g, '')
      .split(/\r?\n/, 1)[0] ?? '';
  const counted = [',', ';', '\t', '|'].map((mark) => ({ mark, count: header.split(mark).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).mark;
}

async function readXlsx(bytes: Buffer): Promise<FileTable | Refusal> {
  unzippedSize(bytes, UNPACKED_LIMIT);
  const records: { row: number; cells: string[] }[] = [];
  for await (const { index, values } of streamXlsxRows(bytes, { maxRows: ROWS_LIMIT + 2 })) {
    records.push({ row: index + 1, cells: narrow(values.map(cellText)) });
    if (records.length > ROWS_LIMIT + 1) throw tooMany();
  }
  return tableOf('xlsx', records);
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return typeof value === 'object' ? JSON.stringify(value) : String(value).trim();
}

function tableOf(
  format: 'csv' | 'xlsx',
  records: readonly { row: number; cells: readonly string[] }[],
): FileTable | Refusal {
  const filled = records.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const [header, ...rest] = filled;
  if (!header) return unreadable('tidak ada baris / there is no row');
  const columns = header.cells.map((name, index) => name || `Kolom ${index + 1}`);
  const rows = rest.map(({ row, cells }) => ({
    row,
    cells: new Map(columns.map((name, index) => [name, cells[index] ?? ''])),
  }));
  return { format, columns: [...new Set(columns)], rows };
}

function readJson(text: string): FileTable | Refusal {
  demandFewObjects(text);
  // One object per line is the other usual form of JSON data.
  const list: unknown = text.trimStart().startsWith('[')
    ? JSON.parse(text)
    : text
        .split(/\r?\n/)
        .filter((line) => line.trim() !== '')
        .map((line): unknown => JSON.parse(line));
  if (!Array.isArray(list)) return unreadable('bukan larik objek / not an array of objects');
  if (list.length > ROWS_LIMIT) throw tooMany();
  const columns = new Set<string>();
  const rows: FileRow[] = [];
  for (const [index, item] of list.entries()) {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) {
      return unreadable(`butir ${index + 1} bukan objek / item ${index + 1} is not an object`);
    }
    const cells = new Map(Object.entries(item).map(([name, value]) => [name, cellText(value)]));
    for (const name of cells.keys()) columns.add(name);
    if (columns.size > COLUMNS_LIMIT) throw tooMany();
    rows.push({ row: index + 1, cells });
  }
  return { format: 'json', columns: [...columns], rows };
}

/** Before they are built: 32 MB of `{},` are ten million objects. Objects in cells, a point for instance, have room. */
function demandFewObjects(text: string): void {
  let objects = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== 0x7b && code !== 0x5b) continue;
    objects += 1;
    if (objects > 4 * ROWS_LIMIT) throw tooMany();
  }
}
