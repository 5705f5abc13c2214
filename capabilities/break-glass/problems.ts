import type { ProblemCatalogue } from '#shared/problem.ts';

export const breakGlassProblems = {
  'break-glass.already-open': {
    status: 409,
    id: 'Akses darurat Anda masih terbuka. Tidak dapat diperpanjang: akhiri dahulu, lalu buka lagi dengan alasan baru bila masih perlu.',
    en: 'Your emergency access is still open. It cannot be prolonged: end it first, then take it anew with a new reason if it is still needed.',
  },
  'break-glass.nothing-wider': {
    status: 409,
    id: 'Peran Anda sudah mencakup seluruh wilayah operasi ini; tidak ada yang diperluas. Yang tetap tidak terlihat bukan soal wilayah.',
    en: 'Your role covers the whole area of this operation already; there is nothing to widen. What stays hidden is not hidden by area.',
  },
  'break-glass.auditor': {
    status: 409,
    id: 'Auditor menilai akses darurat orang lain, jadi tidak membukanya sendiri. Mintalah petugas operasi.',
    en: 'An auditor reviews the emergency access of others and so takes none. Ask an officer of the operation.',
  },
  'break-glass.id-taken': {
    status: 409,
    id: 'Nomor ini sudah dipakai untuk hal lain. Muat ulang halaman, lalu coba lagi.',
    en: 'This id stands for another matter. Reload the page and try again.',
  },
  'break-glass.reason-short': {
    status: 422,
    id: 'Tuliskan alasan sekurangnya {least} huruf, tanpa menghitung spasi di ujung: apa yang terjadi, di mana, siapa yang tidak dapat menunggu.',
    en: 'Write at least {least} letters, blanks at the ends not counted: what happened, where, and who cannot wait.',
  },
  'break-glass.own-review': {
    status: 409,
    id: 'Akses darurat ini milik Anda. Orang lain harus menilainya.',
    en: 'This emergency access is yours. Somebody else has to review it.',
  },
  'break-glass.still-open': {
    status: 409,
    id: 'Akses darurat ini masih terbuka. Nilailah sesudah berakhir.',
    en: 'This emergency access is still open. Review it once it has ended.',
  },
  'break-glass.reviewed-already': {
    status: 409,
    id: 'Sudah dinilai. Muat ulang untuk melihat penilaiannya.',
    en: 'It was reviewed already. Reload to see what was found.',
  },
} as const satisfies ProblemCatalogue;
