/** What is recorded of phones at the posts. */
import { ofCard } from './event-of.ts';

export const phoneLocked = ofCard(
  'phone.locked.v1',
  { bearer: 'open', lock: 'open' },
  { id: 'HP dikunci dari posko', en: 'Phone locked from the operations room' },
  { changesRights: true },
);
export const phoneUnlocked = ofCard(
  'phone.unlocked.v1',
  { bearer: 'open', lock: 'open' },
  { id: 'Kunci HP dibuka dari posko', en: 'Phone unlocked from the operations room' },
);
export const phoneWipeOrdered = ofCard(
  'phone.wipe-ordered.v1',
  { bearer: 'open', lock: 'open' },
  { id: 'Penghapusan data di HP diperintahkan', en: 'Phone ordered to delete its data' },
  { changesRights: true },
);
export const phoneTold = ofCard(
  'phone.told.v1',
  { bearer: 'open', told: 'open' },
  { id: 'Perintah sampai di HP', en: 'The order reached the phone' },
);
export const phoneWiped = ofCard(
  'phone.wiped.v1',
  { bearer: 'open', lock: 'open' },
  { id: 'HP menyatakan datanya sudah dihapus', en: 'The phone said that its data is deleted' },
);
