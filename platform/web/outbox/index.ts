export { askAs } from './bearer.ts';
export {
  type Cipher,
  canEncrypt,
  cipherOf,
  lockFrom,
  newKey,
  noCipher,
  openJson,
  openKey,
  sealJson,
} from './cipher.ts';
export type { SavedFile } from './content.ts';
export { dexieStore } from './dexie-store.ts';
export { lockOf } from './lock.ts';
export { type Item, Outbox, type Sender, type View } from './outbox.ts';
export { UnreadableError } from './outcome.ts';
export { isWaiting } from './row.ts';
export { memoryStore, type Store, type Vault } from './store.ts';
