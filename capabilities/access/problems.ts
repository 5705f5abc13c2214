/** What this room refuses, and what to do then. */
import type { ProblemCatalogue } from '#shared/problem.ts';
import { problemsOfWaysIn as waysIn } from './problems-security.ts';

export const problems = {
  'access.sign-in-refused': {
    status: 401,
    id: 'Nama masuk, kata sandi, atau kode tidak cocok. Periksa ketiganya; kode berganti tiap 30 detik dan hanya sekali pakai.',
    en: 'Login, password or code do not match. Check all three; the code changes every 30 seconds and is good once.',
  },
  'access.card-refused': {
    status: 401,
    id: 'Kartu ini tidak berlaku di sini atau saat ini. Periksa kodenya, lalu hubungi perwira pos untuk kartu baru.',
    en: 'This card is not valid here or now. Check the code, then ask the officer of the post for a new card.',
  },
  'access.link-invalid': {
    status: 404,
    id: 'Tautan ini sudah dipakai, dibatalkan, atau lewat waktunya. Minta tautan baru kepada administrator.',
    en: 'This link was used, revoked or has expired. Ask the administrator for a new one.',
  },
  'access.code-wrong': {
    status: 422,
    id: 'Kode dari aplikasi tidak cocok. Pindai QR sekali lagi, periksa jam HP, lalu masukkan kode terbaru.',
    en: 'The code of the app does not match. Scan the QR again, check the clock of the phone, enter the newest code.',
  },
  'access.password-weak': {
    status: 422,
    id: 'Kata sandi perlu paling sedikit 12 huruf, 5 di antaranya berbeda, dan tidak memuat nama masuk.',
    en: 'A password needs at least 12 characters, 5 of them different, and must not contain the login.',
  },
  'access.login-taken': {
    status: 409,
    id: 'Nama masuk "{login}" sudah dipakai. Pilih yang lain.',
    en: 'The login "{login}" is in use. Choose another.',
  },
  'access.grant-too-wide': {
    status: 422,
    id: 'Peran, instansi, wilayah, atau operasi ini melampaui wewenang Anda. Persempit, atau minta administrator di atasnya.',
    en: 'This role, agency, area or operation is beyond your authority. Narrow it, or ask an administrator above.',
  },
  'access.agency-needed': {
    status: 422,
    id: 'Peran ini berbicara atas nama instansi. Pilih instansinya.',
    en: 'This role speaks for an agency. Choose the agency.',
  },
  'access.own-rights': {
    status: 409,
    id: 'Peran sendiri tidak dapat diberi atau dicabut sendiri. Minta administrator lain.',
    en: 'Nobody gives or revokes their own roles. Ask another administrator.',
  },
  'access.demo-account': {
    status: 409,
    id: 'Akun contoh terbuka tanpa kata sandi, jadi tidak dapat diberi peran lain. Undang orangnya dengan akun sendiri.',
    en: 'A sample account opens without a password, so it gets no other role. Invite the person to an account of their own.',
  },
  'access.auditor-protected': {
    status: 409,
    id: 'Auditor hanya dapat dicabut oleh instansinya sendiri: administratornya mengajukan, orang kedua memutus.',
    en: 'An auditor can be revoked only by their own agency: its administrator proposes it, a second person decides.',
  },
  'access.needs-two-persons': {
    status: 409,
    id: 'Auditor tidak dicabut oleh satu orang. Ajukan pencabutannya, satu per satu; orang kedua dari instansi auditor memutus di Persetujuan.',
    en: 'No one person revokes an auditor. Propose it, one at a time; a second person of the agency decides under Approvals.',
  },
  'access.last-administrator': {
    status: 409,
    id: 'Ini administrator terakhir. Undang penggantinya dahulu.',
    en: 'This is the last administrator. Invite a successor first.',
  },
  'access.already-done': {
    status: 409,
    id: 'Semuanya sudah dicabut sebelumnya; tidak ada yang perlu dilakukan.',
    en: 'All of these were revoked before; there is nothing to do.',
  },
  'access.id-taken': {
    status: 409,
    id: 'Nomor ini sudah dipakai untuk isi yang lain. Muat ulang halaman dan coba lagi.',
    en: 'This id is in use for other content. Reload the page and try again.',
  },
  'access.card-printed': {
    status: 409,
    id: 'Kartu ini sudah dicetak dan tidak ditampilkan lagi. Cabut yang hilang, lalu terbitkan kartu baru.',
    en: 'This card was printed and is not shown again. Revoke a lost one, then issue a new card.',
  },
  'access.card-period': {
    status: 422,
    id: 'Kartu ini berakhir sebelum mulai. Ubah jamnya; giliran malam berakhir esok harinya.',
    en: 'This card ends before it starts. Change the hours; a night shift ends the next day.',
  },
  'access.card-over': {
    status: 422,
    id: 'Hari atau jam kartu ini sudah lewat. Kartu mengikuti tanggal sebenarnya, bukan jam operasi. Pilih hari ini atau sesudahnya.',
    en: 'The day or hours of this card are over. Cards go by the real calendar, not by the clock of the operation. Choose today or later.',
  },
  'access.card-too-long': {
    status: 422,
    id: 'Satu kartu berlaku paling lama {days} hari. Perpendek, lalu terbitkan kartu lain untuk hari berikutnya.',
    en: 'One card is valid for at most {days} days. Shorten it, and issue other cards for the days after.',
  },
  'access.phone-locked': {
    status: 403,
    id: 'HP ini dikunci dari posko. Hubungi perwira pos: sesudah kuncinya dibuka, masuk lagi dengan kartu yang sama.',
    en: 'This phone was locked from the operations room. Ask the officer of the post: once it is unlocked, sign in with the same card.',
  },
  ...waysIn,
} as const satisfies ProblemCatalogue;
