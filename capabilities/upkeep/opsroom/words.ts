import { texts } from '#web/i18n/index.ts';

export const words = texts('upkeep', {
  id: {
    title: 'Perawatan server',
    short: 'Perawatan',
    list: 'Tindak lanjut yang gagal',
    meaning:
      'Setelah sesuatu dicatat, server mengerjakan langkah berikutnya sendiri, misalnya membuka insiden dari laporan darurat. Di bawah ini yang belum berhasil. Catatan aslinya aman; yang tertunda hanya langkah lanjutannya.',
    what: 'Server mencoba sepuluh kali selama kira-kira 45 menit, lalu berhenti. Perbaiki penyebabnya menurut kode kesalahan, lalu tekan "Coba lagi". Mengulang tidak menggandakan apa pun.',
    again: 'Coba lagi',
    sent: 'Akan dicoba lagi sekarang: {{total}}.',
    none: 'Semua tindak lanjut berjalan',
    noneText: 'Tidak ada yang tertunda dan tidak ada yang perlu dilakukan.',
    cardTitle: 'Tindak lanjut otomatis berhenti: {{total}}',
    cardText: 'Server sudah berhenti mencoba. Seseorang perlu melihatnya.',
    cardLink: 'Lihat dan coba lagi',
    badge: 'Tindak lanjut yang berhenti: {{total}}',
  },
  en: {
    title: 'Server upkeep',
    short: 'Upkeep',
    list: 'Failed follow-ups',
    meaning:
      'After something is recorded the server takes the next step by itself, such as opening an incident from an emergency report. Below is what has not worked yet. The records themselves are safe; only the next step is late.',
    what: 'The server tries ten times within about 45 minutes and then stops. Mend the cause that the error code names, then press "Try again". Repeating doubles nothing.',
    again: 'Try again',
    sent: 'Will be tried again now: {{total}}.',
    none: 'All follow-ups are running',
    noneText: 'Nothing is late and nothing needs doing.',
    cardTitle: 'Automatic follow-ups that stopped: {{total}}',
    cardText: 'The server has given up on them. Somebody has to look.',
    cardLink: 'Look and try again',
    badge: 'Follow-ups that stopped: {{total}}',
  },
});
