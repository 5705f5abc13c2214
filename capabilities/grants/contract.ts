/**
 * Grants: the money that local governments give for an election (NPHD), agreed, transferred, absorbed and returned. The
 * door of this room, in parts: `grant` (shapes), `rights`, `events`, `doors`, `doors-reading`,
 * `doors-overview`.
 */
import type { ProblemCatalogue } from '#shared/problem.ts';

export * from './doors.ts';
export * from './doors-overview.ts';
export * from './doors-reading.ts';
export * from './events.ts';
export * from './grant.ts';
export * from './rights.ts';

export const grantProblems = {
  'grant.id-taken': {
    status: 409,
    id: 'Nomor hibah ini sudah dipakai untuk isi yang lain. Kirim sebagai hibah baru.',
    en: 'This grant id is taken by other content. Send it as a new grant.',
  },
  'grant.exists': {
    status: 409,
    id: 'Hibah {government} untuk {recipient} sudah dicatat dalam operasi ini. Buka dan betulkan yang itu.',
    en: 'The grant of {government} to {recipient} is in this operation already. Open and correct that one.',
  },
  'grant.no-government': {
    status: 422,
    id: 'Pilih provinsi atau kabupaten/kota di dalam atau di atas wilayah operasi.',
    en: 'Choose a province or regency within or above the areas of the operation.',
  },
  'grant.no-recipient': {
    status: 422,
    id: 'Instansi ini bukan {recipient}. Pilih instansi penerima yang sesuai.',
    en: 'This agency is not {recipient}. Choose the agency that receives.',
  },
  'grant.not-yours': {
    status: 403,
    id: 'Hanya pemerintah daerah pemberi dan instansi penerima hibah ini yang mencatatnya.',
    en: 'Only the government that gives and the agency that receives write this grant down.',
  },
  'grant.recipient-alone': {
    status: 403,
    id: 'Serapan dilaporkan penerimanya sendiri: {recipient}.',
    en: 'What was spent is reported by the recipient itself: {recipient}.',
  },
  'grant.tranches-wrong': {
    status: 422,
    id: 'Tahap harus berjumlah tepat 100 % atau tepat nilai hibah, masing-masing persen atau jumlah, tanpa nomor ganda.',
    en: 'Tranches must add up to exactly 100 % or the amount of the grant, each a percent or an amount, each once.',
  },
  'grant.tranche-paid': {
    status: 409,
    id: 'Tahap {ordinal} sudah menerima transfer. Tarik transfernya dahulu, atau biarkan tahap itu.',
    en: 'Tranche {ordinal} has received money. Withdraw the transfer first, or leave the tranche as it is.',
  },
  'grant.no-rule': {
    status: 422,
    id: 'Aturan tenggat ini tidak ada. Muat ulang dan pilih yang berlaku.',
    en: 'There is no such rule for a due day. Reload and choose one in force.',
  },
  'grant.no-tranche': {
    status: 422,
    id: 'Tahap ini bukan bagian dari hibah ini. Muat ulang dan pilih lagi.',
    en: 'This tranche is not of this grant. Reload and choose again.',
  },
  'grant.day-ahead': {
    status: 422,
    id: '{day} belum tiba menurut jam operasi. Catat sesudah terjadi.',
    en: '{day} has not come by the clock of the operation. Write it down when it has happened.',
  },
  'grant.too-much': {
    status: 422,
    id: 'Lebih dari yang tersedia: tersisa Rp{rest}. Periksa jumlahnya.',
    en: 'More than there is: Rp{rest} are left. Check the amount.',
  },
  'grant.entry-taken': {
    status: 409,
    id: 'Nomor catatan ini sudah dipakai. Kirim sebagai catatan baru.',
    en: 'This entry id is taken. Send it as a new entry.',
  },
  'grant.entry-not-yours': {
    status: 403,
    id: 'Catatan ini tidak ada, sudah ditarik, atau ditulis pihak lain.',
    en: 'There is no such entry, it is withdrawn already, or the other side wrote it.',
  },
} as const satisfies ProblemCatalogue;
