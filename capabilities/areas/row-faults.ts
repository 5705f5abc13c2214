/** What can be wrong with a row of any area file, in words that name the remedy. */
import { levelOf } from '#shared/area-code.ts';
import { type FieldError, rowError } from '#shared/problem.ts';

export function outsideReach(number: number, code: string): FieldError {
  return rowError(
    { row: number, field: 'code', code: 'areas.row.not-yours' },
    {
      id: `${code} di luar wilayah wewenang Anda. Mintalah petugas wilayah itu memuatnya.`,
      en: `${code} lies outside your areas. Ask an officer of that area to import it.`,
    },
  );
}

const DIGITS = /^(\d{2})(\d{2})?(\d{2})?(\d{4})?$/;

/** Null for a code in the official form; otherwise what is wrong, with the likely code where one can be told. */
export function codeFault(number: number, field: string, code: string): FieldError | null {
  if (levelOf(code) !== null && /^\d{2}(\.\d{2}){0,2}(\.\d{4})?$/.test(code)) return null;
  if (code === '')
    return rowError(
      { row: number, field, code: 'areas.row.code-empty' },
      {
        id: 'Kode wilayah kosong. Isi misalnya 31.73.01.1001.',
        en: 'The area code is empty. Write for instance 31.73.01.1001.',
      },
    );
  const suggestion = suggestCode(code);
  return suggestion
    ? rowError(
        { row: number, field, code: 'areas.row.code-form' },
        {
          id: `Kode "${code}" kurang titik. Maksudnya ${suggestion}?`,
          en: `Code "${code}" lacks dots. Did you mean ${suggestion}?`,
        },
      )
    : rowError(
        { row: number, field, code: 'areas.row.code-form' },
        {
          id: `Kode "${code}" bukan kode wilayah. Bentuknya 31, 31.73, 31.73.01, atau 31.73.01.1001.`,
          en: `"${code}" is no area code. Its form is 31, 31.73, 31.73.01 or 31.73.01.1001.`,
        },
      );
}

/** `3173011001` and `31.73.011001` become `31.73.01.1001`; null when the digits cannot be a code. */
export function suggestCode(code: string): string | null {
  const parts = DIGITS.exec(code.replace(/[\s.\-/]/g, ''))
    ?.slice(1)
    .filter((part) => part !== undefined);
  const suggested = parts?.join('.') ?? '';
  return levelOf(suggested) === null ? null : suggested;
}

/** Keeps rows whose key stands once; every row of a repeated key becomes an error that names the other one. */
export function withoutDuplicates<R extends { readonly number: number }>(
  rows: readonly R[],
  keyOf: (row: R) => string,
  errors: FieldError[],
): R[] {
  const byKey = groupByKey(rows, keyOf);
  return [...byKey.entries()].flatMap(([key, group]) => {
    if (group.length === 1) return group;
    const [first, second] = group;
    for (const row of group) {
      const other = row === first ? second?.number : first?.number;
      errors.push(
        rowError(
          { row: row.number, field: 'code', code: 'areas.row.duplicate' },
          {
            id: `${key} ada juga di baris ${other}. Hapus salah satunya.`,
            en: `${key} stands in row ${other} as well. Remove one of them.`,
          },
        ),
      );
    }
    return [];
  });
}

function groupByKey<R>(rows: readonly R[], keyOf: (row: R) => string): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

export function inOrder(errors: readonly FieldError[]): FieldError[] {
  return [...errors].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
}

/** Degrees with a point or a comma; null for an empty cell or for anything else. */
export function degrees(cell: string): number | null {
  return /^[+-]?\d{1,3}([.,]\d+)?$/.test(cell) ? Number(cell.replace(',', '.')) : null;
}

export function isDay(text: string): boolean {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(text);
}
