/** What is past its term: seen by whoever keeps or audits the data, and by no reader of what it says. */
import { command, list, query } from '#shared/endpoint.ts';
import { eventType } from '#shared/event.ts';
import { Id, Instant, type Localized, nullable, object, oneOf, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { erasureKind, erasureRead } from './rights.ts';

/** So long before anything goes by its term it is announced, and can be held. */
export const NOTICE_DAYS = 7;

export const termAnnounced = eventType({
  name: 'term.announced.v1',
  of: erasureKind,
  fields: { line: 'open', rows: 'open', runsAt: 'open' },
  text: { id: 'Data lewat masa simpan diumumkan akan dihapus', en: 'Data past its term was announced to go' },
});
export const termsCounted = eventType({
  name: 'term.counted.v1',
  of: erasureKind,
  fields: { lines: 'open', due: 'open' },
  text: { id: 'Data lewat masa simpan dihitung', en: 'What is past its term was counted' },
});

export const byWords = {
  round: { id: 'dihapus tiap malam', en: 'erased by night' },
  holder: { id: 'dihapus oleh bagiannya', en: 'erased by its own part' },
  original: { id: 'ikut aslinya', en: 'goes with its original' },
  nobody: { id: 'tidak dihapus sendiri', en: 'not erased by itself' },
} as const satisfies Readonly<Record<string, Localized>>;
export const By = oneOf(['round', 'holder', 'original', 'nobody']);

export const listTerms = list({
  name: 'privacy.listTerms',
  path: '/api/terms',
  summary: {
    id: 'Lewat masa simpan: per isian, berapa dan kapan',
    en: 'Past its term: by field, how much and when',
  },
  access: erasureRead,
  // Figures are null until it was counted for the first time.
  row: object({
    id: Type.String(),
    record: Type.String(),
    field: Type.String(),
    term: Type.String(),
    basis: Type.String(),
    by: By,
    kept: nullable(Type.Integer()),
    due: nullable(Type.Integer()),
    held: nullable(Type.Integer()),
    unknown: nullable(Type.Integer()),
    oldest: nullable(Instant),
    announcedAt: nullable(Instant),
    runsAt: nullable(Instant),
    next: nullable(Instant),
    why: nullable(Type.String()),
    countedAt: nullable(Instant),
  }),
  columns: columns({
    id: { title: { id: 'Isian di basis data', en: 'Field in the database' }, type: 'text', quiet: true },
    record: { title: { id: 'Catatan', en: 'Record' }, type: 'text' },
    field: { title: { id: 'Isian', en: 'Field' }, type: 'text' },
    due: { title: { id: 'Lewat masa simpan', en: 'Past its term' }, type: 'number' },
    oldest: { title: { id: 'Tertua lewat sejak', en: 'Oldest past since' }, type: 'instant', quiet: true },
    runsAt: { title: { id: 'Dihapus paling cepat', en: 'Goes at the earliest' }, type: 'instant' },
    held: { title: { id: 'Ditahan', en: 'Held' }, type: 'number' },
    unknown: { title: { id: 'Tak terhitung', en: 'Cannot be computed' }, type: 'number' },
    term: { title: { id: 'Masa simpan', en: 'Term' }, type: 'text' },
    by: { title: { id: 'Caranya', en: 'How it goes' }, type: 'choice', choices: byWords },
    why: { title: { id: 'Keterangan', en: 'Remark' }, type: 'text' },
    basis: { title: { id: 'Dasar hukum', en: 'Lawful basis' }, type: 'text', quiet: true },
    kept: { title: { id: 'Baris tersimpan', en: 'Rows kept' }, type: 'number', quiet: true },
    announcedAt: { title: { id: 'Diumumkan', en: 'Announced' }, type: 'instant', quiet: true },
    next: { title: { id: 'Berikutnya jatuh tempo', en: 'Next one due' }, type: 'instant', quiet: true },
    countedAt: { title: { id: 'Dihitung', en: 'Counted' }, type: 'instant', quiet: true },
  }),
});

export const readRound = query({
  name: 'privacy.readRound',
  path: '/api/terms/round',
  summary: {
    id: 'Putaran malam penghapusan: berjalan, atau menunggu pemungutan suara',
    en: 'The nightly round of erasure: it goes on, or waits for a vote',
  },
  access: erasureRead,
  reply: object({
    /** The first round after a vote in one of the operations; null: it goes every night. */
    waitsUntil: nullable(Instant),
  }),
});

export const countTerms = command({
  name: 'privacy.countTerms',
  path: '/api/terms/count',
  summary: { id: 'Hitung sekarang apa yang lewat masa simpan', en: 'Count now what is past its term' },
  access: erasureRead,
  body: object({}),
  /** Null once it was counted. */
  reply: object({ jobId: nullable(Id), countedAt: nullable(Instant) }),
  records: [],
  rateLimit: { perMinute: 6 },
});
