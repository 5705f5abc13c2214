import { texts } from '#web/i18n/index.ts';

export const words = texts('opsroom', {
  id: {
    startTitle: 'Pilih operasi',
    startHouse: 'Yang Anda kelola',
    startNone: 'Belum ada operasi untuk Anda',
    startNoneText:
      'Operasi muncul di sini setelah dibuka dan instansi Anda ikut di dalamnya. Tanyakan kepada Karendalops.',
    startNoContent: 'Akun ini tidak membuka operasi',
    startNoContentText:
      'Administrator mengatur akun, instansi, dan wilayah; isi operasi tidak terlihat olehnya.',
    administratorOf: 'administrator {{agency}}',
    sample: 'contoh',
    voting: 'pemungutan {{day}}',
    homeTitle: 'Posko hari ini',
    homeNone: 'Tidak ada yang menunggu Anda di sini',
    homeNoneText: 'Pilih ruang di sebelah kiri, atau tekan Ctrl K untuk mencari.',
    noRooms: 'Belum ada ruang di bangunan ini',
    noRoomsText:
      'Rangka Rakor berjalan, tetapi versi ini dibuat tanpa ruang kerja. Pasang versi yang lengkap.',
    noSignIn: 'Versi ini tidak memuat halaman masuk',
    noSignInText:
      'Server meminta Anda masuk, tetapi ruang akses tidak ikut dibuat. Pasang versi yang lengkap.',
  },
  en: {
    startTitle: 'Choose an operation',
    startHouse: 'What you keep',
    startNone: 'There is no operation for you yet',
    startNoneText:
      'An operation appears here once it is opened and your agency takes part. Ask the operations officer.',
    startNoContent: 'This account opens no operations',
    startNoContentText:
      'Administrators keep accounts, agencies and areas; the content of operations is hidden from them.',
    administratorOf: 'the administrator of {{agency}}',
    sample: 'sample',
    voting: 'voting {{day}}',
    homeTitle: 'The desk today',
    homeNone: 'Nothing waits for you here',
    homeNoneText: 'Choose a room on the left, or press Ctrl K to search.',
    noRooms: 'This build has no rooms yet',
    noRoomsText:
      'The frame of Rakor runs, but this version was built without rooms. Install a complete version.',
    noSignIn: 'This version has no sign-in page',
    noSignInText:
      'The server asks you to sign in, but the access room was not built in. Install a complete version.',
  },
});
