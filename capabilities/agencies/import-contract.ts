/** Imports of jurisdictions: check, apply, undo. */
import { Bytes, command, list } from '#shared/endpoint.ts';
import { eventType } from '#shared/event.ts';
import {
  byUpload,
  IMPORT_LIMIT,
  ImportReport,
  importColumns,
  importIdColumn,
  importRowFields,
} from '#shared/import.ts';
import { importDoors } from '#shared/import-doors.ts';
import type { ProblemCatalogue } from '#shared/problem.ts';
import { Id, line, object, Standing, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { uploadRefusals } from '#shared/uploads.ts';
import { agencyKind, manageAgencies, title } from './contract.ts';

/** Bytes to which an uploaded file may unpack. */
export const UNPACKED_LIMIT = 64 * 1024 * 1024;

const fields = { fileSha256: 'open', source: 'open', accepted: 'open', refused: 'open' } as const;
export const importChecked = eventType({
  name: 'agencies.import-checked.v1',
  of: agencyKind,
  fields,
  text: title('Wilayah tugas: berkas diperiksa', 'Jurisdictions: a file was checked'),
});
export const importApplied = eventType({
  name: 'agencies.import-applied.v1',
  of: agencyKind,
  fields,
  text: title('Wilayah tugas: berkas diterapkan', 'Jurisdictions: a file was applied'),
});
export const importUndone = eventType({
  name: 'agencies.import-undone.v1',
  of: agencyKind,
  fields,
  text: title('Wilayah tugas: penerapan dibatalkan', 'Jurisdictions: an import was undone'),
});

export const importProblems = {
  'agencies.column-missing': {
    status: 422,
    id: 'Kolom {missing} tidak ada. Kolom yang terbaca: {found}. Beri judul kolom di baris pertama, lalu muat lagi.',
    en: 'Column {missing} is missing. Columns found: {found}. Name the columns in the first row and import again.',
  },
  'agencies.file-unreadable': {
    status: 422,
    id: 'Berkas tidak terbaca: {why}. Yang diterima: CSV dengan kolom holder dan area.',
    en: 'The file cannot be read: {why}. Accepted is a CSV with the columns holder and area.',
  },
  'agencies.file-unpacks-too-large': {
    status: 413,
    id: 'Berkas mengembang melebihi {limit} MB. Bagi per provinsi, lalu muat lagi.',
    en: 'The file unpacks to more than {limit} MB. Split it by province and import again.',
  },
  'agencies.import-id-reused': {
    status: 409,
    id: 'Nomor pemuatan ini sudah dipakai untuk berkas lain. Buat nomor baru.',
    en: 'This import id was used for another file. Make a new id.',
  },
  'agencies.import-state': {
    status: 409,
    id: 'Pemuatan ini berkeadaan {state}; langkah itu tidak berlaku lagi. Periksa berkasnya lagi untuk pemuatan baru.',
    en: 'This import is {state}; that step does not apply any more. Check the file again for a new import.',
  },
  'agencies.import-stale': {
    status: 409,
    id: '{count} baris sudah berubah sejak berkas diperiksa. Periksa berkasnya sekali lagi.',
    en: '{count} rows have changed since the file was checked. Check the file once more.',
  },
} as const satisfies ProblemCatalogue;

/** CSV with `holder,area`: the key of an agency or of a unit, and an area code. */
export const importJurisdictions = command({
  name: 'agencies.importJurisdictions',
  path: '/api/jurisdictions/imports',
  summary: title('Periksa berkas wilayah tugas (CSV)', 'Check a file of jurisdictions (CSV)'),
  access: manageAgencies,
  query: {
    id: Id,
    ...byUpload,
    fileName: Type.Optional(line(200)),
    source: line(500),
    /** How firmly the rows stand; `stated` unless told. */
    standing: Type.Optional(Standing),
  },
  body: Bytes,
  bodyType: 'bytes',
  bodyLimit: IMPORT_LIMIT,
  reply: ImportReport,
  records: [importChecked],
  refusals: [
    ...uploadRefusals,
    'agencies.column-missing',
    'agencies.file-unreadable',
    'agencies.file-unpacks-too-large',
    'agencies.import-id-reused',
  ],
});

export const { applyImport, undoImport, readImport, readImportErrors } = importDoors({
  room: 'agencies',
  path: '/api/jurisdictions/imports',
  access: manageAgencies,
  reply: ImportReport,
  apply: {
    summary: title('Terapkan wilayah tugas yang sudah diperiksa', 'Apply checked jurisdictions'),
    records: [importApplied],
    refusals: ['agencies.import-state', 'agencies.import-stale'],
  },
  undo: {
    summary: title('Batalkan wilayah tugas yang sudah diterapkan', 'Undo applied jurisdictions'),
    records: [importUndone],
    refusals: ['agencies.import-state', 'agencies.import-stale'],
  },
});
export const listImports = list({
  name: 'agencies.listImports',
  path: '/api/jurisdictions/imports',
  summary: title('Riwayat pemuatan wilayah tugas', 'History of imports of jurisdictions'),
  access: manageAgencies,
  row: object(importRowFields),
  columns: columns({ ...importIdColumn, ...importColumns }),
});
