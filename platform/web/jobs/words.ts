import { texts } from '../i18n/index.ts';

export const words = texts('jobs', {
  id: {
    progress: '{{done}} dari {{total}}',
    cancel: 'Batalkan',
    cancelling: 'Sedang dibatalkan …',
    again: 'Ulangi',
    open: 'Buka',
    waits: 'Menunggu giliran',
    tryAgainAt: 'Dicoba lagi pukul {{time}}',
    failed:
      'Berhenti karena gangguan di server (kode {{code}}). Tidak ada yang tersimpan setengah. Ulangi; bila tetap gagal, sampaikan kode ini kepada administrator.',
    leave: 'Halaman ini boleh ditinggalkan; pekerjaan tetap berjalan dan ada di riwayat.',
    own: 'Pekerjaan saya',
    none: 'Belum ada pekerjaan',
    noneText:
      'Yang lama, seperti memeriksa berkas besar, berjalan di sini dan tetap selesai walau halaman ditutup.',
    label: 'Kemajuan',
  },
  en: {
    progress: '{{done}} of {{total}}',
    cancel: 'Cancel',
    cancelling: 'Being cancelled …',
    again: 'Start again',
    open: 'Open',
    waits: 'Waits for its turn',
    tryAgainAt: 'Tried again at {{time}}',
    failed:
      'Stopped by a fault of the server (code {{code}}). Nothing was half saved. Start it again; if it fails still, tell the administrator this code.',
    leave: 'You may leave this page; the job goes on and stands in the history.',
    own: 'My jobs',
    none: 'No jobs yet',
    noneText:
      'What takes long, such as checking a large file, runs here and is finished even when the page is closed.',
    label: 'Progress',
  },
});
