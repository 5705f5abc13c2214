/** What is refused about passkeys, second factors and providers, and what to do then. */
import type { ProblemCatalogue } from '#shared/problem.ts';

export const problemsOfWaysIn = {
  'access.confirm-first': {
    status: 403,
    id: 'Buktikan dahulu bahwa ini Anda: hal ini perlu bukti yang tidak lebih tua dari 10 menit.',
    en: 'First prove that this is you: this needs a proof not older than 10 minutes.',
  },
  'access.demo-no-secrets': {
    status: 409,
    id: 'Akun contoh terbuka tanpa kata sandi, jadi tidak punya passkey, kode, atau kata sandi untuk diubah.',
    en: 'A sample account opens without a password, so it has no passkey, code or password to change.',
  },
  'access.passkey-needs-name': {
    status: 409,
    id: 'Peramban hanya mengenal passkey di alamat bernama dengan HTTPS, atau localhost. Buka Rakor lewat namanya, bukan lewat angka alamatnya.',
    en: 'Browsers know passkeys only at a named address with HTTPS, or localhost. Open Rakor by its name, not by the number of its address.',
  },
  'access.passkey-refused': {
    status: 401,
    id: 'Passkey ini tidak dikenal di sini, atau bukan milik nama masuk itu. Pakai passkey lain, atau masuk dengan kata sandi dan kode.',
    en: 'This passkey is not known here, or not that of this login. Use another, or sign in by password and code.',
  },
  'access.question-over': {
    status: 409,
    id: 'Permintaan ini sudah dipakai atau lewat 5 menit. Mulai sekali lagi.',
    en: 'This request was used or is older than 5 minutes. Begin once more.',
  },
  'access.recovery-refused': {
    status: 401,
    id: 'Nama masuk, kata sandi, atau kode pemulihan tidak cocok. Tiap kode hanya sekali pakai; ambil yang belum dicoret.',
    en: 'Login, password or recovery code do not match. Each code is good once; take one that is not crossed out.',
  },
  'access.own-recovery': {
    status: 409,
    id: 'Akun sendiri tidak dipulihkan sendiri. Mintalah dua petugas lain dari instansi Anda.',
    en: 'Nobody recovers their own account. Ask two other officers of your agency.',
  },
  'access.share-wrong': {
    status: 422,
    id: 'Kode dari rekan yang mengajukan tidak cocok. Minta ia membacakannya lagi dari halaman Persetujuan; tautan dan kode harus dari pengajuan yang sama.',
    en: 'The code of the colleague who proposed it does not match. Ask them to read it out again from the page Approvals; link and code must be of the same proposal.',
  },
  'access.recovered-too-often': {
    status: 429,
    id: 'Sudah {times} tautan dibuat untuk akun ini dalam sehari. Tunggu sampai besok, atau minta administrator menutup akun dan mengundang orangnya lagi.',
    en: '{times} links were made for this account within a day. Wait until tomorrow, or ask the administrator to close it and invite the person anew.',
  },
  'access.provider-silent': {
    status: 503,
    id: '{name} tidak menjawab. Coba lagi sebentar lagi, atau masuk dengan kata sandi dan kode.',
    en: '{name} does not answer. Try again in a moment, or sign in by password and code.',
  },
  'access.provider-refused': {
    status: 401,
    id: '{name} tidak menyatakan siapa Anda. Mulai sekali lagi dari halaman masuk.',
    en: '{name} did not say who you are. Begin once more from the sign-in page.',
  },
  'access.provider-weak': {
    status: 403,
    id: 'Cara masuk Anda di {name} kurang kuat untuk Rakor. Masuk di sana dengan faktor kedua.',
    en: 'Your sign-in at {name} was not strong enough for Rakor. Use a second factor there.',
  },
  'access.provider-unbound': {
    status: 403,
    id: 'Belum ada akun Rakor yang diikat dengan Anda di {name}. Minta administrator instansi mengikatnya.',
    en: 'No account of Rakor is bound to you at {name}. Ask the administrator of your agency to bind it.',
  },
  'access.bind-needs-two': {
    status: 409,
    id: 'Akun orang lain tidak diikat oleh satu orang. Pemiliknya mengikat sendiri di Cara masuk saya, atau Anda mengajukannya dan orang kedua dari instansinya menyetujui.',
    en: "Nobody binds somebody else's account alone. Its owner does it under My ways in, or you propose it and a second person of the agency agrees.",
  },
  'access.own-binding': {
    status: 409,
    id: 'Akun sendiri diikat dan dilepas di Cara masuk saya, dengan membuktikan diri di penyedia itu.',
    en: 'Your own account is bound and released under My ways in, by proving yourself at the provider.',
  },
  'access.subject-taken': {
    status: 409,
    id: 'Orang ini di penyedia sudah diikat dengan akun lain. Lepaskan yang itu dahulu.',
    en: 'This person at the provider is bound to another account. Release that one first.',
  },
} as const satisfies ProblemCatalogue;
