/** Files that come in piece by piece by the tus protocol, version 1.0.0: an upload that was cut goes on where it stopped. */
import type { ProblemCatalogue } from './problem.ts';

/** Where uploads are made, continued and thrown away. */
export const UPLOADS_PATH = '/api/uploads';
/** What an upload may be for, and how many bytes it may have. */
export const uploadPurposes = { import: 200 * 1024 * 1024 } as const;
export type UploadPurpose = keyof typeof uploadPurposes;
/** Bytes that one account may have on their way or waiting to be used. */
export const UPLOAD_QUOTA = 600 * 1024 * 1024;
/** Hours for which an upload waits to be finished, and then to be used. */
export const UPLOAD_HOURS = 24;

export const uploadProblems = {
  'upload.purpose-unknown': {
    status: 422,
    id: 'Kiriman ini tidak menyebut kegunaannya. Muat ulang halaman, lalu pilih berkasnya lagi.',
    en: 'This upload does not say what it is for. Reload the page and choose the file again.',
  },
  'upload.too-large': {
    status: 413,
    id: 'Berkas lebih dari {limit} MB. Padatkan dengan gzip, atau bagi per provinsi atau kabupaten/kota.',
    en: 'The file has more than {limit} MB. Compress it with gzip, or split it by province or kabupaten/kota.',
  },
  'upload.quota': {
    status: 413,
    id: 'Kiriman Anda yang belum dipakai sudah {limit} MB. Batalkan yang tidak perlu, atau tunggu sehari sampai terhapus sendiri.',
    en: 'Your uploads that were not used yet have {limit} MB already. Cancel what is not needed, or wait a day until they are gone.',
  },
  'upload.locked': {
    status: 423,
    id: 'Kiriman ini sedang dilanjutkan dari tempat lain. Tunggu sebentar, lalu lanjutkan.',
    en: 'This upload is being continued from somewhere else. Wait a moment and go on.',
  },
  'upload.expired': {
    status: 410,
    id: 'Kiriman ini sudah lewat {hours} jam dan dihapus. Pilih berkasnya lagi.',
    en: 'This upload is older than {hours} hours and was removed. Choose the file again.',
  },
  'upload.unfinished': {
    status: 409,
    id: 'Berkas belum terkirim seluruhnya. Lanjutkan pengirimannya dahulu.',
    en: 'The file has not arrived as a whole. Continue the upload first.',
  },
  'upload.wrong-type': {
    status: 415,
    id: 'Isi berkas ini {found}, bukan tabel atau peta. Kirim CSV, XLSX, JSON, GeoJSON, atau NDJSON; boleh dipadatkan dengan gzip.',
    en: 'This file holds {found}, no table and no map. Send CSV, XLSX, JSON, GeoJSON or NDJSON, also gzipped.',
  },
} as const satisfies ProblemCatalogue;

/** What a command answers that is given an upload which it cannot use. */
export const uploadRefusals = [
  'not-found',
  'upload.expired',
  'upload.unfinished',
  'upload.wrong-type',
] as const;
