/** What each finding means, for people. */
import type { Localized } from '#shared/schema.ts';
import type { Finding, FindingKind } from './findings.ts';

export const findingWords: Readonly<Record<FindingKind, Localized>> = {
  altered: {
    id: 'DIUBAH: isi catatan ini lain dari yang disahkan',
    en: 'ALTERED: this leaf is not the one that was sealed',
  },
  dropped: {
    id: 'DIHAPUS: catatan yang disahkan di sini hilang',
    en: 'DROPPED: the leaf that was sealed here is gone',
  },
  inserted: {
    id: 'DISISIPKAN: catatan ini tidak pernah disahkan di sini',
    en: 'INSERTED: this leaf was never sealed here',
  },
  reordered: {
    id: 'DITUKAR: urutan catatan berubah mulai di sini',
    en: 'REORDERED: the order of leaves changes here',
  },
  'rolled-back': {
    id: 'DIMUNDURKAN: jurnal lebih pendek daripada yang pernah disahkan; mulai catatan ini yang disahkan tidak ada lagi',
    en: 'ROLLED BACK: the journal is shorter than what had been sealed; from this leaf on what was sealed is gone',
  },
  forked: {
    id: 'BERCABANG: mulai di sini jurnal berisi hal lain daripada yang pernah disahkan',
    en: 'FORKED: from here on the journal holds something else than what had been sealed',
  },
  columns: {
    id: 'DIUBAH: kolom di samping catatan tidak sama dengan isinya',
    en: 'ALTERED: a column beside this leaf does not say what the leaf says',
  },
  apart: {
    id: 'DIUBAH: nilai yang disimpan terpisah tidak cocok dengan janjinya dalam catatan',
    en: 'ALTERED: a value kept apart does not match its commitment in the leaf',
  },
  taken: {
    id: 'DIAMBIL: lebih banyak nilai terpisah yang hilang daripada yang tercatat dihapus; ini catatan pertama yang kehilangan',
    en: 'TAKEN: more values kept apart are gone than the journal says were erased; this is the first leaf that misses one',
  },
  tree: {
    id: 'POHON RUSAK: petak hash tidak sesuai dengan catatannya',
    en: 'TREE DAMAGED: a tile of hashes does not fit the leaves below it',
  },
  signature: {
    id: 'TANDA TANGAN SALAH: pengesahan ini hilang atau tidak ditandatangani oleh kunci jurnal',
    en: 'WRONG SIGNATURE: this checkpoint is missing or was not signed by the key of the journal',
  },
  unnumbered: {
    id: 'TANPA NOMOR: catatan ini tidak bernomor dan tidak menunggu nomor',
    en: 'UNNUMBERED: this leaf has no number and does not wait for one',
  },
};

/** A finding in one line: how much is missing where the journal became shorter, what it is, and where it begins. */
export function findingLine(finding: Finding, language: 'id' | 'en'): string {
  const { kind, held, shows } = finding;
  const said = `${findingWords[kind][language]}. ${findingPlace(finding, language)}`;
  if (held === undefined || shows === undefined) return said;
  return language === 'id'
    ? `Pernah disahkan ${held} catatan, jurnal ini memuat ${shows}. ${said}`
    : `${held} leaves had been sealed, this journal shows ${shows}. ${said}`;
}

/** Index, leaf and what says so; empty where nothing is known. */
function findingPlace({ index, until, leafId, by }: Finding, language: 'id' | 'en'): string {
  const isIndonesian = language === 'id';
  const parts: string[] = [];
  if (index !== null && until !== undefined && until > index)
    parts.push(isIndonesian ? `Indeks ${index} sampai ${until}` : `Index ${index} to ${until}`);
  else if (index !== null) parts.push(isIndonesian ? `Indeks ${index}` : `Index ${index}`);
  if (leafId !== undefined) parts.push(isIndonesian ? `catatan ${leafId}` : `leaf ${leafId}`);
  if (by !== undefined) parts.push(by);
  return parts.length === 0 ? '' : `${parts.join(', ')}.`;
}
