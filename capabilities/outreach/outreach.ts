/** What an outreach event consists of. It is about an event: nobody who came is named, and nothing that anybody thinks. */
import {
  AreaCode,
  Id,
  Instant,
  type Localized,
  line,
  nullable,
  object,
  oneOf,
  paragraph,
  type Static,
  Type,
} from '#shared/schema.ts';

export const outreachKinds = ['dialogue', 'education', 'pledge', 'visit', 'other'] as const;
export type OutreachKindKey = (typeof outreachKinds)[number];
export const kindWords = {
  dialogue: { id: 'dialog', en: 'dialogue' },
  education: { id: 'sosialisasi', en: 'public education' },
  pledge: { id: 'deklarasi damai', en: 'peace pledge' },
  visit: { id: 'kunjungan', en: 'visit' },
  other: { id: 'lainnya', en: 'other' },
} as const satisfies Record<OutreachKindKey, Localized>;

/** planned: has a day. held: it took place. cancelled: it did not, or was written down by mistake; with a reason. */
export const outreachStates = ['planned', 'held', 'cancelled'] as const;
export type OutreachState = (typeof outreachStates)[number];
export const stateWords = {
  planned: { id: 'direncanakan', en: 'planned' },
  held: { id: 'terlaksana', en: 'held' },
  cancelled: { id: 'batal', en: 'cancelled' },
} as const satisfies Record<OutreachState, Localized>;

/** For whom an event was held, as kinds of audience: never who they were. */
export const audienceWords = {
  public: { id: 'masyarakat umum', en: 'general public' },
  youth: { id: 'pemuda', en: 'youth' },
  'first-time': { id: 'pemilih pemula', en: 'first-time voters' },
  students: { id: 'pelajar dan mahasiswa', en: 'pupils and students' },
  women: { id: 'perempuan', en: 'women' },
  elderly: { id: 'lanjut usia', en: 'elderly people' },
  disabled: { id: 'pemilih penyandang disabilitas', en: 'disabled voters' },
  'religious-leaders': { id: 'tokoh agama', en: 'religious leaders' },
  'community-leaders': { id: 'tokoh masyarakat', en: 'community leaders' },
  'neighbourhood-heads': { id: 'pengurus RT/RW', en: 'heads of neighbourhoods (RT/RW)' },
  organisations: { id: 'organisasi kemasyarakatan', en: 'civil organisations' },
  'campaign-teams': { id: 'tim kampanye peserta Pemilihan', en: 'campaign teams of contestants' },
  'election-crews': { id: 'PPK, PPS, dan KPPS', en: 'election crews (PPK, PPS, KPPS)' },
  'supervision-crews': { id: 'pengawas ad hoc', en: 'supervision crews' },
  linmas: { id: 'Linmas', en: 'Linmas' },
  workers: { id: 'pekerja', en: 'workers' },
  media: { id: 'media', en: 'media' },
} as const satisfies Readonly<Record<string, Localized>>;
export type Audience = keyof typeof audienceWords;
export const audiences: readonly Audience[] = Object.keys(audienceWords).filter(isAudience);

function isAudience(key: string): key is Audience {
  return key in audienceWords;
}

/** How a number of people was arrived at. */
export const attendedBases = ['counted', 'estimated'] as const;
export type AttendedBasis = (typeof attendedBases)[number];
export const basisWords = {
  counted: { id: 'dihitung', en: 'counted' },
  estimated: { id: 'perkiraan', en: 'estimated' },
} as const satisfies Record<AttendedBasis, Localized>;

/** stated: written down by the agency itself. staged: made for a sample. */
export const outreachStandings = ['stated', 'staged'] as const;
export type OutreachStanding = (typeof outreachStandings)[number];
export const standingWords = {
  stated: { id: 'dicatat instansi', en: 'recorded by the agency' },
  staged: { id: 'contoh', en: 'staged' },
} as const satisfies Record<OutreachStanding, Localized>;

export const Attended = object({
  count: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  basis: oneOf(attendedBases),
});
export type Attended = Static<typeof Attended>;

export const Note = paragraph(4000);

/** What is said of an event whether it is planned or held. */
export const described = {
  kind: oneOf(outreachKinds),
  /** What it is called, without names of people. */
  title: line(160),
  /** Kelurahan where it concerns one; else the wider area for which it is held. */
  area: AreaCode,
  /** Hall, square or office. */
  place: nullable(line(200)),
  audiences: Type.Array(oneOf(audiences), { minItems: 1, maxItems: audiences.length, uniqueItems: true }),
  /** Agencies that hold it together with one's own. */
  partnerIds: Type.Array(Id, { maxItems: 30, uniqueItems: true }),
  /** How it went, without names of people. */
  note: Note,
};
const Described = object(described);
export type Described = Static<typeof Described>;

export const Party = object({ id: Id, name: Type.String() });

export const entryKinds = ['planned', 'held', 'changed', 'cancelled'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** One line of what was done to the record, oldest first. */
export const Entry = object({
  id: Id,
  what: oneOf(entryKinds),
  version: Type.Integer(),
  by: nullable(Type.String()),
  text: nullable(Type.String()),
  at: Instant,
  operationAt: Instant,
});
export type Entry = Static<typeof Entry>;
