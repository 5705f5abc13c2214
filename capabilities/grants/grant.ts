/** What a grant consists of: an agreement, its tranches, and what became of the money. Amounts are whole rupiah. */
import {
  Id,
  Instant,
  Localized,
  line,
  nullable,
  object,
  oneOf,
  PlainDate,
  paragraph,
  Standing,
  type Static,
  Type,
} from '#shared/schema.ts';

/** Far below 2^53: exact as a number on the wire, and so is a sum. */
const LARGEST = 9_000_000_000_000_000;
/** Of something that was agreed, paid or returned; more than three times what all regions gave KPU in 2024. */
export const Rupiah = Type.Integer({ minimum: 1, maximum: 100_000_000_000_000 });
/** Of a sum, which may be nothing; of a rest, which is negative where more was spent than came. */
export const Sum = Type.Integer({ minimum: -LARGEST, maximum: LARGEST });
export const Percent = Type.Number();
const Url = nullable(Type.String({ maxLength: 500, pattern: '^https://[^\\s]+$' }));
export const RuleKey = Type.String({ maxLength: 60, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' });

export const recipients = ['kpu', 'bawaslu', 'polri', 'tni'] as const;
export type Recipient = (typeof recipients)[number];
export const recipientWords = {
  kpu: { id: 'KPU', en: 'KPU (election commission)' },
  bawaslu: { id: 'Bawaslu', en: 'Bawaslu (election supervisor)' },
  polri: { id: 'Polri', en: 'Polri (police)' },
  tni: { id: 'TNI', en: 'TNI (armed forces)' },
} as const satisfies Record<Recipient, Localized>;

/** Kinds of agency (data/actors) that receive as each of them. */
export const recipientAgencyKinds: Readonly<Record<Recipient, readonly string[]>> = {
  kpu: ['kpu'],
  bawaslu: ['bawaslu'],
  polri: ['polda', 'polres', 'polresta', 'polrestabes'],
  tni: ['kodam', 'korem', 'kodim'],
};
/** Kinds of agency that act for the government that gives. */
export const GIVER_KINDS: readonly string[] = ['regional-government', 'kesbangpol'];

/** As the Ministry of Home Affairs sorts governments: paid in full, from 40 % on, and below. */
export const buckets = ['full', 'part', 'low'] as const;
export type Bucket = (typeof buckets)[number];
export const bucketWords = {
  full: { id: '100 %', en: '100 %' },
  part: { id: '40 – <100 %', en: '40 – <100 %' },
  low: { id: '<40 %', en: '<40 %' },
} as const satisfies Record<Bucket, Localized>;

/** A tranche is late on the day after its due day, and not before. `unknown`: its due day hangs on a day nobody stated. */
export const dueStates = ['unknown', 'not-due', 'due-soon', 'due-today', 'late', 'paid'] as const;
export type DueState = (typeof dueStates)[number];
export const dueStateWords = {
  unknown: { id: 'tenggat belum diketahui', en: 'due day unknown' },
  'not-due': { id: 'belum jatuh tempo', en: 'not due' },
  'due-soon': { id: 'segera jatuh tempo', en: 'due soon' },
  'due-today': { id: 'jatuh tempo hari ini', en: 'due today' },
  late: { id: 'lewat tenggat', en: 'late' },
  paid: { id: 'lunas', en: 'paid' },
} as const satisfies Record<DueState, Localized>;
/** Calendar days before the due day from which it is due soon. */
export const SOON_DAYS = 14;

/** Why a day was not counted. `not-covered`: no table of holidays holds it, so it was counted and the result is assumed. */
export const skipReasons = ['weekend', 'public', 'joint-leave'] as const;
export const skipWords = {
  weekend: { id: 'akhir pekan', en: 'weekend' },
  public: { id: 'hari libur nasional', en: 'public holiday' },
  'joint-leave': { id: 'cuti bersama', en: 'joint leave' },
} as const satisfies Record<(typeof skipReasons)[number], Localized>;

/** What a due day hangs on. `none`: neither law nor agreement names one. */
export const dueBases = ['signing', 'voting', 'inauguration', 'agreed', 'none'] as const;
export const dueBasisWords = {
  signing: { id: 'penandatanganan', en: 'signing' },
  voting: { id: 'pemungutan suara', en: 'voting' },
  inauguration: { id: 'pelantikan', en: 'inauguration' },
  agreed: { id: 'disebut dalam perjanjian', en: 'named in the agreement' },
  none: { id: 'tidak disebut', en: 'not named' },
} as const satisfies Record<(typeof dueBases)[number], Localized>;

export const LawRule = object({
  key: RuleKey,
  version: Type.Integer(),
  /** Null where no source states the first day. */
  validFrom: nullable(PlainDate),
  validTo: nullable(PlainDate),
  text: Localized,
  citation: Type.String(),
  url: nullable(Type.String()),
  standing: Standing,
  from: oneOf(['signing', 'voting', 'inauguration']),
  /** Part of the grant that the rule speaks of; null where it speaks of the rest. */
  percent: nullable(Type.Integer()),
});
export type LawRule = Static<typeof LawRule>;

/** A due day and how it came about, so that anybody can count it again. */
export const LegalDue = object({
  /** Null while the day that it hangs on is not known. */
  day: nullable(PlainDate),
  basis: oneOf(dueBases),
  /** The day that it hangs on. */
  from: nullable(PlainDate),
  rule: nullable(LawRule),
  /** Table of holidays that was used: `id@version`; null where calendar months are counted. */
  table: nullable(Type.String()),
  /** Something in the count is not firmly known: a day outside the table, an assumed holiday, an assumed rule. */
  assumed: Type.Boolean(),
  skipped: Type.Array(
    object({
      day: PlainDate,
      why: oneOf(skipReasons),
      name: nullable(Type.String()),
      assumed: Type.Boolean(),
    }),
  ),
  /** Days that were counted as working days although no table holds them. */
  uncovered: Type.Array(PlainDate),
});
export type LegalDue = Static<typeof LegalDue>;

/** One line of money that moved, or of what was spent by a day. Never removed: what was withdrawn stays, struck. */
export const Entry = object({
  id: Id,
  /** Of a transfer. */
  trancheId: nullable(Id),
  /** Day of the transfer or return; of what was absorbed the day up to which it was counted. */
  day: PlainDate,
  amount: Type.Integer(),
  /** What shows it: a paper, or the source of the figure. */
  evidence: Type.String(),
  url: nullable(Type.String()),
  by: Type.String(),
  at: Instant,
  operationAt: Instant,
  standing: Standing,
  withdrawn: nullable(object({ reason: Type.String(), operationAt: Instant })),
});
export type Entry = Static<typeof Entry>;

export const Tranche = object({
  id: Id,
  ordinal: Type.Integer(),
  percent: nullable(Type.Integer()),
  amount: Sum,
  due: LegalDue,
  transferred: Sum,
  state: oneOf(dueStates),
  /** Calendar days from the operation's today to the due day; negative when it has passed. */
  daysLeft: nullable(Type.Integer()),
  /** Day of the transfer that completed it, and by how many days it was late. */
  paidOn: nullable(PlainDate),
  paidLateDays: nullable(Type.Integer()),
  transfers: Type.Array(Entry),
});
export type Tranche = Static<typeof Tranche>;

/** A share in whole percent or an amount, exactly one of both; due by a rule of law, or on a day the agreement names. */
export const NewTranche = object({
  id: Id,
  percent: nullable(Type.Integer({ minimum: 1, maximum: 100 })),
  amount: nullable(Rupiah),
  rule: nullable(RuleKey),
  dueOn: nullable(PlainDate),
});
export type NewTranche = Static<typeof NewTranche>;

/** What may be corrected later. */
export const terms = {
  amount: Rupiah,
  /** 1 for an exact amount; 1,000,000,000 where the source speaks of whole billions. */
  roundedTo: Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 }),
  /** Null where no source states it: what hangs on it then has no due day. */
  signedOn: nullable(PlainDate),
  number: nullable(line(100)),
  /** All of it: percents together 100, or amounts together the grant. */
  tranches: Type.Array(NewTranche, { minItems: 1, maxItems: 10 }),
  standing: Standing,
  source: line(300),
  note: nullable(paragraph(1000)),
};
export const NewGrant = object({
  id: Id,
  operationId: Id,
  /** Code of the province or regency. */
  government: Type.String({ pattern: '^[0-9]{2}(\\.[0-9]{2})?$' }),
  recipient: oneOf(recipients),
  /** Null where the recipient takes no part in Rakor. */
  recipientAgencyId: nullable(Id),
  recipientName: line(200),
  ...terms,
});
export type NewGrant = Static<typeof NewGrant>;

export const moneyEntry = {
  id: Id,
  day: PlainDate,
  amount: Rupiah,
  evidence: line(300),
  url: Url,
  standing: Standing,
};
