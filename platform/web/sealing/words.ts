import { texts } from '#web/i18n/index.ts';

/** Words for what the browser finds out by itself; refusals of the server have their own. */
export const words = texts('sealing-kit', {
  id: {
    passphrase: 'Kalimat sandi kunci Anda',
    show: 'Tampilkan',
    unlock: 'Buka kunci',
    unlocking: 'Membuka…',
    unlockText:
      'Kunci dibuka di peramban ini dan tinggal di memori tab ini saja: terkunci lagi setelah 15 menit diam, saat dimuat ulang, atau saat keluar.',
    lock: 'Kunci lagi',
    open: 'Kunci terbuka di tab ini',
    'standing.unknown': 'belum pernah dilihat di peramban ini',
    'standing.seen': 'sama seperti sebelumnya; belum dicocokkan lewat telepon',
    'standing.compared': 'sudah dicocokkan lewat telepon',
    'standing.changed': 'BERUBAH sejak terakhir dilihat: telepon instansinya sebelum menyegel',
    compare: 'Sudah saya cocokkan lewat telepon',
    fingerprint: 'Sidik {{name}}',
    'fault.wrong-passphrase':
      'Kalimat sandi tidak cocok. Periksa katanya; huruf besar dan spasi berlebih tidak berpengaruh.',
    'fault.damaged':
      'Isi ini rusak atau diubah setelah disegel; tidak dibuka. Minta penulisnya mengirim lagi.',
    'fault.not-ours':
      'Tidak satu pun kunci yang terbuka di sini cocok. Isi ini disegel ke kunci lain, atau kepalanya diubah.',
    'fault.swapped':
      'Server menyebut kunci yang bukan milik Anda atau instansi Anda. Jangan menyegel apa pun; hubungi rekan petugas dan auditor, dan cocokkan sidiknya.',
    'fault.no-key': 'Anda belum punya kunci. Buat dahulu di halaman Kunci.',
    'fault.not-a-key': 'Ini bukan kode kunci yang utuh. Periksa hurufnya; satu huruf keliru pun ketahuan.',
    'fault.insecure':
      'Menyegel hanya lewat https atau di komputer server itu sendiri: pada http siapa pun di jaringan bisa mengubah halaman ini.',
    'weak.too-short': 'Paling sedikit 16 huruf: beberapa kata yang tidak berhubungan.',
    'weak.too-plain': 'Terlalu sedikit huruf yang berbeda. Pakai beberapa kata yang tidak berhubungan.',
  },
  en: {
    passphrase: 'Passphrase of your key',
    show: 'Show',
    unlock: 'Unlock',
    unlocking: 'Unlocking…',
    unlockText:
      'The key is unlocked in this browser and stays in the memory of this tab: it locks after 15 idle minutes, on reload, and at sign-out.',
    lock: 'Lock',
    open: 'Unlocked in this tab',
    'standing.unknown': 'never seen in this browser',
    'standing.seen': 'the same as before; not compared by telephone yet',
    'standing.compared': 'compared by telephone',
    'standing.changed': 'CHANGED since it was last seen: telephone that agency before you seal',
    compare: 'I have compared it by telephone',
    fingerprint: 'Fingerprint of {{name}}',
    'fault.wrong-passphrase':
      'The passphrase does not fit. Check its words; capitals and extra spaces do not matter.',
    'fault.damaged':
      'This was damaged or altered after it was sealed; it is not opened. Ask its author to send it again.',
    'fault.not-ours':
      'None of the keys open here fits. This was sealed to another key, or its header was altered.',
    'fault.swapped':
      "The server names a key that is not yours or your agency's. Seal nothing; call a fellow officer and the auditor, and compare fingerprints.",
    'fault.no-key': 'You have no key yet. Make one first on the page Keys.',
    'fault.not-a-key': 'This is not a whole key. Check the letters; a single slip is noticed.',
    'fault.insecure':
      'Sealing works over https or on the server itself alone: over http anybody on the network can change this page.',
    'weak.too-short': 'At least 16 letters: several words that have nothing to do with each other.',
    'weak.too-plain': 'Too few different letters. Use several words that have nothing to do with each other.',
  },
});
