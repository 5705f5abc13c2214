/** Imports of files, in every room alike: a dry run that changes nothing, then applied by its id, then perhaps undone. */
import { JobState } from './jobs.ts';
import { FieldError } from './problem.ts';
import { Id, Instant, Localized, nullable, object, oneOf, type Static, Type } from './schema.ts';

/** Bytes of a file that is sent in one piece. */
export const IMPORT_LIMIT = 25 * 1024 * 1024;
/** So many errors travel in an answer; the others lie in the CSV of the import. */
export const SHOWN_ERRORS = 200;

/** `checking` and `applying`: a job is at it. `failed`: the check did not come to its end, nothing was kept. */
export const importStates = ['checking', 'failed', 'checked', 'applying', 'applied', 'undone'] as const;
export type ImportState = (typeof importStates)[number];

/** The job that checks or applies a file, and what came of it when that is no report. */
export const ImportJob = object({
  id: Id,
  /** Whether it was asked for by whoever reads this: only they may cancel it. */
  mine: Type.Boolean(),
  state: JobState,
  done: Type.Integer(),
  total: nullable(Type.Integer()),
  note: nullable(Localized),
  cancelAsked: Type.Boolean(),
  failure: nullable(Type.String()),
  problem: nullable(object({ code: Type.String(), detail: Localized, errors: Type.Array(FieldError) })),
});
export type ImportJob = Static<typeof ImportJob>;

/** What a dry run found. Nothing is applied yet. `accepted` = added + changed + unchanged. */
export const ImportReport = object({
  importId: Id,
  state: oneOf(importStates),
  job: Type.Optional(nullable(ImportJob)),
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

/** In the question of a door that takes a file: the upload that holds it, instead of a body. */
export const byUpload = {
  upload: Type.Optional(Id),
} as const;

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
/** What a job behind an import is at. */
export const READING_FILE = title('Membaca berkas', 'Reading the file');
export const STAGING_ROWS = title('Menyimpan hasil pemeriksaan', 'Keeping what was found');
export const WRITING_ROWS = title('Menulis baris', 'Writing rows');

export const importIdColumn = { id: { title: title('ID', 'Id'), type: 'id', hidden: true } } as const;
export const importColumns = {
  state: {
    title: title('Keadaan', 'State'),
    type: 'choice',
    choices: {
      checking: title('sedang diperiksa', 'being checked'),
      failed: title('tidak selesai diperiksa', 'not checked to the end'),
      checked: title('diperiksa', 'checked'),
      applying: title('sedang diterapkan', 'being applied'),
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
