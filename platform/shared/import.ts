/** Imports of files, in every room alike: a dry run that changes nothing, then applied by its id, then perhaps undone. */
import { FieldError } from './problem.ts';
import { Id, Instant, type Localized, nullable, object, oneOf, type Static, Type } from './schema.ts';

/** Bytes of an uploaded file. */
export const IMPORT_LIMIT = 25 * 1024 * 1024;
/** So many errors travel in an answer; the others lie in the CSV of the import. */
export const SHOWN_ERRORS = 200;

export const importStates = ['checked', 'applied', 'undone'] as const;
export type ImportState = (typeof importStates)[number];

/** What a dry run found. Nothing is applied yet. `accepted` = added + changed + unchanged. */
export const ImportReport = object({
  importId: Id,
  state: oneOf(importStates),
  accepted: Type.Integer(),
  added: Type.Integer(),
  changed: Type.Integer(),
  unchanged: Type.Integer(),
  /** Rows with at least one error; they stay out when the rest is applied. */
  refused: Type.Integer(),
  errorCount: Type.Integer(),
  errors: Type.Array(FieldError, { maxItems: SHOWN_ERRORS }),
  /** The first accepted rows as they were understood. */
  sample: Type.Array(Type.Record(Type.String(), nullable(Type.Union([Type.String(), Type.Number()])))),
});
export type ImportReport = Static<typeof ImportReport>;

/** One line of the history of imports. */
export const importRowFields = {
  id: Id,
  state: oneOf(importStates),
  fileName: nullable(Type.String()),
  source: Type.String(),
  accepted: Type.Integer(),
  refused: Type.Integer(),
  checkedAt: Instant,
  appliedAt: nullable(Instant),
} as const;

const title = (id: string, en: string): Localized => ({ id, en });
export const importIdColumn = { id: { title: title('ID', 'Id'), type: 'id', hidden: true } } as const;
export const importColumns = {
  state: {
    title: title('Keadaan', 'State'),
    type: 'choice',
    choices: {
      checked: title('diperiksa', 'checked'),
      applied: title('diterapkan', 'applied'),
      undone: title('dibatalkan', 'undone'),
    },
  },
  fileName: { title: title('Berkas', 'File'), type: 'text' },
  source: { title: title('Sumber', 'Source'), type: 'text' },
  accepted: { title: title('Diterima', 'Accepted'), type: 'number' },
  refused: { title: title('Ditolak', 'Refused'), type: 'number' },
  checkedAt: { title: title('Diperiksa', 'Checked'), type: 'instant' },
  appliedAt: { title: title('Diterapkan', 'Applied'), type: 'instant' },
} as const;
