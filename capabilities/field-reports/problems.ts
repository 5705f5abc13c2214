/** Why this room refuses, and what to do then. */
import type { ProblemCatalogue } from '#shared/problem.ts';

export const fieldReportProblems = {
  'field-report.id-taken': {
    status: 409,
    id: 'Nomor laporan ini sudah dipakai untuk isi yang lain. Laporan tetap tersimpan di HP; kirim sebagai laporan baru.',
    en: 'This report id is taken by other content. The report stays on the phone; send it as a new one.',
  },
  'field-report.unknown-kind': {
    status: 422,
    id: 'Jenis laporan "{kind}" tidak dikenal. Perbarui aplikasi lalu pilih jenis lagi.',
    en: 'The kind of report "{kind}" is not known. Update the application and choose again.',
  },
  'field-report.no-place': {
    status: 422,
    id: 'Pos, wilayah, atau lokasi harus ada salah satu. Pilih pos atau nyalakan lokasi.',
    en: 'A post, an area or a place is needed. Choose the post or switch location on.',
  },
  'field-report.no-subject': {
    status: 422,
    id: 'Pilih instansi yang dikeluhkan, supaya laporan ini tidak terbaca oleh instansi itu.',
    en: 'Choose the agency that it is about, so that this agency cannot read the report.',
  },
  'field-report.after-shift': {
    status: 409,
    id: 'Laporan ini ditulis sesudah giliran kartu Anda berakhir. Laporan tetap di HP; bacakan kepada posko, atau minta kartu baru lalu tulis ulang. Dalam bahaya, tekan Darurat: selalu diterima.',
    en: 'This report was written after the shift of your card. It stays on the phone; read it to the post, or ask for a new card and write it again. In danger, press Emergency: it is always taken.',
  },
  'field-report.not-a-photo': {
    status: 422,
    id: 'Berkas ini bukan foto JPEG, PNG, atau WebP yang utuh. Ambil ulang fotonya.',
    en: 'This file is not a whole JPEG, PNG or WebP photograph. Take it again.',
  },
  'field-report.photo-too-many-pixels': {
    status: 422,
    id: 'Foto ini lebih dari {limit} juta piksel. Ambil ulang dengan ukuran biasa.',
    en: 'This photograph has more than {limit} million pixels. Take it again at an ordinary size.',
  },
  'field-report.photo-id-taken': {
    status: 409,
    id: 'Nomor foto ini sudah dipakai untuk foto lain. Kirim sebagai foto baru.',
    en: 'This photograph id is taken by another photograph. Send it as a new one.',
  },
  'field-report.too-many-photos': {
    status: 422,
    id: 'Satu laporan memuat paling banyak {limit} foto. Kirim sisanya dengan laporan baru.',
    en: 'A report holds at most {limit} photographs. Send the rest with a new report.',
  },
  'field-report.not-addressee': {
    status: 403,
    id: 'Laporan {code} ditujukan kepada {addressee}. Hubungi instansi itu, atau hapus dari pilihan.',
    en: 'Report {code} is addressed to {addressee}. Call that agency, or leave the report out.',
  },
  'field-report.empty-answer': {
    status: 422,
    id: 'Tulis jawabannya dahulu; pelapor akan membacanya di HP.',
    en: 'Write the answer first; the reporter will read it on the phone.',
  },
  'field-report.kinds-version': {
    status: 409,
    id: 'Daftar jenis laporan versi {version} sudah ada. Naikkan nomor versinya, lalu kirim lagi.',
    en: 'Version {version} of the kinds of report exists already. Raise the version and send again.',
  },
} as const satisfies ProblemCatalogue;
