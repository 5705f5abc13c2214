/** What this room refuses, in words. */
import type { ProblemCatalogue } from '#shared/problem.ts';

export const approvalProblems = {
  'approvals.same-person': {
    status: 409,
    id: 'Anda yang mengajukan. Orang lain harus memutusnya.',
    en: 'You proposed it. Somebody else has to decide.',
  },
  'approvals.wrong-agency': {
    status: 409,
    id: 'Orang kedua untuk hal ini harus {who}. Mintalah kepadanya.',
    en: 'The second person for this matter must be {whoEn}. Ask them.',
  },
  'approvals.too-young': {
    status: 409,
    id: 'Akun Anda baru dibuka. Ia dapat menyetujui sebagai orang kedua sesudah {hours} jam lagi. Mintalah rekan yang akunnya lebih lama.',
    en: 'Your account is new. It can confirm as the second person after {hours} more hours. Ask a colleague whose account is older.',
  },
  'approvals.made-by-first': {
    status: 409,
    id: 'Akun Anda dibuka, dipulihkan, atau diikat oleh yang mengajukan, jadi Anda bukan orang kedua baginya. Mintalah rekan yang akunnya tidak dari dia, atau minta orang lain mengajukannya.',
    en: 'Your account was opened, recovered or bound by whoever proposed this, so you are no second person to them. Ask a colleague whose account does not come from them, or somebody else to propose it.',
  },
  'approvals.made-first': {
    status: 409,
    id: 'Anda yang membuka, memulihkan, atau mengikat akun yang mengajukan, jadi Anda bukan orang kedua baginya. Mintalah rekan yang lain memutusnya.',
    en: 'You opened, recovered or bound the account that proposed this, so you are no second person to it. Ask another colleague to decide.',
  },
  'approvals.not-waiting': {
    status: 409,
    id: 'Sudah diputus, ditarik, atau lewat waktu. Muat ulang daftarnya; bila masih perlu, ajukan lagi.',
    en: 'It was decided, withdrawn or has lapsed. Reload the list; propose it anew where it is still needed.',
  },
  'approvals.already-waiting': {
    status: 409,
    id: 'Hal yang sama sudah diajukan dan menunggu orang kedua. Lihat di Persetujuan.',
    en: 'The same matter waits for a second person already. Look under Approvals.',
  },
  'approvals.id-taken': {
    status: 409,
    id: 'Nomor ini sudah dipakai untuk hal lain. Muat ulang halaman, lalu ajukan lagi.',
    en: 'This id stands for another matter. Reload the page and propose again.',
  },
} as const satisfies ProblemCatalogue;
