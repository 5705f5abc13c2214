/**
 * Outreach: dialogue, public education, peace pledges and visits, planned and logged; where there was none. The door of
 * this room. It is written in parts: `outreach` (shapes), `rights`, `events`, `doors`, `doors-reading`.
 */
import type { ProblemCatalogue } from '#shared/problem.ts';

export * from './doors.ts';
export * from './doors-reading.ts';
export * from './events.ts';
export * from './outreach.ts';
export * from './rights.ts';

export const outreachProblems = {
  'outreach.id-taken': {
    status: 409,
    id: 'Nomor kegiatan ini sudah dipakai untuk isi yang lain. Kirim sebagai kegiatan baru.',
    en: 'This id is taken by other content. Send it as a new event.',
  },
  'outreach.no-agency': {
    status: 403,
    id: 'Akun Anda tidak terikat pada instansi; kegiatan hanya dicatat atas nama instansi.',
    en: 'Your account belongs to no agency, and events are recorded for agencies alone.',
  },
  'outreach.no-area': {
    status: 422,
    id: 'Pilih kelurahan, kecamatan, atau kota di dalam wilayah operasi.',
    en: 'Choose a kelurahan, kecamatan or city inside the operation.',
  },
  'outreach.no-partner': {
    status: 422,
    id: 'Instansi mitra tidak dikenal, atau instansi Anda sendiri. Pilih instansi lain.',
    en: 'A partner agency is not known, or it is your own. Choose another one.',
  },
  'outreach.empty-text': {
    status: 422,
    id: 'Tulis isinya dahulu.',
    en: 'Write the text first.',
  },
  'outreach.plan-past': {
    status: 422,
    id: 'Hari itu sudah lewat menurut jam operasi. Bila sudah terlaksana, catat sebagai terlaksana.',
    en: 'That day is over by the clock of the operation. If it took place, log it as held.',
  },
  'outreach.not-yet': {
    status: 422,
    id: 'Waktu itu belum tiba menurut jam operasi. Rencanakan, lalu catat sesudah terlaksana.',
    en: 'That time has not come by the clock of the operation. Plan it, and log it afterwards.',
  },
  'outreach.no-time': {
    status: 422,
    id: 'Isi waktunya: kapan direncanakan, atau kapan terlaksana.',
    en: 'Fill in the time: when it is planned, or when it was held.',
  },
  'outreach.not-yours': {
    status: 403,
    id: 'Kegiatan ini milik {agency}. Hanya instansi itu yang bisa mengubahnya.',
    en: 'This event is of {agency}. Only that agency can change it.',
  },
  'outreach.changed-meanwhile': {
    status: 409,
    id: 'Kegiatan ini sudah diubah orang lain. Muat ulang, lalu ulangi perubahan Anda.',
    en: 'Somebody changed this event meanwhile. Reload and repeat your change.',
  },
  'outreach.held-already': {
    status: 409,
    id: 'Kegiatan ini sudah dicatat terlaksana. Untuk membetulkan isinya, pilih Koreksi.',
    en: 'This event is logged as held already. To mend what it says, choose Correct.',
  },
  'outreach.cancelled-already': {
    status: 409,
    id: 'Kegiatan ini sudah batal. Catat sebagai kegiatan baru bila tetap terlaksana.',
    en: 'This event is cancelled. If it took place after all, log it as a new one.',
  },
} as const satisfies ProblemCatalogue;
