/** What this room refuses, and what to do about it. */
import type { ProblemCatalogue } from '#shared/problem.ts';

export const problems = {
  'station.number-taken': {
    status: 409,
    id: 'TPS nomor {number} sudah ada di kelurahan ini. Betulkan yang ada, atau pakai nomor lain.',
    en: 'Station {number} exists in this village already. Correct that one, or use another number.',
  },
  'station.numbers-taken': {
    status: 409,
    id: 'Sudah ada {count} TPS di kelurahan yang diminta. Batalkan pemuatan sebelumnya dahulu.',
    en: 'There are {count} stations in these villages already. Undo the earlier import first.',
  },
  'station.responsible-missing': {
    status: 422,
    id: 'TPS khusus wajib punya penanggung jawab lokasi. Isi namanya.',
    en: 'A special station needs a person responsible for the place. Enter the name.',
  },
  'station.point-incomplete': {
    status: 422,
    id: 'Titik perlu bujur, lintang, dan dasarnya sekaligus; atau kosongkan ketiganya.',
    en: 'A point needs longitude, latitude and its standing together; or leave all three empty.',
  },
  'station.outside-operation': {
    status: 422,
    id: 'Wilayah {area} tidak termasuk operasi ini. Pilih kelurahan di dalamnya.',
    en: 'The area {area} is not part of this operation. Choose a village inside it.',
  },
  'station.area-unknown': {
    status: 422,
    id: 'Kode {area} tidak ada dalam daftar wilayah. Muat data wilayahnya dahulu, atau betulkan kodenya.',
    en: 'The code {area} is in no list of areas. Import the areas first, or correct the code.',
  },
  'station.id-taken': {
    status: 409,
    id: 'Nomor ini sudah dipakai untuk isi yang lain. Muat ulang halaman dan coba lagi.',
    en: 'This id is in use for other content. Reload the page and try again.',
  },
  'station.retired': {
    status: 409,
    id: 'TPS ini sudah ditutup dari daftar. Daftarkan yang baru bila diperlukan.',
    en: 'This station is retired. Register a new one if it is needed.',
  },
  'station.nothing-changed': {
    status: 409,
    id: 'Tidak ada yang berubah; isiannya sama dengan yang tersimpan.',
    en: 'Nothing changed; the fields are what is stored already.',
  },
  'station.scheme-taken': {
    status: 409,
    id: 'Skema "{key}" sudah ada dengan isi lain. Beri kunci lain, misalnya dengan tahunnya.',
    en: 'The scheme "{key}" exists with other content. Give another key, for instance with its year.',
  },
  'station.class-twice': {
    status: 422,
    id: 'Kelas "{key}" tertulis dua kali. Setiap kelas satu kali, dari yang teringan.',
    en: 'The class "{key}" is written twice. Each class once, from the mildest.',
  },
  'station.scheme-current': {
    status: 409,
    id: 'Skema ini sudah yang berlaku.',
    en: 'This scheme is the current one already.',
  },
  'station.class-unknown': {
    status: 422,
    id: 'Kelas "{class}" tidak ada dalam skema yang berlaku. Pilih kelas dari skemanya.',
    en: 'The class "{class}" is not in the scheme. Choose a class of the scheme.',
  },
  'station.too-many': {
    status: 422,
    id: 'Paling banyak {limit} TPS sekali buat. Bagi per kabupaten/kota.',
    en: 'At most {limit} stations at a time. Split by regency.',
  },
  'station.column-missing': {
    status: 422,
    id: 'Kolom untuk {missing} belum ditentukan atau tidak ada di berkas. Kolom yang terbaca: {found}.',
    en: 'No column of the file is given for {missing}. Columns found: {found}.',
  },
  'station.file-unreadable': {
    status: 422,
    id: 'Berkas tidak terbaca: {why}. Yang diterima: CSV, XLSX, atau JSON berupa larik objek, boleh dipadatkan dengan gzip.',
    en: 'The file cannot be read: {why}. Accepted are CSV, XLSX or JSON as an array of objects, also gzipped.',
  },
  'station.file-unpacks-too-large': {
    status: 413,
    id: 'Berkas mengembang melebihi {limit} MB. Bagi per kabupaten/kota, lalu muat lagi.',
    en: 'The file unpacks to more than {limit} MB. Split it by regency and import again.',
  },
  'station.file-too-many': {
    status: 413,
    id: 'Berkas melebihi {rows} baris atau {columns} kolom. Bagi per kabupaten/kota dan hapus kolom yang tidak perlu, lalu muat lagi.',
    en: 'The file has more than {rows} rows or {columns} columns. Split it by regency, remove columns that are not needed, and import again.',
  },
  'station.import-not-checked': {
    status: 409,
    id: 'Pemuatan ini sudah {state}. Periksa berkasnya lagi untuk pemuatan baru.',
    en: 'This import is {state} already. Check the file again for a new import.',
  },
  'station.import-stale': {
    status: 409,
    id: 'Daftar TPS berubah sejak berkas diperiksa. Periksa berkasnya sekali lagi.',
    en: 'The register has changed since the file was checked. Check the file once more.',
  },
  'station.import-empty': {
    status: 409,
    id: 'Tidak ada baris yang menambah atau mengubah TPS. Tidak ada yang perlu diterapkan.',
    en: 'No row adds or changes a station. There is nothing to apply.',
  },
  'station.import-overwritten': {
    status: 409,
    id: 'Tidak dapat dibatalkan: {count} TPS sudah diubah sesudahnya. Batalkan perubahan terakhir dahulu.',
    en: 'It cannot be undone: {count} stations were changed afterwards. Undo the latest change first.',
  },
  'station.import-expired': {
    status: 409,
    id: 'Berkas ini diperiksa lebih dari {days} hari lalu, dan nama penanggung jawab di dalamnya sudah dihapus. Periksa berkasnya sekali lagi.',
    en: 'This file was checked more than {days} days ago, and the responsible people in it were erased. Check the file once more.',
  },
  'station.import-erased': {
    status: 409,
    id: 'Tidak dapat dibatalkan lagi: sesudah {days} hari nama penanggung jawab yang dahulu dihapus. Betulkan TPS-nya, atau muat berkas yang baru.',
    en: 'It can no longer be undone: after {days} days the former responsible people are erased. Correct the stations, or import a new file.',
  },
  'station.import-id-reused': {
    status: 409,
    id: 'Nomor pemuatan ini sudah dipakai untuk berkas lain. Buat nomor baru.',
    en: 'This import id was used for another file. Make a new id.',
  },
} as const satisfies ProblemCatalogue;
