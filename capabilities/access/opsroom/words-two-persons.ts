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
      'Untuk rekan seinstansi yang kehilangan HP, kata sandi, dan kode pemulihannya. Anda mengajukan; rekan lain menyetujui dan menyerahkan tautan sekali pakai, langsung kepada orangnya.',
    noColleagues: 'Belum ada rekan di sini',
    noColleaguesText:
      'Akun lain dari instansi Anda muncul di sini. Akun contoh tidak punya rahasia untuk dipulihkan.',
    proposeRecovery: 'Ajukan pemulihan',
    proposeRecoveryText:
      'Orang kedua menerima tautan yang berlaku 30 menit. Cara masuk yang lama tetap berlaku sampai tautan dipakai, dan pemilik akun diberi tahu.',
    oneAccount: 'Pilih satu akun saja.',
    recoverTitle: 'Pulihkan akun',
    recoverText: '{{name}}, nama masuk {{login}}. Berlaku sampai {{until}}.',
    recoverWarning:
      'Setelah ini kata sandi, aplikasi kode, sesi, passkey, dan kode pemulihan yang lama tidak berlaku lagi.',
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
      'For colleagues of your agency who lost phone, password and recovery codes. You propose; another colleague agrees and hands over a one-time link in person.',
    noColleagues: 'No colleagues here yet',
    noColleaguesText: 'Other accounts of your agency show here. Sample accounts have no secrets to recover.',
    proposeRecovery: 'Propose the recovery',
    proposeRecoveryText:
      'The second person gets a link that is good for 30 minutes. Earlier ways in hold until it is used, and the owner is told.',
    oneAccount: 'Choose one account only.',
    recoverTitle: 'Recover an account',
    recoverText: '{{name}}, login {{login}}. Good until {{until}}.',
    recoverWarning:
      'After this the earlier password, authenticator app, sessions, passkeys and recovery codes are worth nothing.',
    linkMissingText: 'Open the whole link that your colleague handed you.',
    passwordNew: 'New password',
    recover: 'Recover and sign in',
  },
});
