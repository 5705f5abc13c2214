/** What the journal is told. Every key event carries a fingerprint, every opening its reader; no leaf holds a text. */
import { eventType } from '#shared/event.ts';
import { sealedNoteKind, sealKeyKind } from './rights.ts';

/** `vouched`: whether a holder of the former key spoke for this one. */
export const agencyKeyMade = eventType({
  name: 'seal.agency-key-made.v1',
  of: sealKeyKind,
  fields: { agency: 'open', version: 'open', fingerprint: 'open', vouched: 'open' },
  text: { id: 'Kunci instansi dibuat', en: 'Key of an agency made' },
});
export const ownKeyKept = eventType({
  name: 'seal.own-key-kept.v1',
  of: sealKeyKind,
  fields: { officer: 'open', fingerprint: 'open' },
  text: { id: 'Kunci petugas disimpan', en: "Officer's own key kept" },
});
export const passphraseChanged = eventType({
  name: 'seal.passphrase-changed.v1',
  of: sealKeyKind,
  fields: { officer: 'open', changed: 'open' },
  text: { id: 'Kalimat sandi kunci petugas diganti', en: "Passphrase of an officer's key changed" },
});
/** `fingerprint` is that of the officer's key, to which the agency's key was sealed. */
export const shareGiven = eventType({
  name: 'seal.share-given.v1',
  of: sealKeyKind,
  fields: { officer: 'open', versions: 'open', fingerprint: 'open' },
  text: { id: 'Kunci instansi diberikan kepada petugas', en: 'Key of the agency given to an officer' },
});
export const shareRemoved = eventType({
  name: 'seal.share-removed.v1',
  of: sealKeyKind,
  fields: { officer: 'open', versions: 'open' },
  text: { id: 'Kunci instansi ditarik dari petugas', en: 'Key of the agency taken from an officer' },
});

/** `content` commits to the SHA-256 of the ciphertext, `about` to what it is about. */
export const sealedNoteWritten = eventType({
  name: 'sealed-note.written.v1',
  of: sealedNoteKind,
  fields: { version: 'open', size: 'open', content: 'sealed', about: 'sealed' },
  text: { id: 'Catatan disegel', en: 'Note sealed' },
});
/** One leaf for each agency that can open the version, with the fingerprint of the key that it was sealed to. */
export const sealedNoteAddressed = eventType({
  name: 'sealed-note.addressed.v1',
  of: sealedNoteKind,
  fields: { agency: 'open', version: 'open', fingerprint: 'open' },
  text: { id: 'Catatan tersegel ditujukan', en: 'Sealed note addressed' },
});
/** Somebody asked for the ciphertext; written before it is handed out. */
export const sealedNoteRead = eventType({
  name: 'sealed-note.read.v1',
  of: sealedNoteKind,
  fields: { version: 'open', agency: 'open' },
  text: { id: 'Catatan tersegel dibuka', en: 'Sealed note opened' },
});
export const sealedNoteWithdrawn = eventType({
  name: 'sealed-note.withdrawn.v1',
  of: sealedNoteKind,
  fields: { agency: 'open', versions: 'open' },
  text: { id: 'Catatan tersegel ditarik', en: 'Sealed note withdrawn' },
});
