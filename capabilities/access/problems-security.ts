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
} as const satisfies ProblemCatalogue;
