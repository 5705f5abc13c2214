/** What is recorded of phones at the posts. */
import { eventType } from '#shared/event.ts';
import { cardKind } from './rights.ts';

export const phoneLocked = eventType({
  name: 'phone.locked.v1',
  of: cardKind,
  fields: { bearer: 'open', lock: 'open' },
  text: { id: 'HP dikunci dari posko', en: 'Phone locked from the operations room' },
  changesRights: true,
});
export const phoneUnlocked = eventType({
  name: 'phone.unlocked.v1',
  of: cardKind,
  fields: { bearer: 'open', lock: 'open' },
  text: { id: 'Kunci HP dibuka dari posko', en: 'Phone unlocked from the operations room' },
});
export const phoneWipeOrdered = eventType({
  name: 'phone.wipe-ordered.v1',
  of: cardKind,
  fields: { bearer: 'open', lock: 'open' },
  text: { id: 'Penghapusan data di HP diperintahkan', en: 'Phone ordered to delete its data' },
  changesRights: true,
});
export const phoneTold = eventType({
  name: 'phone.told.v1',
  of: cardKind,
  fields: { bearer: 'open', told: 'open' },
  text: { id: 'Perintah sampai di HP', en: 'The order reached the phone' },
});
export const phoneWiped = eventType({
  name: 'phone.wiped.v1',
  of: cardKind,
  fields: { bearer: 'open', lock: 'open' },
  text: { id: 'HP menyatakan datanya sudah dihapus', en: 'The phone said that its data is deleted' },
});
