import { parse } from 'csv-parse/sync';
import { Refused, refuse } from '#shared/problem.ts';
import type { JurisdictionCells } from './rules.ts';

const COLUMNS = {
  holder: ['holder', 'pemegang', 'key', 'kunci'],
  area: ['area', 'code', 'kode', 'wilayah'],
} as const;

/**
 * Rows of a CSV of jurisdictions with `,`, `;` or tab between cells, in UTF-8 or Windows-1252. Blank rows are skipped
 * but counted, as a spreadsheet does; the header is row 1.
 * @throws Refused naming the missing column or the line that cannot be read
 */
export function readJurisdictions(bytes: Uint8Array): readonly JurisdictionCells[] {
  const [header = [], ...records] = recordsOf(textOf(bytes));
  const titles = header.map((cell) => cell.trim().toLowerCase());
  const place = (names: readonly string[]) => titles.findIndex((title) => names.includes(title));
  const holderAt = place(COLUMNS.holder);
  const areaAt = place(COLUMNS.area);
  if (holderAt < 0 || areaAt < 0) {
    const missing = [holderAt < 0 ? '"holder"' : '', areaAt < 0 ? '"area"' : ''].filter(Boolean).join(', ');
    throw new Refused(
      refuse('agencies.column-missing', { missing, found: titles.slice(0, 20).join(', ') || '-' }),
    );
  }
  return records.flatMap((record, index) => {
    if (record.every((cell) => cell.trim() === '')) return [];
    return [
      { number: index + 2, holder: record[holderAt]?.trim() ?? '', area: record[areaAt]?.trim() ?? '' },
    ];
  });
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function recordsOf(text: string): readonly (readonly string[])[] {
  const [first = ''] = text.split(/\r?\n/, 1);
  const count = (delimiter: string) => first.split(delimiter).length;
  const delimiter = [',', ';', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best));
  try {
    const records: string[][] = parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: false,
    });
    return records;
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 160) : 'CSV';
    throw new Refused(refuse('agencies.file-unreadable', { why }));
  }
}
