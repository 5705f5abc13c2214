/** Words for the choices of this room. A country with other forces changes them here. */
import type { Localized } from '#shared/schema.ts';

type Words = Readonly<Record<string, Localized>>;

export const standingWords: Words = {
  stated: { id: 'Dinyatakan', en: 'Stated' },
  computed: { id: 'Dihitung', en: 'Computed' },
  estimated: { id: 'Perkiraan', en: 'Estimated' },
  assumed: { id: 'Anggapan', en: 'Assumed' },
  staged: { id: 'Contoh', en: 'Staged' },
};

export const phaseWords: Words = {
  before: { id: 'Sebelum', en: 'Before' },
  voting: { id: 'Pemungutan', en: 'Voting' },
  after: { id: 'Sesudah', en: 'After' },
};

export const forceWords = {
  polri: { id: 'Polri', en: 'Police' },
  brimob: { id: 'Brimob', en: 'Brimob' },
  tni: { id: 'TNI', en: 'Army (TNI)' },
  linmas: { id: 'Linmas', en: 'Linmas' },
  'satpol-pp': { id: 'Satpol PP', en: 'Satpol PP' },
  health: { id: 'Tenaga kesehatan', en: 'Health workers' },
  'local-government': { id: 'Pemerintah daerah', en: 'Local government' },
  mixed: { id: 'Gabungan', en: 'Mixed' },
} as const satisfies Words;

/** `reserve` and `support` never count as guards of stations; `all`: the source does not say for which duty. */
export const dutyWords = {
  tps: { id: 'Jaga TPS', en: 'Guarding stations' },
  reserve: { id: 'Cadangan', en: 'Reserve' },
  support: { id: 'Bantuan (BKO)', en: 'Support, lent (BKO)' },
  all: { id: 'Seluruh tugas', en: 'All duties' },
} as const satisfies Words;

export const electionWords = {
  governor: { id: 'Gubernur', en: 'Governor' },
  mayor: { id: 'Wali kota', en: 'Mayor' },
  regent: { id: 'Bupati', en: 'Regent' },
  'president-legislative': { id: 'Presiden dan legislatif', en: 'President and legislatures' },
  other: { id: 'Lainnya', en: 'Other' },
} as const satisfies Words;

export const activityWords = {
  campaign: { id: 'Kampanye', en: 'Campaign' },
  assembly: { id: 'Penyampaian pendapat di muka umum', en: 'Public assembly' },
  delivery: { id: 'Pergeseran logistik', en: 'Delivery' },
  plenary: { id: 'Rapat pleno', en: 'Plenary' },
  meeting: { id: 'Rapat', en: 'Meeting' },
  muster: { id: 'Apel', en: 'Muster' },
  inspection: { id: 'Peninjauan', en: 'Inspection' },
  'clean-up': { id: 'Pembersihan alat peraga', en: 'Clean-up' },
  other: { id: 'Lainnya', en: 'Other' },
} as const satisfies Words;

export const stanceWords = {
  facilitate: { id: 'Fasilitasi', en: 'Facilitate' },
  secure: { id: 'Amankan', en: 'Secure' },
  monitor: { id: 'Pantau', en: 'Monitor' },
} as const satisfies Words;

export const stateWords = {
  planned: { id: 'Direncanakan', en: 'Planned' },
  done: { id: 'Selesai', en: 'Done' },
  cancelled: { id: 'Batal', en: 'Cancelled' },
} as const satisfies Words;

export const standingOfElection: Words = {
  secured: { id: 'Diamankan', en: 'Secured' },
  withdrawn: { id: 'Tidak lagi', en: 'No longer' },
};

export const unitWords = {
  station: { id: 'TPS', en: 'Stations' },
  person: { id: 'Orang', en: 'People' },
  day: { id: 'Hari', en: 'Days' },
  rupiah: { id: 'Rupiah', en: 'Rupiah' },
  other: { id: 'Lainnya', en: 'Other' },
} as const satisfies Words;

/** Sectors that own an operation beside the police; keys of data/actors. */
export const civilSectors = ['organiser', 'supervisor'] as const;

/** Kinds of strategic points that can be recorded; a key recorded earlier that is not here is shown as it is. */
export const pointWords = {
  'government-office': { id: 'Kantor pemerintah', en: 'Government office' },
  'election-office': { id: 'Kantor penyelenggara', en: 'Election office' },
  warehouse: { id: 'Gudang logistik', en: 'Warehouse' },
  transport: { id: 'Terminal atau stasiun', en: 'Terminal or station' },
  'public-space': { id: 'Ruang publik', en: 'Public space' },
  worship: { id: 'Tempat ibadah', en: 'Place of worship' },
  market: { id: 'Pasar', en: 'Market' },
  'vital-object': { id: 'Objek vital', en: 'Vital installation' },
  other: { id: 'Lainnya', en: 'Other' },
} as const satisfies Words;

export const inForceWords: Words = {
  yes: { id: 'berlaku', en: 'in force' },
  no: { id: 'tidak berlaku', en: 'not in force' },
};

export const yesNoWords: Words = { yes: { id: 'Ya', en: 'Yes' }, no: { id: 'Tidak', en: 'No' } };

export const keysOf = <K extends string>(words: Readonly<Record<K, Localized>>): readonly K[] =>
  Object.keys(words).filter((key): key is K => key in words);
