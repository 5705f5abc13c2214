import { useLocalized } from '#web/i18n/index.ts';

/** What kinds of record are called: Indonesian, English. A test holds them against the catalogue of events. */
export const kindWords: Readonly<Record<string, readonly [id: string, en: string]>> = {
  account: ['Akun', 'Account'],
  activity: ['Kegiatan', 'Activity'],
  agency: ['Instansi', 'Agency'],
  'agency-contact': ['Kontak instansi', 'Contact of an agency'],
  area: ['Data wilayah', 'Area data'],
  backup: ['Cadangan', 'Backup'],
  'break-glass': ['Akses darurat', 'Emergency access'],
  'calendar-link': ['Tautan kalender', 'Calendar link'],
  'daily-report': ['Laphar', 'Daily report'],
  'daily-report-draft': ['Konsep Laphar', 'Draft of a daily report'],
  deployment: ['Ploting', 'Deployment'],
  'deployment-plan': ['Ploting', 'Deployment'],
  erasure: ['Penghapusan', 'Erasure'],
  'field-report': ['Laporan lapangan', 'Field report'],
  grant: ['Hibah (NPHD)', 'Grant (NPHD)'],
  incident: ['Kejadian', 'Incident'],
  job: ['Pekerjaan server', 'Job of the server'],
  'legal-hold': ['Penahanan hukum', 'Legal hold'],
  operation: ['Operasi', 'Operation'],
  outreach: ['Dialog dan sosialisasi', 'Outreach'],
  'post-card': ['Kartu pos', 'Post card'],
  proposal: ['Usulan berdua', 'Proposal for two'],
  reaction: ['Tindak lanjut', 'Follow-up'],
  'report-kinds': ['Jenis laporan', 'Kinds of report'],
  sample: ['Operasi contoh', 'Sample operation'],
  'seal-key': ['Kunci segel', 'Sealing key'],
  'sealed-note': ['Catatan tersegel', 'Sealed note'],
  'server-operator': ['Pengelola server', 'Operator of the server'],
  'stage-calendar': ['Kalender tahapan', 'Stage calendar'],
  station: ['TPS', 'Polling station'],
  'station-scheme': ['Skema kelas TPS', 'Scheme of station classes'],
  task: ['Tugas', 'Task'],
};

/** What a kind of record is called; its code where another release named it. */
export function useKindWords(): (kind: string) => string {
  const localized = useLocalized();
  return (kind) => {
    const known = new Map(Object.entries(kindWords)).get(kind);
    return known ? localized({ id: known[0], en: known[1] }) : kind;
  };
}
