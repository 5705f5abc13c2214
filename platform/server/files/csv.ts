/** A file that spreadsheets of any language open as UTF-8, from cells in rows. */
export type CsvCell = string | number | null;

export function csvLine(cells: readonly CsvCell[]): string {
  return cells.map(csvCell).join(',');
}

/** The byte order mark makes Excel read the file as UTF-8. */
export function csvBytes(lines: readonly string[]): Buffer {
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`, 'utf8');
}

/** A leading =, +, -, @ or control character would make a spreadsheet run the text as a formula. */
function csvCell(value: CsvCell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
