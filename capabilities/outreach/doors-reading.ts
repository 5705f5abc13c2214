/** The doors at which outreach is read: list, card, coverage. */
import { list, query } from '#shared/endpoint.ts';
import {
  AreaCode,
  Id,
  Instant,
  type Localized,
  nullable,
  object,
  oneOf,
  PlainDate,
  type Static,
  Type,
} from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { areaColumns, YesNo, yesNoColumn } from '#shared/usual-columns.ts';
import {
  Attended,
  attendedBases,
  basisWords,
  described,
  Entry,
  kindWords,
  outreachKinds,
  outreachStandings,
  outreachStates,
  Party,
  standingWords,
  stateWords,
} from './outreach.ts';
import { outreachRead } from './rights.ts';

const title = (id: string, en: string) => ({ id, en });
const params = { operationId: Id };

export const OutreachRow = object({
  id: Id,
  code: Type.String(),
  title: Type.String(),
  kind: oneOf(outreachKinds),
  state: oneOf(outreachStates),
  /** When it was held, else when it is planned; by the operation's clock, as all its times. */
  when: Instant,
  area: AreaCode,
  areaName: Type.String(),
  agency: Type.String(),
  partners: Type.String(),
  audience: Type.String(),
  attended: nullable(Type.Integer()),
  attendedBasis: nullable(oneOf(attendedBases)),
  /** Planned, its time is over, and nobody has said what became of it. */
  unlogged: YesNo,
  ours: YesNo,
  plannedAt: nullable(Instant),
  heldAt: nullable(Instant),
  standing: oneOf(outreachStandings),
});
export type OutreachRow = Static<typeof OutreachRow>;

export const listOutreach = list({
  name: 'outreach.list',
  path: '/api/operations/:operationId/outreach',
  summary: title('Daftar penggalangan dan sosialisasi', 'List of outreach events'),
  access: outreachRead,
  params,
  row: OutreachRow,
  columns: columns({
    id: { title: title('ID', 'Id'), type: 'id', hidden: true },
    code: { title: title('Kode', 'Code'), type: 'text' },
    title: { title: title('Kegiatan', 'Event'), type: 'text' },
    kind: { title: title('Jenis', 'Kind'), type: 'choice', choices: kindWords },
    state: { title: title('Keadaan', 'State'), type: 'choice', choices: stateWords },
    when: { title: title('Waktu', 'When'), type: 'instant' },
    ...areaColumns,
    agency: { title: title('Instansi', 'Agency'), type: 'text' },
    partners: { title: title('Bersama', 'Together with'), type: 'text', quiet: true },
    audience: { title: title('Khalayak', 'Audience'), type: 'text' },
    attended: { title: title('Hadir', 'Attended'), type: 'number' },
    attendedBasis: {
      title: title('Cara menghitung hadirin', 'How attendance was counted'),
      type: 'choice',
      choices: basisWords,
      quiet: true,
    },
    unlogged: { ...yesNoColumn('Belum dicatat hasilnya', 'Not yet logged'), quiet: true },
    ours: { ...yesNoColumn('Instansi kami', 'Ours'), quiet: true },
    plannedAt: { title: title('Direncanakan untuk', 'Planned for'), type: 'instant', quiet: true },
    heldAt: { title: title('Terlaksana pada', 'Held at'), type: 'instant', quiet: true },
    standing: { title: title('Dasar', 'Standing'), type: 'choice', choices: standingWords, quiet: true },
  }),
});

export const OutreachCard = object({
  id: Id,
  operationId: Id,
  code: Type.String(),
  ...described,
  areaName: Type.String(),
  agency: Party,
  partners: Type.Array(Party),
  state: oneOf(outreachStates),
  plannedAt: nullable(Instant),
  heldAt: nullable(Instant),
  attended: nullable(Attended),
  cancelledBecause: nullable(Type.String()),
  standing: oneOf(outreachStandings),
  unlogged: Type.Boolean(),
  version: Type.Integer(),
  log: Type.Array(Entry),
  /** Whoever reads this may change it: it is their agency's, and not cancelled. */
  mayWrite: Type.Boolean(),
});
export type OutreachCard = Static<typeof OutreachCard>;

export const readOutreach = query({
  name: 'outreach.read',
  path: '/api/outreach/:outreachId',
  summary: title('Satu kegiatan dengan riwayatnya', 'One outreach event with its history'),
  access: outreachRead,
  params: { outreachId: Id },
  reply: OutreachCard,
});

/** Calendar days, today included, within which an area has to have had an event. */
export const COVERAGE_DAYS = 30;
export const coverageLevels = ['village', 'district'] as const;
export type CoverageLevel = (typeof coverageLevels)[number];

/** Whether an area had an event within those days. */
const coveredStates = ['covered', 'none'] as const;
export const coveredWords = {
  covered: title('ya', 'yes'),
  none: title('belum', 'not yet'),
} as const satisfies Record<(typeof coveredStates)[number], Localized>;

export const CoverageRow = object({
  area: AreaCode,
  areaName: Type.String(),
  /** Kecamatan of a kelurahan; kota or kabupaten of a kecamatan. */
  parentName: Type.String(),
  /** At least one was held in the last 30 days. */
  covered: oneOf(coveredStates),
  /** Held within the last 30 days: named for the kelurahan itself; of a kecamatan, all within it. */
  recent: Type.Integer(),
  /** Held within the last 30 days and named for a wider area that holds this one: they cover no kelurahan. */
  wider: Type.Integer(),
  lastDay: nullable(PlainDate),
  /** Calendar days from the last one to the operation's today; null: never. */
  daysSince: nullable(Type.Integer()),
  villages: Type.Integer(),
  /** Kelurahan in it without any in the last 30 days. */
  uncovered: Type.Integer(),
  /** Who needs it first: 0 never had one, 1 none in 30 days, 2 covered. */
  urgency: Type.Integer(),
});
export type CoverageRow = Static<typeof CoverageRow>;

/** Areas within the reach of whoever asks, by the events that they may see. */
export const listCoverage = list({
  name: 'outreach.coverage',
  path: '/api/operations/:operationId/outreach-coverage',
  summary: title('Jangkauan per kelurahan atau kecamatan', 'Coverage by kelurahan or kecamatan'),
  access: outreachRead,
  params,
  query: { level: oneOf(coverageLevels) },
  row: CoverageRow,
  columns: columns({
    area: { title: title('Kode wilayah', 'Area code'), type: 'area', quiet: true, nameIn: 'areaName' },
    areaName: { title: title('Wilayah', 'Area'), type: 'text' },
    parentName: { title: title('Di dalam', 'Within'), type: 'text' },
    covered: {
      title: title('Terjangkau 30 hari', 'Covered in 30 days'),
      type: 'choice',
      choices: coveredWords,
    },
    uncovered: { title: title('Kelurahan belum', 'Kelurahan without'), type: 'number' },
    recent: { title: title('30 hari terakhir', 'Last 30 days'), type: 'number' },
    daysSince: { title: title('Hari sejak terakhir', 'Days since last'), type: 'number' },
    lastDay: { title: title('Terakhir', 'Last'), type: 'day', quiet: true },
    wider: { title: title('Untuk wilayah lebih luas', 'For a wider area'), type: 'number', quiet: true },
    villages: { title: title('Kelurahan', 'Kelurahan'), type: 'number', quiet: true },
    urgency: { title: title('Urutan', 'Order'), type: 'number', hidden: true },
  }),
});

/** The same as figures, and by area for the colours of a map. */
export const readCoverage = query({
  name: 'outreach.coverageSummary',
  path: '/api/operations/:operationId/outreach-coverage/summary',
  summary: title('Ringkasan jangkauan dan peta', 'Coverage in figures and for the map'),
  access: outreachRead,
  params,
  reply: object({
    today: PlainDate,
    /** First of the 30 days. */
    since: PlainDate,
    villages: Type.Integer(),
    uncovered: Type.Integer(),
    never: Type.Integer(),
    /** Events held in these days, each once, whatever area they name. */
    events: Type.Integer(),
    /** Of these, named for an area above the kelurahan. */
    wider: Type.Integer(),
    areas: Type.Array(
      object({
        code: AreaCode,
        name: Type.String(),
        daysSince: nullable(Type.Integer()),
        villages: Type.Integer(),
        uncovered: Type.Integer(),
      }),
    ),
  }),
});
