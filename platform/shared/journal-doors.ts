/**
 * The doors of the journal as a log. They show hashes and signatures and no content, so they are for everybody: a
 * witness needs no account. Paths below `/api/journal/` are those of C2SP tlog-tiles.
 */
import { Bytes, query } from './endpoint.ts';
import type { ProblemCatalogue } from './problem.ts';
import { nullable, object, Type } from './schema.ts';

/** A hash of 32 bytes in hexadecimal, as a receipt gives it. */
const HashHex = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Size = Type.Integer({
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'Leaves in the tree',
});
const Proof = Type.Array(HashHex, { description: 'Hashes as RFC 9162 orders them' });

export const journalProblems = {
  'journal.leaf-unknown': {
    status: 404,
    id: 'Jurnal ini tidak mengenal sidik jari itu. Periksa salinannya; bila berasal dari tanda terima server ini, laporkan kepada pengawas: server menjanjikan sesuatu yang tidak disimpannya.',
    en: 'This journal does not know that hash. Check the copy; if it comes from a receipt of this server, tell the supervisor: the server promised what it did not keep.',
  },
  'journal.not-sealed-yet': {
    status: 409,
    id: 'Catatan itu ada dan belum disahkan. Tanyakan lagi sebentar.',
    en: 'That leaf is there and not under a checkpoint yet. Ask again shortly.',
  },
  'journal.size-beyond': {
    status: 422,
    id: 'Jurnal ini berisi {size} catatan. Minta ukuran sampai {size}; bila Anda memegang pengesahan yang lebih besar dari server ini, laporkan kepada pengawas: jurnal telah dimundurkan.',
    en: 'This journal has {size} leaves. Ask for a size up to {size}; if you hold a larger checkpoint of this server, tell the supervisor: the journal was rolled back.',
  },
  'journal.size-too-small': {
    status: 422,
    id: 'Catatan itu bernomor {index}, jadi baru ada dalam jurnal berukuran {least} ke atas. Minta ukuran itu, atau jangan sebut ukuran.',
    en: 'That leaf has the index {index}, so only a journal of {least} leaves or more holds it. Ask for that size, or name none.',
  },
  'journal.sizes-reversed': {
    status: 422,
    id: 'Ukuran pertama ({first}) melebihi yang kedua ({second}). Tukar keduanya.',
    en: 'The first size ({first}) is larger than the second ({second}). Exchange them.',
  },
  'journal.no-such-tile': {
    status: 404,
    id: 'Tidak ada petak jurnal di alamat ini. Jurnal berisi {size} catatan; petak yang belum penuh diminta dengan lebarnya, misalnya tile/0/000.p/17.',
    en: 'There is no tile of the journal at this address. The journal has {size} leaves; a tile that is not full is asked for with its width, for instance tile/0/000.p/17.',
  },
} as const satisfies ProblemCatalogue;

const asText = { access: 'public', reply: Bytes, replyType: 'bytes' } as const;
const MANY = { perMinute: 1_200 };

export const readCheckpoint = query({
  name: 'journal.readCheckpoint',
  path: '/api/journal/checkpoint',
  summary: {
    id: 'Pengesahan jurnal terbaru (bertanda tangan)',
    en: 'The newest checkpoint of the journal (a signed note, text/plain)',
  },
  ...asText,
  rateLimit: MANY,
});

export const readVerifierKey = query({
  name: 'journal.readVerifierKey',
  path: '/api/journal/key',
  summary: {
    id: 'Kunci untuk memeriksa pengesahan jurnal',
    en: 'The verifier key of the journal (text/plain: name+key id+key)',
  },
  ...asText,
  rateLimit: MANY,
});

export const readTile = query({
  name: 'journal.readTile',
  path: '/api/journal/tile/*',
  summary: {
    id: 'Satu petak hash jurnal, misalnya tile/0/x001/067 atau tile/0/067.p/8',
    en: 'One tile of the hashes of the journal, as in tile/0/x001/067 or tile/0/067.p/8',
  },
  params: {
    '*': Type.String({ maxLength: 60, description: 'level/index, and .p/width for a tile that is not full' }),
  },
  refusals: ['journal.no-such-tile'],
  ...asText,
  rateLimit: { perMinute: 6_000 },
});

export const readInclusion = query({
  name: 'journal.readInclusion',
  path: '/api/journal/inclusion',
  summary: {
    id: 'Bukti bahwa satu catatan ada dalam jurnal yang disahkan',
    en: 'The proof that a leaf is in the sealed journal',
  },
  access: 'public',
  query: {
    leaf: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Hash of the leaf in hexadecimal' }),
    size: Type.Optional(Size),
  },
  reply: object({
    index: Size,
    size: Size,
    leafHash: HashHex,
    proof: Proof,
    /** The signed note at this size; null when it is not one of those that are kept. */
    checkpoint: nullable(Type.String()),
  }),
  refusals: [
    'journal.leaf-unknown',
    'journal.not-sealed-yet',
    'journal.size-beyond',
    'journal.size-too-small',
    'rate.limited',
  ],
  // A whole regency of phones may stand behind one address.
  rateLimit: MANY,
});

export const readConsistency = query({
  name: 'journal.readConsistency',
  path: '/api/journal/consistency',
  summary: {
    id: 'Bukti bahwa jurnal yang lebih besar memuat seluruh jurnal yang lebih kecil',
    en: 'The proof that a larger journal begins with all of a smaller one',
  },
  access: 'public',
  query: { first: Size, second: Type.Optional(Size) },
  reply: object({
    first: Size,
    second: Size,
    firstRoot: HashHex,
    secondRoot: HashHex,
    proof: Proof,
    /** The signed note at the second size; null when it is not one of those that are kept. */
    checkpoint: nullable(Type.String()),
  }),
  refusals: ['journal.size-beyond', 'journal.sizes-reversed', 'rate.limited'],
  rateLimit: MANY,
});
