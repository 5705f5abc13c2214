/** What a daily report (Laporan harian operasi, Laphar) consists of. Every figure is computed; only `text` is written. */
import {
  Id,
  Instant,
  Localized,
  line,
  nullable,
  object,
  oneOf,
  PlainDate,
  PlainTime,
  paragraph,
  Standing,
  type Static,
  Type,
} from '#shared/schema.ts';
import { zones } from '#shared/time.ts';

const Count = Type.Integer();
const Name = Type.String();

/** Of today and of the day before; `percent` is null where yesterday was 0: nothing grows from nothing by a share. */
export const Compared = object({
  today: Count,
  yesterday: Count,
  difference: Count,
  percent: nullable(Type.Number()),
});
export type Compared = Static<typeof Compared>;

export const StrengthPart = object({
  force: Name,
  duty: Name,
  count: Count,
  standing: Standing,
});
export const Strength = object({
  statedOn: PlainDate,
  /** From which day it stands; reports that were frozen before this was kept have none. */
  appliesFrom: Type.Optional(PlainDate),
  statedTotal: nullable(Count),
  computedTotal: Count,
  agrees: Type.Boolean(),
  parts: Type.Array(StrengthPart),
});

export const ActivityLine = object({
  id: Id,
  title: Name,
  kind: Name,
  area: Name,
  areaName: Name,
  startsAt: Instant,
  endsAt: nullable(Instant),
  result: nullable(Type.String()),
  standing: Standing,
});
export type ActivityLine = Static<typeof ActivityLine>;
/** Over before the period began, and still nobody wrote the result. */
export const OverdueLine = object({
  id: Id,
  title: Name,
  kind: Name,
  area: Name,
  areaName: Name,
  startsAt: Instant,
  endsAt: nullable(Instant),
});
export type OverdueLine = Static<typeof OverdueLine>;
export const SatgasActivities = object({ satgas: nullable(Name), activities: Type.Array(ActivityLine) });

export const StageLine = object({
  key: Name,
  name: Localized,
  start: nullable(PlainDate),
  end: nullable(PlainDate),
  state: oneOf(['running', 'next']),
  /** running: which day this is, and of how many. */
  day: nullable(Count),
  of: nullable(Count),
  /** next: days until it begins. */
  daysTo: nullable(Count),
});
export type StageLine = Static<typeof StageLine>;

export const ReportLine = object({
  kind: Name,
  kindName: Localized,
  area: Name,
  areaName: Name,
  ...Compared.properties,
  unread: Count,
});
export type ReportLine = Static<typeof ReportLine>;

export const IncidentLine = object({
  kind: Name,
  kindName: Localized,
  area: Name,
  areaName: Name,
  opened: Count,
  resolved: Count,
  open: Count,
});
export type IncidentLine = Static<typeof IncidentLine>;

/** `available` null: not distributed to this area yet; then there is no gap either. */
export const NeedLine = object({
  area: nullable(Name),
  areaName: Name,
  force: oneOf(['polri', 'linmas']),
  need: Count,
  needGrouped: Count,
  available: nullable(Count),
  gap: nullable(Count),
  gapGrouped: nullable(Count),
  standing: Standing,
  standingGrouped: Standing,
  /** People divided inside it and over how many of its villages; reports that were frozen before have none. */
  distributed: Type.Optional(Count),
  villages: Type.Optional(Count),
  villagesCovered: Type.Optional(Count),
});
export type NeedLine = Static<typeof NeedLine>;

export const ContradictionLine = object({
  key: Name,
  text: Localized,
  stated: Count,
  computed: Count,
  source: Name,
});

/** What its author writes. An empty field prints as "Nihil". */
export const ReportText = object({
  to: line(300, 0),
  subject: line(300, 0),
  outlook: paragraph(3000),
  needs: paragraph(3000),
  attention: paragraph(3000),
  place: line(80, 0),
  office: line(160, 0),
  name: line(120, 0),
  rank: line(120, 0),
});
export type ReportText = Static<typeof ReportText>;

export const ReportForm = object({
  /** Lines above the rule of the letterhead, highest office first. */
  letterhead: Type.Array(line(120), { minItems: 1, maxItems: 5 }),
  /** `{n}` the number, `{month}` in Roman figures, `{year}`: `LAPHAR/{n}/{month}/{year}`. `{n}` must be in it. */
  numberPattern: Type.String({
    minLength: 3,
    maxLength: 80,
    pattern: '^[^\\u0000-\\u001f]*\\{n\\}[^\\u0000-\\u001f]*$',
  }),
  cutOff: PlainTime,
});
export type ReportForm = Static<typeof ReportForm>;

/** The data of one daily report: as live figures while it is a draft, frozen once it is issued. */
export const DailyReport = object({
  schema: Type.Literal('laphar-1'),
  operation: object({
    id: Id,
    codeName: Name,
    zone: oneOf(zones),
    firstDay: PlainDate,
    lastDay: PlainDate,
    /** Which day of the operation the report is about, and of how many; null outside its period. */
    day: nullable(Count),
    days: Count,
    votingDay: nullable(PlainDate),
    daysToVoting: nullable(Count),
    sample: Type.Boolean(),
    shiftedClock: Type.Boolean(),
  }),
  day: PlainDate,
  cutOff: PlainTime,
  period: object({ from: Instant, to: Instant, ended: Type.Boolean() }),
  /** Clock of the operation when the figures were taken. */
  asOf: Instant,
  issuer: object({ agencyId: nullable(Id), name: Name, letterhead: Type.Array(Name) }),
  strength: nullable(Strength),
  activities: Type.Array(SatgasActivities),
  /** Reports that were issued before this was counted have none. */
  overdue: Type.Optional(Type.Array(OverdueLine)),
  stages: Type.Array(StageLine),
  reports: object({
    rows: Type.Array(ReportLine),
    byKind: Type.Array(object({ kind: Name, kindName: Localized, ...Compared.properties })),
    total: Compared,
    unread: Count,
  }),
  incidents: object({
    rows: Type.Array(IncidentLine),
    total: object({ opened: Count, resolved: Count, open: Count }),
    openedCompared: Compared,
  }),
  deployment: object({
    day: PlainDate,
    whole: Type.Array(NeedLine),
    rows: Type.Array(NeedLine),
    reserve: Count,
    army: Count,
    lent: Count,
  }),
  contradictions: Type.Array(ContradictionLine),
  /** Facts of the 24 hours after the cut-off. No prophecy. */
  outlook: object({ until: Instant, stages: Type.Array(StageLine), activities: Type.Array(ActivityLine) }),
  text: ReportText,
});
export type DailyReport = Static<typeof DailyReport>;

/** A letter that no face of the paper has: the letter, its code points, and the parts of the paper where it stands. */
export const ReplacedLetter = object({
  letter: Type.String(),
  code: Type.String(),
  where: Type.Array(Localized),
});
export type ReplacedLetter = Static<typeof ReplacedLetter>;
