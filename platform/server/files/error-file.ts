import type { FieldError } from '#shared/problem.ts';
import type { Payload } from '../endpoint/handle.ts';
import { csvBytes, csvLine } from './csv.ts';

const TITLES = {
  id: ['baris', 'kolom', 'kode', 'kesalahan'],
  en: ['row', 'field', 'code', 'error'],
} as const;

/** Everything that is wrong with an imported file, as a CSV to mend it by. */
export function errorFile(
  errors: readonly FieldError[],
  language: 'id' | 'en',
  fileName: string,
): Payload & { readonly body: Buffer } {
  const lines = errors.map(({ row, field, code, message }) =>
    csvLine([row ?? null, field, code, message[language]]),
  );
  return {
    contentType: 'text/csv; charset=utf-8',
    body: csvBytes([csvLine(TITLES[language]), ...lines]),
    fileName,
  };
}
