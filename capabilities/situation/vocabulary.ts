/** Words of the printed report, which is in Indonesian whatever the reader's language. Unknown keys print as they are. */
import type { Standing } from '#shared/schema.ts';

const forces: Readonly<Record<string, string>> = {
  polri: 'Polri',
  brimob: 'Brimob',
  tni: 'TNI',
  linmas: 'Linmas',
  'satpol-pp': 'Satpol PP',
  health: 'Tenaga kesehatan',
  'local-government': 'Pemerintah daerah',
  mixed: 'Gabungan',
};
const duties: Readonly<Record<string, string>> = {
  tps: 'jaga TPS',
  reserve: 'cadangan',
  support: 'bantuan (BKO)',
  all: 'seluruh tugas',
};
const ARMY_DUTY = 'bantuan TNI';
const standings: Record<Standing, string> = {
  stated: 'dinyatakan',
  computed: 'dihitung',
  estimated: 'perkiraan',
  assumed: 'anggapan',
  staged: 'contoh',
};

export const forceName = (key: string) => forces[key] ?? key;
/** Soldiers who help are counted by themselves, apart from people lent by other units (BKO). */
export const dutyName = (key: string, force: string) =>
  key === 'support' && force === 'tni' ? ARMY_DUTY : (duties[key] ?? key);
export const standingName = (standing: Standing) => standings[standing];
/** `preventif` is the task force `Satgas Preventif`. */
export const satgasName = (key: string | null) =>
  key === null
    ? 'Tanpa satgas'
    : `Satgas ${key.slice(0, 1).toUpperCase()}${key.slice(1).replaceAll('-', ' ')}`;
