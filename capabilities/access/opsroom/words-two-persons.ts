import { texts } from '#web/i18n/index.ts';

export const words = texts('access-two-persons', {
  id: {
    proposeRevoking: 'Ajukan pencabutan (perlu dua orang)',
    proposeRevokingText:
      'Auditor tidak dicabut oleh satu orang. Orang kedua dari instansi auditor membaca alasan Anda dan memutus; sampai itu tidak ada yang berubah.',
    oneAuditor: 'Pilih satu auditor saja: tiap pencabutan diputus sendiri-sendiri.',
    proposed: 'Diajukan. Orang kedua memutus di Persetujuan.',
    seeApprovals: 'Lihat Persetujuan',
    colleagues: 'Pulihkan akun rekan',
    colleaguesText:
      'Untuk rekan seinstansi yang kehilangan HP, kata sandi, dan kode pemulihannya. Anda mengajukan; rekan lain menyetujui. Ia menerima tautan, Anda menerima kodenya; pemilik akun memerlukan keduanya.',
    noColleagues: 'Belum ada rekan di sini',
    noColleaguesText:
      'Akun lain dari instansi Anda muncul di sini. Akun contoh tidak punya rahasia untuk dipulihkan.',
    proposeRecovery: 'Ajukan pemulihan',
    proposeRecoveryText:
      'Setelah disetujui, orang kedua menerima tautan dan Anda menerima kodenya di Persetujuan; keduanya berlaku 30 menit. Cara masuk yang lama tetap berlaku sampai dipakai, dan pemilik akun diberi tahu.',
    oneAccount: 'Pilih satu akun saja.',
    recoverTitle: 'Pulihkan akun',
    recoverText: '{{name}}, nama masuk {{login}}. Berlaku sampai {{until}}.',
    recoverWarning:
      'Setelah ini kata sandi, aplikasi kode, sesi, passkey, kode pemulihan, dan ikatan penyedia yang lama tidak berlaku lagi.',
    shareText: 'Tautan ini dari satu rekan. Rekan yang mengajukan pemulihan membacakan kodenya kepada Anda.',
    share: 'Kode dari rekan yang mengajukan',
    shareNext: 'Lanjut',
    shareNote: 'Delapan huruf dan angka, misalnya K7QX-M9TR. Ia melihatnya di Persetujuan.',
    linkMissingText: 'Buka tautan yang diserahkan rekan Anda, seluruhnya.',
    passwordNew: 'Kata sandi baru',
    recover: 'Pulihkan dan masuk',
  },
  en: {
    proposeRevoking: 'Propose revoking (needs two persons)',
    proposeRevokingText:
      "No one person revokes an auditor. A second person of the auditor's agency reads your reason and decides; until then nothing changes.",
    oneAuditor: 'Choose one auditor only: each revocation is decided by itself.',
    proposed: 'Proposed. A second person decides under Approvals.',
    seeApprovals: 'See Approvals',
    colleagues: 'Recover the account of a colleague',
    colleaguesText:
      'For colleagues of your agency who lost phone, password and recovery codes. You propose; another colleague agrees. They get a link, you get its code; the owner of the account needs both.',
    noColleagues: 'No colleagues here yet',
    noColleaguesText: 'Other accounts of your agency show here. Sample accounts have no secrets to recover.',
    proposeRecovery: 'Propose the recovery',
    proposeRecoveryText:
      'Once it is agreed the second person gets a link and you get its code under Approvals; both are good for 30 minutes. Earlier ways in hold until they are used, and the owner is told.',
    oneAccount: 'Choose one account only.',
    recoverTitle: 'Recover an account',
    recoverText: '{{name}}, login {{login}}. Good until {{until}}.',
    recoverWarning:
      'After this the earlier password, authenticator app, sessions, passkeys, recovery codes and binding to a provider are worth nothing.',
    shareText:
      'This link is from one colleague. The colleague who proposed the recovery reads its code out to you.',
    share: 'Code of the colleague who proposed it',
    shareNext: 'Next',
    shareNote: 'Eight letters and digits, like K7QX-M9TR. They see it under Approvals.',
    linkMissingText: 'Open the whole link that your colleague handed you.',
    passwordNew: 'New password',
    recover: 'Recover and sign in',
  },
});
