/** The doors of sealed notes. Text and title are inside the ciphertext; a list gives none of it. */
import { command, list, query } from '#shared/endpoint.ts';
import { Id, Instant, nullable, object, oneOf, type Static, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { YesNo, yesNoColumn } from '#shared/usual-columns.ts';
import { sealedNoteAddressed, sealedNoteRead, sealedNoteWithdrawn, sealedNoteWritten } from './events.ts';
import { sealedRead, sealedWrite } from './rights.ts';

/** Bytes of an age file: 20,000 letters of four bytes, padding, and a header for twelve agencies. */
export const MOST_BYTES = 120_000;
export const MOST_ADDRESSEES = 12;

export const aboutKinds = ['none', 'operation', 'incident', 'field-report', 'activity', 'station'] as const;
export type AboutKind = (typeof aboutKinds)[number];
export const aboutWords = {
  none: { id: 'umum', en: 'general' },
  operation: { id: 'operasi', en: 'operation' },
  incident: { id: 'kejadian', en: 'incident' },
  'field-report': { id: 'laporan lapangan', en: 'field report' },
  activity: { id: 'kegiatan', en: 'activity' },
  station: { id: 'TPS', en: 'polling station' },
} as const;
/** `id` is null for `none` and `operation`. */
export const About = object({ kind: oneOf(aboutKinds), id: nullable(Id) });
export type About = Static<typeof About>;

const stateWords = {
  sealed: { id: 'tersegel', en: 'sealed' },
  withdrawn: { id: 'ditarik', en: 'withdrawn' },
} as const;

const SealedTo = Type.Array(object({ agencyId: Id, keyId: Id }), { minItems: 1, maxItems: MOST_ADDRESSEES });
const Ciphertext = Type.String({
  maxLength: Math.ceil(MOST_BYTES / 3) * 4,
  pattern: '^[A-Za-z0-9+/]+={0,2}$',
});

const NoteRow = object({
  id: Id,
  aboutKind: oneOf(aboutKinds),
  aboutId: nullable(Id),
  /** As the reader may see the record; null when it is not theirs to see. */
  aboutTitle: nullable(Type.String()),
  author: Type.String(),
  to: Type.String(),
  writtenBy: Type.String(),
  writtenAt: Instant,
  version: Type.Integer(),
  state: oneOf(['sealed', 'withdrawn']),
  /** Officers of the reader's own agency who opened it. */
  readBy: nullable(Type.String()),
  readByMe: YesNo,
  isOurs: YesNo,
});

/** `record`: only notes about this record, `incident:<id>`. */
export const listSealedNotes = list({
  name: 'sealing.listNotes',
  path: '/api/operations/:operationId/sealed-notes',
  summary: { id: 'Catatan tersegel untuk instansi sendiri', en: "Sealed notes for one's agency" },
  access: sealedRead,
  params: { operationId: Id },
  query: {
    record: Type.Optional(
      Type.String({ pattern: '^(incident|field-report|activity|station):[0-9a-f-]{36}$', maxLength: 60 }),
    ),
  },
  row: NoteRow,
  columns: columns({
    id: { title: { id: 'ID', en: 'Id' }, type: 'id', hidden: true },
    aboutTitle: { title: { id: 'Tentang', en: 'About' }, type: 'text' },
    aboutKind: { title: { id: 'Jenis', en: 'Kind' }, type: 'choice', choices: aboutWords, quiet: true },
    aboutId: { title: { id: 'ID rekaman', en: 'Id of the record' }, type: 'id', hidden: true },
    author: { title: { id: 'Dari', en: 'From' }, type: 'text' },
    to: { title: { id: 'Untuk', en: 'To' }, type: 'text' },
    writtenAt: { title: { id: 'Disegel', en: 'Sealed' }, type: 'instant' },
    version: { title: { id: 'Versi', en: 'Version' }, type: 'number' },
    state: { title: { id: 'Keadaan', en: 'State' }, type: 'choice', choices: stateWords },
    readBy: { title: { id: 'Dibuka oleh (kami)', en: 'Opened by (ours)' }, type: 'text' },
    readByMe: { ...yesNoColumn('Saya buka', 'I opened it'), quiet: true },
    writtenBy: { title: { id: 'Disegel oleh', en: 'Sealed by' }, type: 'text', quiet: true },
    isOurs: { ...yesNoColumn('Milik kami', 'Ours'), quiet: true },
  }),
});

export const NoteCard = object({
  id: Id,
  operationId: Id,
  about: About,
  aboutTitle: nullable(Type.String()),
  authorId: Id,
  author: Type.String(),
  state: oneOf(['sealed', 'withdrawn']),
  withdrawnAt: nullable(Instant),
  version: Type.Integer(),
  versions: Type.Array(
    object({
      version: Type.Integer(),
      writtenBy: Type.String(),
      writtenAt: Instant,
      size: Type.Integer({ description: 'Bytes of the ciphertext' }),
      sealedTo: Type.Array(
        object({
          agencyId: Id,
          agency: Type.String(),
          keyVersion: Type.Integer(),
          fingerprint: Type.String(),
        }),
      ),
    }),
  ),
  /** Who of the reader's own agency asked for which version. */
  readers: Type.Array(object({ name: Type.String(), version: Type.Integer(), at: Instant })),
  mayAmend: Type.Boolean(),
});
export type NoteCard = Static<typeof NoteCard>;

export const readNoteCard = query({
  name: 'sealing.readNote',
  path: '/api/sealed-notes/:noteId',
  summary: { id: 'Sampul catatan tersegel, tanpa isi', en: 'Cover of a sealed note, without its content' },
  access: sealedRead,
  params: { noteId: Id },
  reply: NoteCard,
});

/** The one door that hands out ciphertext. Its leaf is written first; the answer is never stored. */
export const openSealed = command({
  name: 'sealing.open',
  path: '/api/sealed-notes/:noteId/open',
  summary: { id: 'Minta isi tersegel (tercatat di jurnal)', en: 'Ask for the sealed content (journalled)' },
  access: sealedRead,
  params: { noteId: Id },
  body: object({ version: nullable(Type.Integer({ minimum: 1, maximum: 10_000 })) }),
  reply: object({ id: Id, version: Type.Integer(), ciphertext: Type.String() }),
  records: [sealedNoteRead],
  refusals: ['sealed-note.gone'],
  rateLimit: { perMinute: 120 },
  resend: 'refused-by-rule',
});

/** `id` is made where the note is written: it stands inside the ciphertext, so that no note can pass for another. */
export const writeSealedNote = command({
  name: 'sealing.write',
  path: '/api/operations/:operationId/sealed-notes',
  summary: { id: 'Simpan catatan tersegel', en: 'Keep a sealed note' },
  access: sealedWrite,
  params: { operationId: Id },
  body: object({ id: Id, about: About, sealedTo: SealedTo, ciphertext: Ciphertext }),
  reply: object({ id: Id, version: Type.Integer() }),
  records: [sealedNoteWritten, sealedNoteAddressed],
  refusals: ['seal.id-taken', 'seal.key-changed', 'sealed-note.not-to-us', 'sealed-note.not-encrypted'],
});

export const amendSealedNote = command({
  name: 'sealing.amend',
  path: '/api/sealed-notes/:noteId/versions',
  summary: { id: 'Simpan versi baru catatan tersegel', en: 'Keep a new version of a sealed note' },
  access: sealedWrite,
  params: { noteId: Id },
  body: object({
    version: Type.Integer({ minimum: 2, maximum: 10_000 }),
    sealedTo: SealedTo,
    ciphertext: Ciphertext,
  }),
  reply: object({ id: Id, version: Type.Integer() }),
  records: [sealedNoteWritten, sealedNoteAddressed],
  refusals: [
    'seal.key-changed',
    'sealed-note.not-ours',
    'sealed-note.amended-meanwhile',
    'sealed-note.gone',
    'sealed-note.other-addressees',
    'sealed-note.not-encrypted',
  ],
});

/** Removes the ciphertext of every version; that there was a note, and who opened it, stays in the journal. */
export const withdrawSealedNote = command({
  name: 'sealing.withdraw',
  path: '/api/sealed-notes/:noteId/withdraw',
  summary: { id: 'Tarik catatan tersegel', en: 'Withdraw a sealed note' },
  access: sealedWrite,
  params: { noteId: Id },
  body: object({}),
  reply: object({ id: Id }),
  records: [sealedNoteWithdrawn],
  refusals: ['sealed-note.not-ours'],
});
