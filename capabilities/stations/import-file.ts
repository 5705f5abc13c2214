/** Bytes of a file as rows of text under named columns: CSV, XLSX or JSON, also gzipped. */
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { streamXlsxRows } from 'hucre/xlsx';
import { type Refusal, refuse } from '#shared/problem.ts';
import { UNPACKED_LIMIT } from './import-contract.ts';

export type FileRow = { readonly row: number; readonly cells: ReadonlyMap<string, string> };
export type FileTable = {
  readonly format: 'csv' | 'xlsx' | 'json';
  readonly columns: readonly string[];
  /** Without blank rows; `row` counts as a spreadsheet does, the header is row 1. In JSON the first object is 1. */
  readonly rows: readonly FileRow[];
};

const MAX_ROWS = 500_000;

/** Reads a file, or says why it cannot be read and what would be accepted. */
export async function readTable(bytes: Buffer): Promise<FileTable | Refusal> {
  try {
    const plain = isGzip(bytes) ? gunzipSync(bytes, { maxOutputLength: UNPACKED_LIMIT }) : bytes;
    if (plain.length === 0) return unreadable('berkas kosong / the file is empty');
    if (plain.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))) return await readXlsx(plain);
    const text = textOf(plain);
    return /^\s*[[{]/.test(text) ? readJson(text) : readCsv(text);
  } catch (error) {
    if (error instanceof RangeError) {
      return refuse('station.file-unpacks-too-large', { limit: UNPACKED_LIMIT / 1024 / 1024 });
    }
    return unreadable(error instanceof Error ? error.message.slice(0, 200) : 'rusak / damaged');
  }
}

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
  const records: string[][] = parse(text, {
    delimiter: delimiterOf(text),
    relax_column_count: true,
    skip_empty_lines: false,
    trim: true,
  });
  return tableOf(
    'csv',
    records.map((cells, index) => ({ row: index + 1, cells })),
  );
}

/** The candidate that stands most often in the first line, outside quotes. */
function delimiterOf(text: string): string {
  const header = text.replace(/"[^"]*"/g, '').split(/\r?\n/, 1)[0] ?? '';
  const counted = [',', ';', '\t', '|'].map((mark) => ({ mark, count: header.split(mark).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).mark;
}

async function readXlsx(bytes: Buffer): Promise<FileTable | Refusal> {
  const records: { row: number; cells: string[] }[] = [];
  for await (const { index, values } of streamXlsxRows(bytes)) {
    records.push({ row: index + 1, cells: values.map(cellText) });
    if (records.length > MAX_ROWS)
      return unreadable(`lebih dari ${MAX_ROWS} baris / more than ${MAX_ROWS} rows`);
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
  // One object per line is the other usual form of JSON data.
  const list: unknown = text.trimStart().startsWith('[')
    ? JSON.parse(text)
    : text
        .split(/\r?\n/)
        .filter((line) => line.trim() !== '')
        .map((line): unknown => JSON.parse(line));
  if (!Array.isArray(list)) return unreadable('bukan larik objek / not an array of objects');
  const columns = new Set<string>();
  const rows: FileRow[] = [];
  for (const [index, item] of list.entries()) {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) {
      return unreadable(`butir ${index + 1} bukan objek / item ${index + 1} is not an object`);
    }
    const cells = new Map(Object.entries(item).map(([name, value]) => [name, cellText(value)]));
    for (const name of cells.keys()) columns.add(name);
    rows.push({ row: index + 1, cells });
  }
  return { format: 'json', columns: [...columns], rows };
}
