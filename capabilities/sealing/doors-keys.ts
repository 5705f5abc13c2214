/** The doors at which keys are kept. Through none of them goes an identity that is not encrypted. */
import { command, list, query } from '#shared/endpoint.ts';
import { Id, Instant, nullable, object, oneOf, type Static, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { agencyKeyMade, ownKeyKept, passphraseChanged, shareGiven, shareRemoved } from './events.ts';
import { keepKeys, sealedRead } from './rights.ts';

export const MOST_OFFICERS = 100;

/** An age recipient of the post-quantum hybrid kind (1,216 bytes, bech32). */
export const Recipient = Type.String({ pattern: '^age1pq1[02-9ac-hj-np-z]{1952}$' });
export const Fingerprint = Type.String({ pattern: '^[0-9a-f]{64}$' });
/** An age file that holds one identity, base64. */
const Wrapped = Type.String({ maxLength: 6000, pattern: '^[A-Za-z0-9+/]+={0,2}$' });
const Share = object({ keyId: Id, officerKeyId: Id, wrapped: Wrapped });

export const AgencyKey = object({
  id: Id,
  version: Type.Integer(),
  recipient: Type.String(),
  fingerprint: Type.String(),
  madeAt: Instant,
  madeBy: Type.String(),
  /** HMAC under the former key (see `platform/web/sealing`); null for a first key or a new start. */
  vouch: nullable(Type.String()),
  /** The identity of this key, sealed to the asker's own key; null when the asker holds no share. */
  share: nullable(Type.String()),
});

export const readKeyRing = query({
  name: 'sealing.readKeyRing',
  path: '/api/sealing/ring',
  summary: {
    id: 'Kunci saya dan kunci instansi saya, terenkripsi',
    en: 'My key and those of my agency, encrypted',
  },
  access: sealedRead,
  reply: object({
    personId: Id,
    agencyId: Id,
    agency: Type.String(),
    own: nullable(
      object({
        id: Id,
        recipient: Type.String(),
        fingerprint: Type.String(),
        wrapped: Type.String(),
        madeAt: Instant,
      }),
    ),
    /** Keys of the agency, newest first. */
    keys: Type.Array(AgencyKey),
    /** How many officers of the agency hold its newest key. */
    holders: Type.Integer(),
  }),
});

export const Officer = object({
  userId: Id,
  name: Type.String(),
  officerKeyId: Id,
  recipient: Type.String(),
  fingerprint: Type.String(),
  madeAt: Instant,
  /** Versions of the agency's key that the officer holds. */
  versions: Type.Array(Type.Integer()),
  /** False when the account lost its role or agency: its share is to be removed. */
  isOfficer: Type.Boolean(),
  isMe: Type.Boolean(),
});
export type Officer = Static<typeof Officer>;

export const readOfficers = query({
  name: 'sealing.readOfficers',
  path: '/api/sealing/officers',
  summary: { id: 'Petugas instansi yang punya kunci', en: 'Officers of the agency who have a key' },
  access: keepKeys,
  reply: object({ officers: Type.Array(Officer) }),
});

export const SealingAgency = object({
  agencyId: Id,
  short: Type.String(),
  name: Type.String(),
  keyId: Id,
  version: Type.Integer(),
  recipient: Type.String(),
  fingerprint: Type.String(),
  madeAt: Instant,
});
export type SealingAgency = Static<typeof SealingAgency>;

/** The newest key of every agency that has one: whom one can seal to. */
export const readSealingAgencies = query({
  name: 'sealing.readAgencies',
  path: '/api/sealing/agencies',
  summary: { id: 'Instansi yang punya kunci', en: 'Agencies that have a key' },
  access: sealedRead,
  reply: object({ agencies: Type.Array(SealingAgency) }),
});

const whats = [
  'agency-key-made',
  'own-key-kept',
  'passphrase-changed',
  'share-given',
  'share-removed',
] as const;
export type KeyEvent = (typeof whats)[number];
const whatWords = {
  'agency-key-made': { id: 'kunci instansi dibuat', en: 'agency key made' },
  'own-key-kept': { id: 'kunci petugas disimpan', en: "officer's key kept" },
  'passphrase-changed': { id: 'kalimat sandi diganti', en: 'passphrase changed' },
  'share-given': { id: 'kunci diberikan', en: 'key given' },
  'share-removed': { id: 'kunci ditarik', en: 'key taken back' },
} as const;

export const listKeyEvents = list({
  name: 'sealing.listKeyEvents',
  path: '/api/sealing/key-events',
  summary: { id: 'Riwayat kunci, seperti di jurnal', en: 'History of keys, as in the journal' },
  access: sealedRead,
  row: object({
    id: Id,
    at: Instant,
    agency: Type.String(),
    what: oneOf(whats),
    version: nullable(Type.Integer()),
    fingerprint: nullable(Type.String()),
    officer: nullable(Type.String()),
    by: Type.String(),
    leafHash: Type.String(),
  }),
  columns: columns({
    id: { title: { id: 'ID', en: 'Id' }, type: 'id', hidden: true },
    what: { title: { id: 'Kejadian', en: 'What' }, type: 'choice', choices: whatWords },
    agency: { title: { id: 'Instansi', en: 'Agency' }, type: 'text' },
    version: { title: { id: 'Versi', en: 'Version' }, type: 'number' },
    fingerprint: { title: { id: 'Sidik', en: 'Fingerprint' }, type: 'text' },
    officer: { title: { id: 'Petugas', en: 'Officer' }, type: 'text' },
    by: { title: { id: 'Oleh', en: 'By' }, type: 'text' },
    at: { title: { id: 'Waktu', en: 'Time' }, type: 'instant' },
    leafHash: {
      title: { id: 'Sidik daun jurnal', en: 'Hash of the journal leaf' },
      type: 'text',
      quiet: true,
    },
  }),
});

/** A new key of one's own, or the same one behind a new passphrase. With a new key its shares are gone. */
export const keepOwnKey = command({
  name: 'sealing.keepOwnKey',
  path: '/api/sealing/own-key',
  summary: { id: 'Simpan kunci sendiri, terenkripsi', en: "Keep one's own key, encrypted" },
  access: keepKeys,
  body: object({ id: Id, recipient: Recipient, wrapped: Wrapped }),
  reply: object({ id: Id }),
  records: [ownKeyKept, passphraseChanged, shareRemoved],
  refusals: ['seal.id-taken'],
});

export const makeAgencyKey = command({
  name: 'sealing.makeAgencyKey',
  path: '/api/sealing/agency-key',
  summary: { id: 'Catat kunci instansi yang baru', en: 'Record a new key of the agency' },
  access: keepKeys,
  body: object({
    id: Id,
    version: Type.Integer({ minimum: 1, maximum: 10_000 }),
    recipient: Recipient,
    vouch: nullable(Fingerprint),
    shares: Type.Array(object({ officerKeyId: Id, wrapped: Wrapped }), {
      minItems: 1,
      maxItems: MOST_OFFICERS,
    }),
  }),
  reply: object({ id: Id }),
  records: [agencyKeyMade, shareGiven],
  refusals: ['seal.id-taken', 'seal.version-taken', 'seal.no-own-key'],
});

/** Gives keys of the agency to officers; one's own share may also come from the recovery sheet. */
export const giveShares = command({
  name: 'sealing.giveShares',
  path: '/api/sealing/shares',
  summary: { id: 'Beri petugas kunci instansi', en: 'Give officers the key of the agency' },
  access: keepKeys,
  body: object({ shares: Type.Array(Share, { minItems: 1, maxItems: MOST_OFFICERS }) }),
  reply: object({ given: Type.Integer() }),
  records: [shareGiven],
  refusals: ['seal.no-share'],
});

export const removeShares = command({
  name: 'sealing.removeShares',
  path: '/api/sealing/officers/:userId/remove',
  summary: { id: 'Tarik kunci instansi dari petugas', en: 'Take the key of the agency from an officer' },
  access: keepKeys,
  params: { userId: Id },
  body: object({}),
  reply: object({ removed: Type.Integer() }),
  records: [shareRemoved],
  refusals: ['seal.last-holder'],
});
