/**
 * What an agency seals: encrypted in its officer's browser to keys that agencies hold. The door of this room, in parts:
 * `rights`, `events`, `doors-keys`, `doors-notes`.
 */
import type { ProblemCatalogue } from '#shared/problem.ts';

export * from './doors-keys.ts';
export * from './doors-notes.ts';
export * from './events.ts';
export * from './rights.ts';

export const sealingProblems = {
  'seal.id-taken': {
    status: 409,
    id: 'Nomor ini sudah dipakai untuk isi yang lain. Muat ulang, lalu ulangi.',
    en: 'This id is taken by other content. Reload and repeat.',
  },
  'seal.version-taken': {
    status: 409,
    id: 'Petugas lain baru saja membuat kunci instansi. Musnahkan lembar yang baru dicetak, muat ulang, dan minta kunci darinya.',
    en: 'Another officer has just made the key of the agency. Destroy the sheet you printed, reload, and ask them for the key.',
  },
  'seal.no-own-key': {
    status: 409,
    id: 'Kunci petugas berubah sejak halaman ini dimuat. Muat ulang, lalu ulangi.',
    en: "An officer's key changed since this page was loaded. Reload and repeat.",
  },
  'seal.no-share': {
    status: 403,
    id: 'Hanya petugas yang memegang kunci instansi bisa memberikannya. Pulihkan dahulu dari lembar pemulihan, atau minta kepada pemegangnya.',
    en: 'Only an officer who holds the key of the agency can give it. Recover it from the recovery sheet first, or ask a holder.',
  },
  'seal.last-holder': {
    status: 409,
    id: 'Ini pemegang kunci terakhir. Beri dahulu kepada petugas lain, agar catatan tetap terbaca.',
    en: 'This is the last holder of the key. Give it to another officer first, so that notes stay readable.',
  },
  'seal.key-changed': {
    status: 409,
    id: 'Kunci {agency} baru saja diganti. Muat ulang, cocokkan sidiknya, lalu segel lagi.',
    en: 'The key of {agency} has just been replaced. Reload, compare its fingerprint, and seal again.',
  },
  'sealed-note.not-to-us': {
    status: 422,
    id: 'Instansi sendiri harus termasuk penerima, agar catatan bisa dibaca dan diperbarui.',
    en: 'Your own agency must be among the recipients, so that the note can be read and amended.',
  },
  'sealed-note.not-encrypted': {
    status: 422,
    id: 'Isi belum terenkripsi untuk penerima yang disebut; tidak ada yang disimpan. Muat ulang halaman, lalu segel lagi.',
    en: 'The content is not encrypted to the recipients named; nothing was kept. Reload the page and seal again.',
  },
  'sealed-note.not-ours': {
    status: 403,
    id: 'Catatan ini milik {author}. Tulis catatan baru bila perlu menjawab.',
    en: 'This note belongs to {author}. Write a new note if you need to answer.',
  },
  'sealed-note.other-addressees': {
    status: 422,
    id: 'Versi baru ditujukan kepada instansi yang sama. Untuk instansi lain, tulis catatan baru.',
    en: 'A new version goes to the same agencies. For others write a new note.',
  },
  'sealed-note.amended-meanwhile': {
    status: 409,
    id: 'Catatan ini sudah berubah sejak Anda membukanya. Buka lagi, lalu perbarui.',
    en: 'This note has changed since you opened it. Open it again, then amend.',
  },
  'sealed-note.gone': {
    status: 410,
    id: 'Catatan ini sudah ditarik; isinya tidak ada lagi di server.',
    en: 'This note was withdrawn; its content is no longer on the server.',
  },
} as const satisfies ProblemCatalogue;
