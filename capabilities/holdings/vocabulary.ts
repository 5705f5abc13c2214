import type { Localized } from '#shared/schema.ts';

const words = (id: string, en: string): Localized => ({ id, en });

const known: Readonly<Record<string, Localized>> = {
  access: words('Akses', 'Access'),
  agencies: words('Instansi', 'Agencies'),
  approvals: words('Persetujuan dua orang', 'Two-person approvals'),
  areas: words('Wilayah', 'Areas'),
  audit: words('Jurnal', 'Journal'),
  deployment: words('Ploting TPS', 'Deployment'),
  exercises: words('Contoh', 'Samples'),
  'field-reports': words('Laporan lapangan', 'Field reports'),
  incidents: words('Kejadian', 'Incidents'),
  journal: words('Jurnal', 'Journal'),
  operations: words('Operasi', 'Operations'),
  platform: words('Server', 'Server'),
  sealing: words('Segel', 'Sealing'),
  situation: words('Situasi', 'Situation'),
  stations: words('TPS', 'Polling stations'),
  upkeep: words('Perawatan', 'Upkeep'),
};

/** A room as people call it; its key where nobody has named it yet. */
export function roomWords(room: string): Localized {
  return known[room] ?? words(room, room);
}
