/** What Rakor holds, for whom and how long; and what it refuses to hold. Public: none of it is data of anybody. */
import { roles } from '#rooms/access/contract.ts';
import { list, query } from '#shared/endpoint.ts';
import { Instant, Localized, nullable, object, oneOf, type Static, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';

const title = (id: string, en: string): Localized => ({ id, en });

export const classWords = {
  open: title('terbuka', 'open'),
  personal: title('pribadi', 'personal'),
  sealed: title('tersegel', 'sealed'),
  inner: title('dalam', 'inner'),
} as const satisfies Readonly<Record<string, Localized>>;
export const FieldClass = oneOf(['open', 'personal', 'sealed', 'inner']);
export type FieldClass = Static<typeof FieldClass>;

/** Whose eyes: a role, anybody at all, or whoever runs the server. */
export const viewers = [...roles, 'public', 'operator'] as const;
export const Viewer = oneOf(viewers);
export type Viewer = Static<typeof Viewer>;

export const operatorWords = {
  yes: title('dapat membaca', 'can read it'),
  no: title('tidak dapat', 'cannot'),
} as const;

export const FieldRow = object({
  id: Type.String(),
  room: Type.String(),
  record: Type.String(),
  /** What it is, in words; one row can stand for several columns that are one thing to a reader. */
  field: Type.String(),
  class: FieldClass,
  readers: Type.String(),
  operator: oneOf(['yes', 'no']),
  purpose: nullable(Type.String()),
  basis: nullable(Type.String()),
  kept: nullable(Type.String()),
  columns: Type.String(),
  position: Type.Integer(),
});
export type FieldRow = Static<typeof FieldRow>;

export const listFields = list({
  name: 'holdings.listFields',
  path: '/api/holdings/fields',
  summary: title(
    'Siapa melihat apa: setiap isian dan pembacanya',
    'Who sees what: every field and its readers',
  ),
  access: 'public',
  query: { viewer: Type.Optional(Viewer), class: Type.Optional(FieldClass) },
  row: FieldRow,
  columns: columns({
    id: { title: title('ID', 'Id'), type: 'id', hidden: true },
    field: { title: title('Isian', 'Field'), type: 'text' },
    record: { title: title('Catatan', 'Record'), type: 'text' },
    room: { title: title('Ruang', 'Room'), type: 'text' },
    class: { title: title('Golongan', 'Class'), type: 'choice', choices: classWords },
    readers: { title: title('Yang dapat membaca', 'Who can read it'), type: 'text' },
    operator: {
      title: title('Operator server', 'Operator of the server'),
      type: 'choice',
      choices: operatorWords,
    },
    kept: { title: title('Disimpan', 'Kept'), type: 'text' },
    purpose: { title: title('Tujuan', 'Purpose'), type: 'text', quiet: true },
    basis: {
      title: title('Dasar (UU 27/2022 ps. 20)', 'Basis (Law 27/2022 art. 20)'),
      type: 'text',
      quiet: true,
    },
    columns: { title: title('Kolom basis data', 'Database columns'), type: 'text', quiet: true },
    position: { title: title('Urutan', 'Order'), type: 'number', hidden: true },
  }),
});

/** What happens when a term is over. */
export const erasures = ['by-itself', 'with-original', 'not-yet'] as const;
export type Erasure = (typeof erasures)[number];

const Refused = object({
  key: Type.String(),
  what: Localized,
  why: Localized,
  /** Words that would betray it. */
  signs: Type.Array(Type.String()),
  /** Names that look like it; none on a server that keeps its word. */
  found: Type.Array(Type.String()),
  /** Names that look like it and are something else, with the reason. */
  excused: Type.Array(object({ at: Type.String(), reason: Localized })),
});
export type RefusedRow = Static<typeof Refused>;

/** Looks at the database that is running, now. */
export const readPromise = query({
  name: 'holdings.readPromise',
  path: '/api/holdings',
  summary: title('Yang tidak disimpan Rakor, diperiksa sekarang', 'What Rakor does not hold, checked now'),
  access: 'public',
  reply: object({
    checkedAt: Instant,
    tables: Type.Integer(),
    columns: Type.Integer(),
    /** Names of fields in the schemas of doors and events. */
    fields: Type.Integer(),
    /** First 16 hex digits of SHA-256 over every table, column and type: two servers of one build show the same. */
    schema: Type.String(),
    /** The newest change of the database, and when it was applied here. */
    migration: nullable(object({ name: Type.String(), at: Instant })),
    /** In the database and declared nowhere, or the other way round; none on a server that keeps its word. */
    undeclared: Type.Array(Type.String()),
    missing: Type.Array(Type.String()),
    refused: Type.Array(Refused),
    counts: object({
      open: Type.Integer(),
      personal: Type.Integer(),
      sealed: Type.Integer(),
      inner: Type.Integer(),
    }),
    /** What is held about people, one line per kind. */
    personal: Type.Array(
      object({
        record: Localized,
        field: Localized,
        purpose: Localized,
        kept: Localized,
        erasure: oneOf(erasures),
      }),
    ),
  }),
  rateLimit: { perMinute: 60 },
});
