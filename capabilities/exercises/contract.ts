/** Sample operations: real elections of the past, replayed on the same model as a real one. Drills come later. */
import { command, query } from '#shared/endpoint.ts';
import { eventType } from '#shared/event.ts';
import { permission } from '#shared/permission.ts';
import type { ProblemCatalogue } from '#shared/problem.ts';
import { Id, Instant, Localized, nullable, object, type Static, Type } from '#shared/schema.ts';
import { byReach, recordKind } from '#shared/visibility.ts';

export const sampleOpen = permission('sample.open', ['system', 'administrator'], {
  id: 'Membuka operasi contoh',
  en: 'Open a sample operation',
});

export const sampleKind = recordKind({
  name: 'sample',
  read: sampleOpen,
  attributes: ['operation'],
  visibleTo: byReach(sampleOpen, { operation: 'operation' }),
});

export const sampleOpened = eventType({
  name: 'sample.opened.v1',
  of: sampleKind,
  fields: { key: 'open', version: 'open' },
  text: { id: 'Operasi contoh dibuka', en: 'Sample operation opened' },
  changesRights: true,
});

export const Sample = object({
  key: Type.String(),
  title: Localized,
  codeName: Type.String(),
  /** Letters of the published reports that it replays. */
  reports: Type.Array(Type.String()),
  areas: Type.Array(Type.String()),
  /** How many polling stations it holds once it is open; null where no count by village was published. */
  stations: Type.Optional(nullable(Type.Integer({ minimum: 0 }))),
  opensByDefault: Type.Boolean(),
  operationId: Id,
  openedAt: nullable(Instant),
});
export type Sample = Static<typeof Sample>;

export const listSamples = query({
  name: 'exercises.listSamples',
  path: '/api/samples',
  summary: { id: 'Operasi contoh yang tersedia', en: 'Sample operations on offer' },
  access: 'public',
  reply: object({
    samples: Type.Array(Sample),
    /** True while this server has no account of its own: whoever sits at it may open a sample. */
    firstRun: Type.Boolean(),
    mayOpen: Type.Boolean(),
  }),
});

export const openSample = command({
  name: 'exercises.openSample',
  path: '/api/samples/:key/open',
  summary: { id: 'Buka operasi contoh', en: 'Open a sample operation' },
  access: 'public',
  params: { key: Type.String({ pattern: '^[a-z0-9-]{1,60}$' }) },
  body: object({}),
  reply: object({ operationId: Id }),
  records: [sampleOpened],
  refusals: ['sample.unknown', 'sample.not-here'],
  rateLimit: { perMinute: 10 },
});

export const exerciseProblems = {
  'sample.unknown': {
    status: 404,
    id: 'Operasi contoh "{key}" tidak ada. Pilih dari daftar.',
    en: 'There is no sample operation "{key}". Choose from the list.',
  },
  'sample.not-here': {
    status: 403,
    id: 'Akun contoh terbuka tanpa kata sandi. Di server yang dipakai sungguhan, contoh hanya dibuka oleh pengelola server: jalankan dengan --sample.',
    en: 'Sample accounts open without a password. On a server in real use a sample is opened by whoever runs it: start it with --sample.',
  },
} as const satisfies ProblemCatalogue;
