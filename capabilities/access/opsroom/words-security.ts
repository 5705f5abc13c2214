import { texts } from '#web/i18n/index.ts';

/** How one comes in: passkeys, proof, second factors. */
export const words = texts('access-security', {
  id: {
    title: 'Cara masuk saya',
    note: 'Nama masuk {{login}}',
    byPasskey: 'Masuk dengan passkey',
    passkeyStopped: 'Passkey tidak jadi dipakai. Coba lagi, atau masuk dengan kata sandi dan kode.',
    passkeySuspended:
      'Passkey ini ditahan: penghitungnya mundur, jadi mungkin ada salinannya. Masuk dengan kata sandi dan kode, lalu cabut passkey itu.',
    or: 'atau',
    lostApp: 'HP dengan aplikasi kode hilang? Pakai kode pemulihan',
    haveApp: 'Pakai kode dari aplikasi',
    recoveryCode: 'Kode pemulihan',
    recoveryCodeNote: 'Salah satu dari 10 kode yang Anda cetak, misalnya K7QX-M9TR-D2BF. Sekali pakai.',
    proofPasskey: 'Buktikan dengan passkey',
    proofPassword: 'Buktikan',
    cancel: 'Batal',
    noticesTitle: 'Perlu Anda ketahui',
    'notice.recovery-code-used':
      'Akun ini dibuka dengan kode pemulihan pada {{at}}. Bukan Anda? Ganti kata sandi sekarang, lalu beri tahu administrator.',
    'notice.passkey-suspended':
      'Sebuah passkey ditahan pada {{at}}: mungkin ada salinannya. Cabut, lalu tambahkan yang baru.',
    'notice.provider-bound':
      'Akun ini diikat dengan orang di penyedia masuk instansi pada {{at}}. Bukan Anda yang meminta? Tanyakan kepada administrator.',
    'notice.provider-released':
      'Ikatan akun ini dengan penyedia masuk instansi dilepas pada {{at}}. Bukan Anda yang meminta? Tanyakan kepada administrator.',
    noticesKept:
      'Anda masuk dengan tautan atau kode di kertas, jadi pemberitahuan ini tetap tampil. Masuk dengan kata sandi dan kode untuk menandainya sudah dibaca.',
    providers: 'Penyedia masuk instansi',
    providersText:
      'Masuk lewat penyedia instansi, tanpa kata sandi Rakor. Anda membuktikan diri di sana; tidak ada yang perlu diketik di sini.',
    providerBoundAt: 'Diikat sejak {{at}}',
    providerNot: 'Belum diikat',
    providerBind: 'Ikat lewat {{name}}',
    providerRelease: 'Lepaskan {{name}}',
    providerBound: 'Akun diikat',
    byProvider: 'Masuk lewat {{name}}',
    providerLost: 'Tidak ada yang menunggu di tab ini. Mulai dari halaman masuk.',
    providerAgain: 'Kembali ke halaman masuk',
    bind: 'Penyedia masuk',
    bindPropose: 'Ajukan pengikatan (perlu dua orang)',
    bindReason: 'Alasan, dibaca orang kedua',
    bindOne: 'Pilih satu akun saja.',
    bindText:
      'Paling baik pemilik akun mengikatnya sendiri di Cara masuk saya. Bila tidak dapat, ajukan di sini; orang kedua dari instansinya menyetujui. Melepaskan cukup satu orang.',
    provider: 'Penyedia',
    subject: 'Siapa ia di sana',
    subjectNote:
      'Nilai klaim yang disepakati dengan penyedia, misalnya nomor pegawai; persis seperti di sana.',
    release: 'Lepaskan',
    released: 'Ikatan dilepas',
    'notice.recovery-link-made':
      'Dua petugas instansi membuat tautan pemulihan untuk akun ini pada {{at}}. Bukan Anda yang meminta? Ganti kata sandi, lalu beri tahu administrator dan auditor.',
    'notice.account-recovered':
      'Akun ini dipulihkan dengan tautan pada {{at}}: kata sandi dan kode diganti. Bukan Anda? Beri tahu administrator dan auditor sekarang.',
    noticesRead: 'Saya sudah membacanya',
    mustEnrol:
      'Anda masuk dengan kode pemulihan. Pasang aplikasi kode di HP yang baru: kode dari HP yang hilang lalu tidak berlaku.',
    passkeys: 'Passkey',
    passkeysText:
      'Sidik jari, wajah, atau kunci keamanan: tanpa mengetik kata sandi dan kode. Berlaku hanya di alamat {{host}}.',
    passkeysNot:
      'Di alamat ini peramban tidak mengenal passkey: bukan alamat bernama dengan HTTPS. Buka Rakor lewat namanya.',
    passkeyAdd: 'Tambah passkey',
    passkeyName: 'Nama perangkatnya',
    passkeyNameNote: 'Agar Anda tahu mana yang harus dicabut bila hilang, misalnya "Laptop posko".',
    passkeyAdded: 'Passkey ditambahkan',
    passkeyRevoke: 'Cabut passkey',
    passkeysNone: 'Belum ada passkey',
    app: 'Aplikasi kode',
    appText: 'Pindah HP atau HP hilang? Pasang ulang; kode yang lama dan semua perangkat lain berakhir.',
    appReplace: 'Ganti aplikasi kode',
    appReplaced: 'Aplikasi kode diganti; perangkat lain keluar',
    appCode: 'Kode pertama dari aplikasi',
    password: 'Kata sandi',
    passwordText: 'Paling sedikit 12 huruf. Semua perangkat lain keluar.',
    passwordNew: 'Kata sandi baru',
    passwordChange: 'Ganti kata sandi',
    passwordChanged: 'Kata sandi diganti; perangkat lain keluar',
    codes: 'Kode pemulihan',
    codesText:
      'Sepuluh kode di kertas, untuk masuk bila aplikasi kode hilang. Simpan terkunci, jauh dari HP.',
    codesLeft: 'Sisa {{left}} dari 10, dibuat {{at}}.',
    codesNone: 'Belum dibuat. Tanpa kode ini, HP yang hilang berarti undangan baru dari administrator.',
    codesMake: 'Buat 10 kode',
    codesAnew: 'Buat 10 kode baru',
    codesShown:
      'Cetak atau salin sekarang: kode tidak ditampilkan lagi. Kode yang dibuat sebelumnya tidak berlaku lagi.',
    codesSheet: 'Kode pemulihan Rakor: {{login}}',
    codesSheetText: 'Dibuat {{at}}. Tiap kode sekali pakai, bersama kata sandi. Coret yang sudah dipakai.',
    print: 'Cetak',
    done: 'Selesai, sudah disimpan',
    goOn: 'Lanjut bekerja',
    devices: 'Perangkat',
    sampleText: 'Akun contoh terbuka tanpa kata sandi; tidak ada yang dapat diatur di sini.',
  },
  en: {
    title: 'My ways in',
    note: 'Login {{login}}',
    byPasskey: 'Sign in by passkey',
    passkeyStopped: 'No passkey was used. Try again, or sign in by password and code.',
    passkeySuspended:
      'This passkey is held back: its counter went back, so there may be a copy. Sign in by password and code, and revoke it.',
    or: 'or',
    lostApp: 'Lost the phone with the authenticator app? Use a recovery code',
    haveApp: 'Use the code of the app',
    recoveryCode: 'Recovery code',
    recoveryCodeNote: 'One of the 10 codes that you printed, like K7QX-M9TR-D2BF. Good once.',
    proofPasskey: 'Prove it by passkey',
    proofPassword: 'Prove it',
    cancel: 'Cancel',
    noticesTitle: 'You should know',
    'notice.recovery-code-used':
      'This account was opened by a recovery code on {{at}}. Not you? Change the password now, and tell the administrator.',
    'notice.passkey-suspended':
      'A passkey was held back on {{at}}: there may be a copy. Revoke it, and add a new one.',
    'notice.provider-bound':
      'This account was bound to a person at the provider of its agency on {{at}}. You did not ask for it? Ask the administrator.',
    'notice.provider-released':
      'This account was released from the provider of its agency on {{at}}. You did not ask for it? Ask the administrator.',
    noticesKept:
      'You came in by a link or a code on paper, so these notices stay. Sign in by password and code to mark them as read.',
    providers: 'Provider of the agency',
    providersText:
      'Sign in by the provider of your agency, without a Rakor password. You prove yourself there; nothing needs to be typed here.',
    providerBoundAt: 'Bound since {{at}}',
    providerNot: 'Not bound',
    providerBind: 'Bind by {{name}}',
    providerRelease: 'Release {{name}}',
    providerBound: 'Account bound',
    byProvider: 'Sign in by {{name}}',
    providerLost: 'Nothing is awaited in this tab. Begin at the sign-in page.',
    providerAgain: 'Back to the sign-in page',
    bind: 'Provider',
    bindPropose: 'Propose binding (needs two persons)',
    bindReason: 'Reason, read by the second person',
    bindOne: 'Choose one account.',
    bindText:
      'Best the owner binds it under My ways in. Where they cannot, propose it here; a second person of the agency agrees. Releasing takes one person.',
    provider: 'Provider',
    subject: 'Who they are there',
    subjectNote:
      'The value of the claim agreed with the provider, a staff number for example; exactly as it is there.',
    release: 'Release',
    released: 'Released',
    'notice.recovery-link-made':
      'Two officers of your agency made a recovery link for this account on {{at}}. You did not ask? Change the password, then tell administrator and auditor.',
    'notice.account-recovered':
      'This account was recovered by a link on {{at}}: password and codes were replaced. Not you? Tell administrator and auditor now.',
    noticesRead: 'I have read it',
    mustEnrol:
      'You came in by a recovery code. Set up the authenticator app on the new phone: codes of the lost one then end.',
    passkeys: 'Passkeys',
    passkeysText:
      'Fingerprint, face or security key: without typing a password and a code. Good at the address {{host}} alone.',
    passkeysNot:
      'At this address browsers know no passkeys: it is no named address with HTTPS. Open Rakor by its name.',
    passkeyAdd: 'Add a passkey',
    passkeyName: 'Name of the device',
    passkeyNameNote: 'So that you know which to revoke when it is lost, for example "Laptop of the post".',
    passkeyAdded: 'Passkey added',
    passkeyRevoke: 'Revoke passkeys',
    passkeysNone: 'No passkey yet',
    app: 'Authenticator app',
    appText: 'A new phone, or a lost one? Set it up anew; the codes of before and all other devices end.',
    appReplace: 'Replace the authenticator app',
    appReplaced: 'Authenticator app replaced; other devices are out',
    appCode: 'First code of the app',
    password: 'Password',
    passwordText: 'At least 12 characters. All other devices are signed out.',
    passwordNew: 'New password',
    passwordChange: 'Change the password',
    passwordChanged: 'Password changed; other devices are out',
    codes: 'Recovery codes',
    codesText:
      'Ten codes on paper, to come in when the authenticator app is lost. Keep them locked, away from the phone.',
    codesLeft: '{{left}} of 10 left, made {{at}}.',
    codesNone: 'None yet. Without them a lost phone means a new invitation by the administrator.',
    codesMake: 'Make 10 codes',
    codesAnew: 'Make 10 new codes',
    codesShown: 'Print or copy them now: they are not shown again. Codes made before are no longer good.',
    codesSheet: 'Rakor recovery codes: {{login}}',
    codesSheetText: 'Made {{at}}. Each is good once, together with the password. Cross out what was used.',
    print: 'Print',
    done: 'Done, they are kept',
    goOn: 'On to work',
    devices: 'Devices',
    sampleText: 'A sample account opens without a password; there is nothing to set here.',
  },
});
