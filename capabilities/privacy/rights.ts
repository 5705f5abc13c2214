import type { Role } from '#rooms/access/contract.ts';
import { permission } from '#shared/permission.ts';
import { byReach, recordKind } from '#shared/visibility.ts';

const keepers: readonly Role[] = ['administrator', 'kaops'];

export const erasureRead = permission('erasure.read', [...keepers, 'auditor'], {
  id: 'Melihat penghapusan data pribadi dan penahanan hukum, tanpa isinya',
  en: 'See erasures of personal data and legal holds, without their content',
});
// It looks into every field of every agency: no role that is held for a single agency or area.
export const erasurePrepare = permission('erasure.prepare', ['administrator'], {
  id: 'Mencari data seseorang untuk dihapus, dan menyiapkan penghapusannya',
  en: 'Look for the data of a person to erase, and prepare its erasure',
});
/** The second person: never whoever prepared it. */
export const erasureConfirm = permission('erasure.confirm', [...keepers, 'auditor', 'karendalops'], {
  id: 'Menyetujui penghapusan sebagai orang kedua',
  en: 'Confirm an erasure as the second person',
});
export const holdPlace = permission('legal-hold.place', [...keepers, 'auditor'], {
  id: 'Menahan data dari penghapusan karena perkara atau audit, dan mencabutnya',
  en: 'Hold data from erasure for a case or an audit, and lift the hold',
});

/** Nothing personal stands in it: which fields, how many, who decided. */
export const erasureKind = recordKind({
  name: 'erasure',
  read: erasureRead,
  attributes: [],
  visibleTo: byReach(erasureRead, {}),
});
export const holdKind = recordKind({
  name: 'legal-hold',
  read: erasureRead,
  attributes: [],
  visibleTo: byReach(erasureRead, {}),
});
