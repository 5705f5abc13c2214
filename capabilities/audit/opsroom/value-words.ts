import { Check } from 'typebox/value';
import { RoleText } from '#rooms/access/contract.ts';
import { levelWords } from '#rooms/areas/contract.ts';
import { causes } from '#rooms/break-glass/contract.ts';
import { Localized } from '#shared/schema.ts';
import { useFormat, useLocalized } from '#web/i18n/index.ts';
import type { ShownLeaf } from '../contract.ts';

type Pair = readonly [id: string, en: string];

function pairs(words: Readonly<Record<string, Localized>>): Readonly<Record<string, Pair>> {
  return Object.fromEntries(Object.entries(words).map(([key, { id, en }]) => [key, [id, en]]));
}

/** Codes by which events write a choice, whatever the field. */
const everywhere: Readonly<Record<string, Pair>> = {
  ...pairs({ ...levelWords, ...RoleText }),
  yes: ['ya', 'yes'],
  no: ['tidak', 'no'],
  stated: ['dinyatakan sumber', 'stated by a source'],
  computed: ['dihitung', 'computed'],
  estimated: ['perkiraan', 'estimated'],
  assumed: ['anggapan', 'assumed'],
  staged: ['disusun untuk contoh', 'staged'],
  nation: ['Nasional', 'National'],
  'own-area': ['Wilayah sendiri', 'Own area'],
  other: ['lainnya', 'other'],
  polri: ['Polri', 'Police'],
  brimob: ['Brimob', 'Brimob'],
  tni: ['TNI', 'Army (TNI)'],
  linmas: ['Linmas', 'Linmas'],
  'satpol-pp': ['Satpol PP', 'Satpol PP'],
  health: ['Tenaga kesehatan', 'Health workers'],
  'local-government': ['Pemerintah daerah', 'Local government'],
  mixed: ['Gabungan', 'Mixed'],
};

/** Codes whose meaning depends on the field. */
const byField: Readonly<Record<string, Readonly<Record<string, Pair>>>> = {
  way: {
    password: ['kata sandi dan kode', 'password and code'],
    passkey: ['kunci sandi', 'passkey'],
    'recovery-code': ['kode pemulihan', 'recovery code'],
    provider: ['penyedia masuk instansi', "the agency's sign-in provider"],
    link: ['tautan sekali pakai', 'one-time link'],
    demo: ['akun contoh, tanpa kata sandi', 'demo account, no password'],
  },
  channel: { app: ['aplikasi lapangan', 'field app'] },
  help: { no: ['tidak', 'no'], later: ['nanti', 'later'], now: ['segera', 'now'] },
  mode: {
    real: ['jam nyata', 'real time'],
    shifted: ['digeser, berjalan', 'shifted, running'],
    frozen: ['dihentikan', 'stopped'],
  },
  phase: {
    before: ['sebelum', 'before'],
    voting: ['pemungutan', 'voting'],
    after: ['sesudah', 'after'],
  },
  stance: {
    facilitate: ['difasilitasi', 'facilitate'],
    secure: ['diamankan', 'secure'],
    monitor: ['dipantau', 'monitor'],
  },
  duty: {
    tps: ['jaga TPS', 'guarding stations'],
    reserve: ['cadangan', 'reserve'],
    support: ['bantuan (BKO)', 'support, lent (BKO)'],
    all: ['seluruh tugas', 'all duties'],
  },
  unit: {
    station: ['TPS', 'stations'],
    person: ['orang', 'people'],
    day: ['hari', 'days'],
    rupiah: ['rupiah', 'rupiah'],
  },
  party: { kpu: ['KPU', 'Election commission'], police: ['Polri', 'Police'] },
  decision: {
    accepted: ['menerima', 'accepted'],
    objected: ['berkeberatan', 'objected'],
    confirmed: ['menyetujui', 'confirmed'],
    refused: ['menolak', 'refused'],
  },
  how: {
    accepted: ['diterima KPU dan Polri', 'accepted by election commission and police'],
    sample: ['operasi contoh', 'sample operation'],
    'before-rule': ['dibuka sebelum aturan ini', 'opened before this rule'],
    self: ['diakhiri sendiri', 'ended by the person'],
    time: ['habis waktunya', 'ran out'],
  },
  language: { id: ['Bahasa Indonesia', 'Indonesian'], en: ['Bahasa Inggris', 'English'] },
  reading: {
    'P-T-L': ['polisi, TPS, Linmas', 'police, stations, Linmas'],
    'P-L-T': ['polisi, Linmas, TPS', 'police, Linmas, stations'],
  },
  erasures: {
    replayed: ['diulang', 'replayed'],
    without: ['daftarnya tidak ada', 'no ledger was there'],
  },
  journal: { altered: ['tidak cocok dengan pengesahannya', 'does not match its checkpoint'] },
  level: {
    green: ['hijau', 'green'],
    yellow: ['kuning', 'yellow'],
    red: ['merah', 'red'],
    station: ['TPS', 'station'],
  },
  basis: {
    request: ['permintaan orangnya', 'request of the person'],
    term: ['masa simpan berakhir', 'its term is over'],
    mistake: ['tidak seharusnya ditulis', 'should not have been written'],
  },
  state: {
    waiting: ['menunggu orang kedua', 'waits for a second person'],
    prepared: ['menunggu orang kedua', 'waits for a second person'],
    confirmed: ['disetujui dan dijalankan', 'confirmed and carried out'],
    refused: ['ditolak', 'refused'],
    withdrawn: ['ditarik', 'withdrawn'],
    lapsed: ['lewat waktu', 'lapsed'],
    lifted: ['dicabut', 'lifted'],
    discarded: ['dibatalkan', 'discarded'],
    purged: ['terhapus juga dari disk', 'gone from the disk, too'],
    planned: ['direncanakan', 'planned'],
    done: ['selesai', 'done'],
    cancelled: ['batal', 'cancelled'],
    failed: ['gagal', 'failed'],
    active: ['dipakai', 'in use'],
    retired: ['ditutup', 'retired'],
    resolved: ['selesai', 'resolved'],
    open: ['terbuka', 'open'],
  },
  verdict: { justified: ['beralasan', 'justified'], 'not-justified': ['tidak beralasan', 'not justified'] },
  cause: pairs(causes),
  position: { surveyed: ['diukur', 'surveyed'], exact: ['tepat', 'exact'] },
  specialKind: {
    prison: ['lapas atau rutan', 'prison'],
    hospital: ['rumah sakit', 'hospital'],
    'social-home': ['panti', 'social home'],
    flats: ['rumah susun', 'flats'],
    relocation: ['relokasi', 'relocation'],
    conflict: ['daerah konflik', 'conflict area'],
  },
  kind: {
    names: ['nama wilayah', 'names of areas'],
    boundaries: ['batas wilayah', 'outlines of areas'],
    successors: ['pengganti kode', 'successors of codes'],
    central: ['operasi terpusat', 'central operation'],
    regional: ['operasi kewilayahan', 'regional operation'],
    governor: ['gubernur', 'governor'],
    mayor: ['wali kota', 'mayor'],
    regent: ['bupati', 'regent'],
    'president-legislative': ['presiden dan legislatif', 'president and legislatures'],
    campaign: ['kampanye', 'campaign'],
    assembly: ['penyampaian pendapat di muka umum', 'public assembly'],
    delivery: ['pergeseran logistik', 'delivery'],
    plenary: ['rapat pleno', 'plenary'],
    meeting: ['rapat', 'meeting'],
    muster: ['apel', 'muster'],
    inspection: ['peninjauan', 'inspection'],
    'clean-up': ['pembersihan alat peraga', 'clean-up'],
    'government-office': ['kantor pemerintah', 'government office'],
    'election-office': ['kantor penyelenggara', 'election office'],
    warehouse: ['gudang logistik', 'warehouse'],
    transport: ['terminal atau stasiun', 'terminal or station'],
    'public-space': ['ruang publik', 'public space'],
    worship: ['tempat ibadah', 'place of worship'],
    market: ['pasar', 'market'],
    'vital-object': ['objek vital', 'vital installation'],
    illness: ['sakit', 'illness'],
    emergency: ['darurat', 'emergency'],
    logistics: ['logistik', 'logistics'],
  },
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** A value of an event as people say it: choices in words, ids by name, days and instants as everywhere. */
export function useValueWords(shown: ShownLeaf): (field: string, value: unknown) => string {
  const localized = useLocalized();
  const format = useFormat();
  const names = new Map(shown.names.map(({ id, name }) => [id, name]));
  const ofText = (field: string, text: string): string => {
    // Words of the house's own lists before those that are the same in every house.
    const listed = shown.codes.find((each) => each.field === field && each.code === text);
    if (listed) return localized(listed.text);
    if (UUID.test(text)) return names.get(text) ?? `…${text.slice(-6)}`;
    if (INSTANT.test(text)) return format.instant(text);
    if (DAY.test(text)) return format.day(text);
    const pair = pairOf(field, text);
    return pair ? localized({ id: pair[0], en: pair[1] }) : text;
  };
  const said = (field: string, value: unknown): string => {
    if (typeof value === 'string') return ofText(field, value);
    if (typeof value === 'boolean') return ofText(field, value ? 'yes' : 'no');
    if (Array.isArray(value)) return value.map((one) => said(field, one)).join(', ');
    return Check(Localized, value) ? localized(value) : inParts(value, said);
  };
  return said;
}

/** The words of a code that is the same in every house; a test holds them against the contracts. */
export function pairOf(field: string, value: string): Pair | undefined {
  const own = new Map(Object.entries(new Map(Object.entries(byField)).get(field) ?? {}));
  return own.get(value) ?? new Map(Object.entries(everywhere)).get(value);
}

function inParts(value: unknown, said: (field: string, value: unknown) => string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value).map(([field, one]) => `${field}: ${said(field, one)}`);
  return `(${parts.join('; ')})`;
}
