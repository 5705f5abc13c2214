import { texts } from '#web/i18n/index.ts';

export const words = texts('privacy', {
  id: {
    title: 'Penghapusan data pribadi',
    short: 'Penghapusan',
    meaning:
      'Orang boleh meminta datanya dihapus, dan tiap data ada masa simpannya. Cari di mana seseorang tercatat, siapkan penghapusannya, lalu orang kedua menyetujui. Pencarian hanya menyebut tempat dan jumlah, tidak pernah isinya.',
    erasures: 'Penghapusan',
    holds: 'Penahanan hukum',
    none: 'Belum ada yang dihapus',
    noneText: 'Mulai dengan "Cari seseorang".',
    noneReadText: 'Yang disiapkan dan yang sudah dihapus muncul di sini.',
    holdsNone: 'Tidak ada data yang ditahan',
    holdsNoneText: 'Tahan data bila ada perkara atau audit: selama itu tidak ada yang dapat dihapus.',
    seek: 'Cari seseorang',
    seekNote:
      'Nama seperti yang tertulis, nomor telepon, atau nomor catatan (UUID). Paling sedikit empat huruf. Bahwa Anda mencari tercatat; apa yang Anda cari tidak.',
    sought: 'Nama, nomor, atau nomor catatan',
    doSeek: 'Cari',
    foundNone: 'Tidak ada isian pribadi yang memuatnya.',
    found: 'Ditemukan: {{total}} nilai di {{fields}} isian. Centang yang akan dihapus.',
    basis: 'Dasar penghapusan',
    reasonNote: 'Tanpa nama orang: nomor surat permintaan atau aturan masa simpan. Paling sedikit 10 huruf.',
    prepare: 'Siapkan dan ajukan',
    proposed: 'Diajukan. Orang kedua memutus di Persetujuan.',
    discard: 'Batalkan',
    discarded: 'Dibatalkan.',
    hold: 'Tahan data',
    holdText: 'Selama ditahan, tidak ada data pribadi yang dapat dihapus. Tulis perkara atau auditnya.',
    held: 'Data ditahan.',
    lift: 'Cabut',
    lifted: 'Penahanan dicabut.',
    ofOneAgency:
      'Anda administrator satu instansi. Mencari dan menyiapkan penghapusan menyentuh data semua instansi, jadi itu dikerjakan administrator seluruh server: sampaikan permintaannya kepadanya.',
    hangsOn: 'menempel pada catatan ini',
    terms: 'Lewat masa simpan',
    termsMeaning:
      'Tiap malam dihitung apa yang lewat masa simpannya. Yang lewat diumumkan di sini dan dihapus paling cepat {{days}} hari kemudian, bila tidak ditahan; salinannya di jurnal ikut. Yang tak terhitung masa simpannya tidak dihapus.',
    termsNone: 'Tidak ada isian pribadi',
    count: 'Hitung sekarang',
    neverCounted:
      'Belum pernah dihitung: tanda – berarti belum diketahui, bukan nol. Dihitung tiap malam, atau sekarang dengan "Hitung sekarang".',
    resting:
      'Salah satu operasi memungut suara: sampai sesudahnya tidak ada yang diumumkan atau dihapus menurut masa simpan. Dilanjutkan {{day}}.',
    countedAt: 'Terakhir dihitung {{time}}.',
    counted: 'Dihitung.',
    counting: 'Sedang dihitung; daftar ini menyusul sendiri.',
    allOperations: 'seluruh server',
  },
  en: {
    title: 'Erasure of personal data',
    short: 'Erasure',
    meaning:
      'People may ask for their data to be erased, and every field has its term. Look where a person is recorded, prepare the erasure, then a second person confirms. Looking tells places and numbers, never what they say.',
    erasures: 'Erasures',
    holds: 'Legal holds',
    none: 'Nothing was erased yet',
    noneText: 'Begin with "Look for a person".',
    noneReadText: 'What is prepared and what was erased shows here.',
    holdsNone: 'No data is held',
    holdsNoneText: 'Hold data for a case or an audit: while it is held nothing can be erased.',
    seek: 'Look for a person',
    seekNote:
      'A name as it is written, a phone number, or the id of a record (UUID). At least four letters. That you looked is recorded; what you looked for is not.',
    sought: 'Name, number or record id',
    doSeek: 'Look',
    foundNone: 'No personal field contains it.',
    found: 'Found: {{total}} values in {{fields}} fields. Tick what to erase.',
    basis: 'Ground',
    reasonNote:
      'No names: the number of the letter that asks for it, or the rule of the term. At least 10 letters.',
    prepare: 'Prepare and propose',
    proposed: 'Proposed. A second person decides under Approvals.',
    discard: 'Discard',
    discarded: 'Discarded.',
    hold: 'Hold data',
    holdText: 'While data is held nothing personal can be erased. Write the case or the audit.',
    held: 'Data is held.',
    lift: 'Lift',
    lifted: 'The hold was lifted.',
    ofOneAgency:
      'You are the administrator of one agency. Looking for a person and preparing an erasure touch the data of every agency, so an administrator of the whole server does it: hand the request to them.',
    hangsOn: 'hangs on this record',
    terms: 'Past its term',
    termsMeaning:
      'Every night what is past its term is counted. What is past it is announced here and goes {{days}} days later at the earliest, unless it is held; its copy in the journal goes with it. What no term can be computed for is not erased.',
    termsNone: 'No personal fields',
    count: 'Count now',
    neverCounted:
      'Not counted yet: a – means unknown, not zero. It is counted every night, or at once with "Count now".',
    resting:
      'One of the operations votes: until it is over nothing is announced or erased by its term. This goes on {{day}}.',
    countedAt: 'Last counted {{time}}.',
    counted: 'Counted.',
    counting: 'Being counted; this list follows by itself.',
    allOperations: 'the whole server',
  },
});
