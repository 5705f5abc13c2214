export { Fingerprint } from './fingerprint.tsx';
export type { Standing } from './pins.ts';
export {
  fromBase64,
  type Key,
  keyFrom,
  newKey,
  seal,
  sealJson,
  toBase64,
  unsealJson,
  vouchFor,
  wrap,
} from './seal.ts';
export { fingerprintOf, fingerprintWords, passphraseFault, suggestPassphrase } from './spoken.ts';
export { InsecureNote, OpenMark, UnlockForm } from './unlock-form.tsx';
export { type PinsOfMine, usePins, useSealFault, useVault, vault } from './use-vault.ts';
export type { HeldKey, KeyRing, Opened } from './vault.ts';
export { words as sealWords } from './words.ts';
