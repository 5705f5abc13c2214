/** Erasing personal values: on request, when their term is over, or because they should not have been written. */
import { command, list } from '#shared/endpoint.ts';
import { eventType } from '#shared/event.ts';
import { APART_ERASED } from '#shared/leaf.ts';
import type { ProblemCatalogue } from '#shared/problem.ts';
import { Id, Instant, Localized, line, nullable, object, oneOf, type Static, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { twoPersons } from '#shared/two-persons.ts';
import { erasureConfirm, erasureKind, erasurePrepare, erasureRead, holdKind, holdPlace } from './rights.ts';

export { erasurePrepare, erasureRead, holdPlace } from './rights.ts';

export const basisWords = {
  request: { id: 'Permintaan orang yang bersangkutan', en: 'Request of the person' },
  term: { id: 'Masa simpan berakhir', en: 'Its term is over' },
  mistake: { id: 'Tidak seharusnya ditulis', en: 'Should not have been written' },
} as const satisfies Readonly<Record<string, Localized>>;
export const Basis = oneOf(['request', 'term', 'mistake']);
export const stateWords = {
  prepared: { id: 'Menunggu orang kedua', en: 'Waits for a second person' },
  done: { id: 'Terhapus dari semua jawaban', en: 'Gone from every answer' },
  purged: { id: 'Terhapus juga dari disk', en: 'Gone from the disk, too' },
  discarded: { id: 'Dibatalkan', en: 'Discarded' },
} as const satisfies Readonly<Record<string, Localized>>;
export const ErasureState = oneOf(['prepared', 'done', 'purged', 'discarded']);

/** At least four letters: fewer stand in everybody's data. */
const Sought = line(120, 4);
const Reason = line(600, 10);

export const textSought = eventType({
  name: 'erasure.sought.v1',
  of: erasureKind,
  // Not what was looked for: it would be the very value that is to go.
  fields: { found: 'open', fields: 'open' },
  text: { id: 'Data seseorang dicari untuk dihapus', en: 'The data of a person was looked for' },
});
export const erasurePrepared = eventType({
  name: 'erasure.prepared.v1',
  of: erasureKind,
  fields: { basis: 'open', values: 'open', fields: 'open', reason: 'personal' },
  text: { id: 'Penghapusan disiapkan', en: 'An erasure was prepared' },
});
export const erasureDone = eventType({
  name: 'erasure.done.v1',
  of: erasureKind,
  fields: { basis: 'open', values: 'open', fields: 'open', [APART_ERASED]: 'open' },
  text: { id: 'Data pribadi dihapus', en: 'Personal data was erased' },
});
export const erasureDiscarded = eventType({
  name: 'erasure.discarded.v1',
  of: erasureKind,
  fields: { state: 'open' },
  text: { id: 'Penghapusan dibatalkan', en: 'An erasure was discarded' },
});
export const holdPlaced = eventType({
  name: 'legal-hold.placed.v1',
  of: holdKind,
  // Data may be held before an operation has opened.
  beforeAdmission: true,
  fields: { operation: 'open', reason: 'personal' },
  text: { id: 'Data ditahan dari penghapusan', en: 'Data was held from erasure' },
});
export const holdLifted = eventType({
  name: 'legal-hold.lifted.v1',
  of: holdKind,
  // Data may be held before an operation has opened.
  beforeAdmission: true,
  fields: { state: 'open' },
  text: { id: 'Penahanan dicabut', en: 'A hold was lifted' },
});

const Field = object({
  /** What the field is, in words; where it lies. */
  what: Localized,
  place: Type.String({ description: 'table.column' }),
  count: Type.Integer(),
  /** The kind of record that the field belongs to, and its words. */
  kind: Type.Optional(Type.String()),
  record: Type.Optional(Localized),
  /** Looked for by the id of a record: true for what is its own, false for what hangs on it. */
  own: Type.Optional(Type.Boolean()),
});
export type Field = Static<typeof Field>;

/** What contains these words, or belongs to the record with this id. It tells how much there is, never what it says. */
export const seek = command({
  name: 'privacy.seek',
  path: '/api/erasures/search',
  summary: {
    id: 'Cari data seseorang: di mana dan berapa, bukan isinya',
    en: 'Look for the data of a person',
  },
  access: erasurePrepare,
  // Not in the address: a name does not belong into logs.
  body: object({ text: Sought }),
  reply: object({ total: Type.Integer(), fields: Type.Array(Field) }),
  records: [textSought],
  refusals: ['erasure.too-many'],
  rateLimit: { perMinute: 20 },
  resend: 'refused-by-rule',
});

/** Finds it again and keeps what is to be erased, by ids alone. */
export const prepare = command({
  name: 'privacy.prepare',
  path: '/api/erasures',
  summary: { id: 'Siapkan penghapusan', en: 'Prepare an erasure' },
  access: erasurePrepare,
  body: object({
    id: Id,
    text: Sought,
    /** `table.column` of the fields to erase. */
    places: Type.Array(Type.String({ maxLength: 130 }), { minItems: 1, maxItems: 200, uniqueItems: true }),
    basis: Basis,
    reason: Reason,
  }),
  reply: object({ id: Id, values: Type.Integer() }),
  records: [erasurePrepared],
  refusals: ['erasure.too-many', 'erasure.nothing-found', 'erasure.id-taken', 'erasure.held'],
  resend: 'refused-by-rule',
});

export const discard = command({
  name: 'privacy.discard',
  path: '/api/erasures/:erasureId/discard',
  summary: { id: 'Batalkan penghapusan yang disiapkan', en: 'Discard a prepared erasure' },
  access: erasurePrepare,
  params: { erasureId: Id },
  body: object({}),
  reply: object({ state: ErasureState }),
  records: [erasureDiscarded],
  refusals: ['erasure.done-already'],
});

export const listErasures = list({
  name: 'privacy.listErasures',
  path: '/api/erasures',
  summary: { id: 'Penghapusan data pribadi', en: 'Erasures of personal data' },
  access: erasureRead,
  row: object({
    id: Id,
    state: ErasureState,
    basis: Basis,
    reason: Type.String(),
    values: Type.Integer(),
    fields: Type.String(),
    preparedName: Type.String(),
    preparedAt: Instant,
    doneAt: nullable(Instant),
    purgedAt: nullable(Instant),
  }),
  columns: columns({
    id: { title: { id: 'Nomor', en: 'Id' }, type: 'id', hidden: true },
    state: { title: { id: 'Keadaan', en: 'State' }, type: 'choice', choices: stateWords },
    basis: { title: { id: 'Dasar', en: 'Ground' }, type: 'choice', choices: basisWords },
    reason: { title: { id: 'Alasan', en: 'Reason' }, type: 'text' },
    values: { title: { id: 'Nilai', en: 'Values' }, type: 'number' },
    fields: { title: { id: 'Isian', en: 'Fields' }, type: 'text', quiet: true },
    preparedName: { title: { id: 'Disiapkan oleh', en: 'Prepared by' }, type: 'text' },
    preparedAt: { title: { id: 'Disiapkan', en: 'Prepared' }, type: 'instant' },
    doneAt: { title: { id: 'Dihapus', en: 'Erased' }, type: 'instant' },
    purgedAt: { title: { id: 'Bersih dari disk', en: 'Off the disk' }, type: 'instant' },
  }),
});

export const placeHold = command({
  name: 'privacy.placeHold',
  path: '/api/legal-holds',
  summary: { id: 'Tahan data dari penghapusan', en: 'Hold data from erasure' },
  access: holdPlace,
  body: object({ id: Id, operationId: nullable(Id), reason: Reason }),
  reply: object({ id: Id }),
  records: [holdPlaced],
  refusals: ['erasure.id-taken', 'not-found'],
});
export const liftHold = command({
  name: 'privacy.liftHold',
  path: '/api/legal-holds/:holdId/lift',
  summary: { id: 'Cabut penahanan', en: 'Lift a hold' },
  access: holdPlace,
  params: { holdId: Id },
  body: object({}),
  reply: object({}),
  records: [holdLifted],
  refusals: ['erasure.hold-of-another'],
});
export const listHolds = list({
  name: 'privacy.listHolds',
  path: '/api/legal-holds',
  summary: { id: 'Penahanan hukum', en: 'Legal holds' },
  access: erasureRead,
  row: object({
    id: Id,
    operationId: nullable(Id),
    state: oneOf(['standing', 'lifted']),
    reason: Type.String(),
    placedName: Type.String(),
    placedAt: Instant,
    liftedAt: nullable(Instant),
  }),
  columns: columns({
    id: { title: { id: 'Nomor', en: 'Id' }, type: 'id', hidden: true },
    state: {
      title: { id: 'Keadaan', en: 'State' },
      type: 'choice',
      choices: { standing: { id: 'berlaku', en: 'standing' }, lifted: { id: 'dicabut', en: 'lifted' } },
    },
    operationId: { title: { id: 'Operasi', en: 'Operation' }, type: 'id', hidden: true },
    reason: { title: { id: 'Alasan', en: 'Reason' }, type: 'text' },
    placedName: { title: { id: 'Oleh', en: 'By' }, type: 'text' },
    placedAt: { title: { id: 'Sejak', en: 'Since' }, type: 'instant' },
    liftedAt: { title: { id: 'Dicabut', en: 'Lifted' }, type: 'instant' },
  }),
});

export const eraseAction = twoPersons({
  name: 'privacy.erase',
  text: { id: 'Penghapusan data pribadi', en: 'Erasure of personal data' },
  effect: {
    id: 'Nilai pribadi yang disiapkan hilang dari semua layar, ekspor, dan laporan, dan tidak dapat dikembalikan. Jurnal tetap terbukti utuh.',
    en: 'The personal values that were prepared are gone from every screen, export and paper, and cannot be brought back. The journal still verifies.',
  },
  input: object({ erasureId: Id }),
  propose: erasurePrepare,
  confirm: erasureConfirm,
  second: 'another-agency',
  lapsesAfterH: 72,
  records: [erasureDone],
});

export const privacyProblems = {
  'erasure.too-many': {
    status: 422,
    id: 'Lebih dari {limit} tempat memuat kata ini: itu bukan lagi satu orang. Tulis lebih lengkap, misalnya nama dan gelar, atau nomor catatannya.',
    en: 'More than {limit} places contain these words: that is no single person. Write more of it, such as the full name, or the id of the record.',
  },
  'erasure.nothing-found': {
    status: 409,
    id: 'Tidak ada lagi yang memuat kata ini di isian yang dipilih. Cari lagi.',
    en: 'Nothing in the chosen fields contains these words any more. Look again.',
  },
  'erasure.held': {
    status: 409,
    id: 'Data ini ditahan karena perkara atau audit. Cabut penahanannya lebih dulu, bila boleh.',
    en: 'This data is held for a case or an audit. Lift the hold first, where that is allowed.',
  },
  'erasure.hold-of-another': {
    status: 409,
    id: 'Penahanan ini dipasang orang lain. Hanya dia atau seorang auditor yang dapat mencabutnya.',
    en: 'Somebody else placed this hold. Only they or an auditor can lift it.',
  },
  'erasure.done-already': {
    status: 409,
    id: 'Penghapusan ini sudah dijalankan atau dibatalkan.',
    en: 'This erasure was carried out or discarded already.',
  },
  'erasure.id-taken': {
    status: 409,
    id: 'Nomor ini sudah dipakai. Muat ulang halaman, lalu ulangi.',
    en: 'This id is taken. Reload the page and try again.',
  },
} as const satisfies ProblemCatalogue;
