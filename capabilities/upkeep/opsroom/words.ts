import { texts } from '#web/i18n/index.ts';

export const words = texts('upkeep', {
  id: {
    title: 'Perawatan server',
    short: 'Perawatan',
    list: 'Tindak lanjut yang gagal',
    followUps: 'Tindak lanjut',
    jobs: 'Pekerjaan',
    own: 'Pekerjaan saya',
    jobsMeaning:
      'Yang lama dikerjakan di belakang layar: memeriksa berkas, membuat laporan, merapikan. Di sini tampak jenis dan keadaannya, bukan isinya.',
    fileUse:
      'Berkas di server: {{files}} ({{size}} MB). Tidak dirujuk lagi dan lebih dari sehari: {{unneeded}} ({{unneededSize}} MB); dihapus setiap hari pukul 03.10 WIB.',
    scheduled: 'terjadwal',
    cancelJobs: 'Batalkan',
    jobsCancelled: 'Dibatalkan: {{total}}. Yang sedang berjalan berhenti di langkah berikutnya.',
    jobsRetried: 'Dimulai lagi: {{total}}.',
    noJobs: 'Tidak ada pekerjaan',
    noJobsText: 'Yang sudah selesai disimpan 30 hari.',
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
    followUps: 'Follow-ups',
    jobs: 'Jobs',
    own: 'My jobs',
    jobsMeaning:
      'What takes long is done behind the scenes: checking files, making reports, tidying. Here stand its kind and state, not its content.',
    fileUse:
      'Files on the server: {{files}} ({{size}} MB). Referred to by nothing and older than a day: {{unneeded}} ({{unneededSize}} MB); removed every day at 03:10 WIB.',
    scheduled: 'scheduled',
    cancelJobs: 'Cancel',
    jobsCancelled: 'Cancelled: {{total}}. What is running stops at its next step.',
    jobsRetried: 'Started again: {{total}}.',
    noJobs: 'There are no jobs',
    noJobsText: 'What is over is kept for 30 days.',
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
