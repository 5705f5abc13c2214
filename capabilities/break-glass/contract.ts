/** Emergency access: one's own permissions over the whole area of an operation, for an hour, in sight of everybody. */
import { command, list, query } from '#shared/endpoint.ts';
import { eventType } from '#shared/event.ts';
import { Id, Instant, nullable, object, oneOf, type Static, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { Cause, causes } from './causes.ts';
import { openingKind, reviewOpenings, seeOpenings, takeReach } from './rights.ts';

export * from './causes.ts';
export * from './problems.ts';
export * from './rights.ts';

export const opened = eventType({
  name: 'break-glass.opened.v1',
  of: openingKind,
  fields: {
    cause: 'open',
    reason: 'personal',
    areas: 'open',
    ownAreas: 'open',
    until: 'open',
    ordinal: 'open',
  },
  text: { id: 'Akses darurat dibuka', en: 'Emergency access was taken' },
  changesRights: true,
});
/** Once for each list or thing; which one stands in the table of this room. */
export const readBeyond = eventType({
  name: 'break-glass.read.v1',
  of: openingKind,
  fields: { door: 'open', beyond: 'open' },
  text: {
    id: 'Membaca di luar wilayah sendiri lewat akses darurat',
    en: 'Read beyond one’s own area by emergency access',
  },
});
export const ended = eventType({
  name: 'break-glass.ended.v1',
  of: openingKind,
  // How much was read and recorded, so that the lines about it cannot shrink unnoticed.
  fields: { how: 'open', endedAt: 'open', reads: 'open', acts: 'open' },
  text: { id: 'Akses darurat berakhir', en: 'Emergency access ended' },
  changesRights: true,
});
export const reviewed = eventType({
  name: 'break-glass.reviewed.v1',
  of: openingKind,
  fields: { verdict: 'open', note: 'personal' },
  text: { id: 'Akses darurat dinilai orang lain', en: 'Emergency access was reviewed by somebody else' },
});

export const stateWords = {
  open: { id: 'Sedang terbuka', en: 'Open now' },
  waiting: { id: 'Menunggu penilaian', en: 'Waits for review' },
  overdue: { id: 'Terlambat dinilai', en: 'Review overdue' },
  justified: { id: 'Beralasan', en: 'Justified' },
  'not-justified': { id: 'Tidak beralasan', en: 'Not justified' },
} as const;
const State = oneOf(['open', 'waiting', 'overdue', 'justified', 'not-justified']);
export type OpeningState = Static<typeof State>;
export const Verdict = oneOf(['justified', 'not-justified']);

const CONTROL = '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$';
/** Thirty letters: whoever reviews it must be able to tell what happened. */
export const REASON = { minLength: 30, maxLength: 1_000 } as const;
const Reason = Type.String({ ...REASON, pattern: CONTROL });
export const NOTE = { minLength: 10, maxLength: 1_000 } as const;

const Row = object({
  id: Id,
  state: State,
  mine: oneOf(['review', 'own', 'watch']),
  openedName: Type.String(),
  agency: nullable(Type.String()),
  cause: Cause,
  reason: Type.String(),
  openedAt: Instant,
  until: Instant,
  endedAt: nullable(Instant),
  endedHow: nullable(oneOf(['self', 'time'])),
  ordinal: Type.Integer({ description: 'Which one of this person within 24 hours' }),
  reads: Type.Integer({ description: 'Lists and records read beyond one’s own reach' }),
  ownAreas: Type.String(),
  reviewedName: nullable(Type.String()),
  reviewedAt: nullable(Instant),
  reviewNote: nullable(Type.String()),
  operationId: Id,
});
export type OpeningRow = Static<typeof Row>;

const title = (id: string, en: string) => ({ title: { id, en } });

export const listOpenings = list({
  name: 'break-glass.list',
  path: '/api/operations/:operationId/break-glass',
  summary: { id: 'Akses darurat yang pernah dibuka', en: 'Emergency accesses that were taken' },
  access: seeOpenings,
  params: { operationId: Id },
  row: Row,
  columns: columns({
    id: { ...title('Nomor', 'Id'), type: 'id', hidden: true },
    state: { ...title('Keadaan', 'State'), type: 'choice', choices: stateWords },
    mine: {
      ...title('Giliran', 'Turn'),
      type: 'choice',
      choices: {
        review: { id: 'Menunggu penilaian saya', en: 'Waits for my review' },
        own: { id: 'Milik saya', en: 'Mine' },
        watch: { id: 'Orang lain', en: 'Others' },
      },
      quiet: true,
    },
    openedName: { ...title('Dibuka oleh', 'Taken by'), type: 'text' },
    agency: { ...title('Instansi', 'Agency'), type: 'text' },
    cause: { ...title('Sebab', 'Cause'), type: 'choice', choices: causes },
    reason: { ...title('Alasan', 'Reason'), type: 'text' },
    openedAt: { ...title('Sejak', 'Since'), type: 'instant' },
    until: { ...title('Sampai paling lambat', 'Until at the latest'), type: 'instant' },
    endedAt: { ...title('Berakhir', 'Ended'), type: 'instant' },
    endedHow: {
      ...title('Berakhir karena', 'Ended by'),
      type: 'choice',
      choices: { self: { id: 'Ditutup sendiri', en: 'The person' }, time: { id: 'Waktu habis', en: 'Time' } },
      quiet: true,
    },
    ordinal: { ...title('Ke berapa dalam 24 jam', 'Which within 24 h'), type: 'number', quiet: true },
    reads: { ...title('Yang dibaca', 'What was read'), type: 'number' },
    ownAreas: { ...title('Wilayah sendiri', 'Own area'), type: 'area', quiet: true },
    reviewedName: { ...title('Dinilai oleh', 'Reviewed by'), type: 'text', quiet: true },
    reviewedAt: { ...title('Dinilai', 'Reviewed'), type: 'instant', quiet: true },
    reviewNote: { ...title('Catatan penilai', 'Note of the review'), type: 'text', quiet: true },
    operationId: { ...title('Operasi', 'Operation'), type: 'id', hidden: true },
  }),
});

const What = object({ id: Type.String(), en: Type.String() });

export const readOpening = query({
  name: 'break-glass.read',
  path: '/api/break-glass/:openingId',
  summary: { id: 'Satu akses darurat dan apa yang dilakukan', en: 'One emergency access and what was done' },
  access: seeOpenings,
  params: { openingId: Id },
  reply: object({
    /** What was recorded meanwhile, by the leaf; `beyond`: outside of the person's own area. */
    acts: Type.Array(
      object({ leafId: Id, what: What, at: Instant, area: nullable(Type.String()), beyond: Type.Boolean() }),
    ),
    /** What was read that the person's own reach would not have shown. */
    reads: Type.Array(
      object({
        door: Type.String(),
        what: What,
        times: Type.Integer(),
        /** The most records beyond one's own reach that one answer held. */
        beyond: Type.Integer(),
        firstAt: Instant,
        lastAt: Instant,
        /** For whoever may review it: how many single records, and those of them that the asker may open. */
        things: Type.Optional(Type.Integer()),
        records: Type.Optional(Type.Array(object({ code: Type.String(), path: Type.String() }))),
      }),
    ),
  }),
  refusals: ['not-found'],
});
export type OpeningDetail = Static<typeof readOpening.reply>;

/** For the bar above every screen, and for whether to offer it. */
export const readOwn = query({
  name: 'break-glass.readOwn',
  path: '/api/break-glass-own',
  summary: { id: 'Akses darurat milik sendiri', en: 'One’s own emergency access' },
  access: 'signed-in',
  query: { operationId: Type.Optional(Id) },
  reply: object({
    /** By the clock of the server, which ends it. */
    now: Instant,
    open: nullable(
      object({
        id: Id,
        operationId: Id,
        until: Instant,
        /** False in another browser of the same person: the wider reach is where it was taken. */
        here: Type.Boolean(),
      }),
    ),
    /** What taking it would widen in the operation that was asked about; null where it would widen nothing. */
    offer: nullable(
      object({
        ownAreas: Type.Array(Type.String()),
        areas: Type.Array(Type.String()),
        lately: Type.Integer(),
      }),
    ),
  }),
});

export const takeOpening = command({
  name: 'break-glass.take',
  path: '/api/break-glass',
  summary: { id: 'Buka akses darurat selama 60 menit', en: 'Take emergency access for 60 minutes' },
  access: takeReach,
  body: object({ id: Id, operationId: Id, cause: Cause, reason: Reason }),
  reply: object({ id: Id, until: Instant, now: Instant }),
  records: [opened, ended],
  refusals: [
    'access.confirm-first',
    'break-glass.already-open',
    'break-glass.nothing-wider',
    'break-glass.auditor',
    'break-glass.id-taken',
    'break-glass.reason-short',
    'not-found',
  ],
});

export const endOpening = command({
  name: 'break-glass.end',
  path: '/api/break-glass/:openingId/end',
  summary: { id: 'Akhiri akses darurat sekarang', en: 'End emergency access now' },
  access: takeReach,
  params: { openingId: Id },
  body: object({}),
  reply: object({ endedAt: Instant }),
  records: [ended],
  refusals: ['not-found'],
});

export const reviewOpening = command({
  name: 'break-glass.review',
  path: '/api/break-glass/:openingId/review',
  summary: { id: 'Nilai akses darurat orang lain', en: 'Review the emergency access of somebody else' },
  access: reviewOpenings,
  params: { openingId: Id },
  body: object({ verdict: Verdict, note: Type.String({ ...NOTE, pattern: CONTROL }) }),
  reply: object({ verdict: Verdict }),
  records: [reviewed, ended],
  refusals: ['break-glass.own-review', 'break-glass.still-open', 'break-glass.reviewed-already', 'not-found'],
});
