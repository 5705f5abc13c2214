import { texts } from '#web/i18n/index.ts';

/** Words of the recovery sheet, on screen and on paper. */
export const sheetWords = texts('sealing-sheet', {
  id: {
    sheet: 'Lembar pemulihan',
    sheetIntro:
      'Kunci ini baru ada di tab ini, belum di server. Cetak, simpan di brankas instansi, lalu ketik enam huruf terakhirnya sebagai tanda lembarnya ada.',
    sheetLost:
      'Bila semua petugas lupa kalimat sandinya dan lembar ini hilang, yang disegel tidak terbaca lagi oleh siapa pun, termasuk pembuat Rakor.',
    print: 'Cetak',
    lastSix: 'Enam huruf terakhir kode di lembar',
    lastSixWrong: 'Tidak sama dengan lembar ini.',
    keepAgencyKey: 'Lembar tersimpan: pakai kunci ini',
    agencyMade: 'Kunci instansi dipakai',
    sheetHead: 'RAHASIA · Lembar pemulihan kunci',
    sheetWhat:
      'Siapa pun yang memegang lembar ini bisa membuka semua yang disegel untuk {{agency}} dengan kunci versi {{version}}. Simpan dalam amplop tertutup di brankas; jangan difoto, jangan disalin.',
    sheetHow:
      'Cara memakai: masuk ke Rakor sebagai petugas {{agency}}, buka Tersegel › Kunci › Pulihkan dari lembar, lalu ketik kode di atas (spasi boleh diabaikan).',
    sheetPrint: 'Sidik kunci (untuk dicocokkan lewat telepon)',
    sheetCode: 'Kode kunci',
    sheetMade: 'Dibuat {{time}} oleh {{name}}',
  },
  en: {
    sheet: 'Recovery sheet',
    sheetIntro:
      "This key is in this tab alone so far, not on the server. Print it, put it into the agency's safe, then type its last six letters as a sign that the sheet is there.",
    sheetLost:
      'If all officers forget their passphrases and this sheet is lost, nobody can read what was sealed, the makers of Rakor included.',
    print: 'Print',
    lastSix: 'Last six letters of the code on the sheet',
    lastSixWrong: 'Not the same as on this sheet.',
    keepAgencyKey: 'The sheet is kept: use this key',
    agencyMade: "The agency's key is in use",
    sheetHead: 'SECRET · Key recovery sheet',
    sheetWhat:
      'Whoever holds this sheet can open everything sealed for {{agency}} with key version {{version}}. Keep it in a closed envelope in the safe; do not photograph, do not copy.',
    sheetHow:
      'How to use: sign in to Rakor as an officer of {{agency}}, open Sealed › Keys › Recover from the sheet, and type the code above (spaces do not matter).',
    sheetPrint: 'Fingerprint of the key (to compare by telephone)',
    sheetCode: 'Code of the key',
    sheetMade: 'Made {{time}} by {{name}}',
  },
});
