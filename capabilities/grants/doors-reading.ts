/** The doors at which grants are read: list, card, totals, time line, what a form offers, and what was published. */
import { list, query } from '#shared/endpoint.ts';
import {
  Id,
  Localized,
  nullable,
  object,
  oneOf,
  PlainDate,
  Standing,
  type Static,
  Type,
} from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { YesNo, yesNoColumn } from '#shared/usual-columns.ts';
import {
  buckets,
  bucketWords,
  dueStates,
  dueStateWords,
  Entry,
  LawRule,
  LegalDue,
  Percent,
  recipients,
  recipientWords,
  Sum,
  Tranche,
} from './grant.ts';
import { grantRead, grantWrite } from './rights.ts';

const title = (id: string, en: string) => ({ id, en });

export const GrantRow = object({
  id: Id,
  /** The government that gives. */
  area: Type.String(),
  areaName: Type.String(),
  recipient: oneOf(recipients),
  recipientName: Type.String(),
  number: nullable(Type.String()),
  signedOn: nullable(PlainDate),
  amount: Sum,
  roundedTo: Type.Integer(),
  transferred: Sum,
  /** By the latest day on which the recipient reported. */
  absorbed: Sum,
  absorbedAsOf: nullable(PlainDate),
  returned: Sum,
  /** Agreed and not transferred. */
  unpaid: Sum,
  /** Transferred, neither absorbed nor returned. */
  unspent: Sum,
  /** Transferred of agreed, and absorbed of agreed; two decimals. */
  paidPercent: Percent,
  absorbedPercent: Percent,
  bucket: oneOf(buckets),
  /** The tranche that is not paid and due first, those without a known day last; null when all are paid. */
  nextTranche: nullable(Type.Integer()),
  nextDueDay: nullable(PlainDate),
  /** Of the next tranche; `paid` when all are. */
  state: oneOf(dueStates),
  daysLeft: nullable(Type.Integer()),
  late: YesNo,
  /** The due day of the next tranche rests on something assumed. */
  dueAssumed: YesNo,
  mayWrite: YesNo,
  standing: Standing,
  source: Type.String(),
});
export type GrantRow = Static<typeof GrantRow>;

export const listGrants = list({
  name: 'grants.list',
  path: '/api/operations/:operationId/grants',
  summary: title('Daftar hibah (NPHD)', 'List of grants (NPHD)'),
  access: grantRead,
  params: { operationId: Id },
  row: GrantRow,
  columns: columns({
    id: { title: title('ID', 'Id'), type: 'id', hidden: true },
    area: {
      title: title('Kode pemda', 'Code of the government'),
      type: 'area',
      quiet: true,
      nameIn: 'areaName',
    },
    areaName: { title: title('Pemerintah daerah', 'Government'), type: 'text' },
    recipient: { title: title('Penerima', 'Recipient'), type: 'choice', choices: recipientWords },
    recipientName: { title: title('Instansi penerima', 'Recipient agency'), type: 'text' },
    amount: { title: title('Disepakati (Rp)', 'Agreed (Rp)'), type: 'number' },
    transferred: { title: title('Ditransfer (Rp)', 'Transferred (Rp)'), type: 'number' },
    paidPercent: { title: title('Ditransfer (%)', 'Transferred (%)'), type: 'number' },
    absorbed: { title: title('Diserap (Rp)', 'Absorbed (Rp)'), type: 'number' },
    absorbedPercent: { title: title('Diserap (%)', 'Absorbed (%)'), type: 'number', quiet: true },
    absorbedAsOf: { title: title('Serapan per', 'Absorbed as of'), type: 'day', quiet: true },
    bucket: {
      title: title('Kelompok Kemendagri', 'Ministry’s bucket'),
      type: 'choice',
      choices: bucketWords,
    },
    nextTranche: { title: title('Tahap berikut', 'Next tranche'), type: 'number' },
    nextDueDay: { title: title('Jatuh tempo', 'Due'), type: 'day' },
    state: { title: title('Keadaan', 'State'), type: 'choice', choices: dueStateWords },
    daysLeft: { title: title('Sisa hari', 'Days left'), type: 'number', quiet: true },
    late: { ...yesNoColumn('Lewat tenggat', 'Late'), quiet: true },
    dueAssumed: { ...yesNoColumn('Tenggat diasumsikan', 'Due day assumed'), quiet: true },
    returned: { title: title('Dikembalikan (Rp)', 'Returned (Rp)'), type: 'number', quiet: true },
    unpaid: { title: title('Belum ditransfer (Rp)', 'Not transferred (Rp)'), type: 'number', quiet: true },
    unspent: { title: title('Belum diserap (Rp)', 'Not spent (Rp)'), type: 'number', quiet: true },
    signedOn: { title: title('Ditandatangani', 'Signed'), type: 'day' },
    number: { title: title('Nomor', 'Number'), type: 'text', quiet: true },
    roundedTo: { title: title('Dibulatkan ke (Rp)', 'Rounded to (Rp)'), type: 'number', quiet: true },
    mayWrite: { ...yesNoColumn('Pihak kami', 'Our side'), quiet: true },
    standing: { title: title('Dasar', 'Standing'), type: 'text', quiet: true },
    source: { title: title('Sumber', 'Source'), type: 'text', quiet: true },
  }),
});

/** What whoever looks may do now, as the words of the doors. */
export const grantActs = ['correct', 'transfers', 'absorbed', 'returned', 'withdrawal'] as const;
export type GrantAct = (typeof grantActs)[number];

export const GrantCard = object({
  id: Id,
  operationId: Id,
  government: Type.String(),
  governmentName: Type.String(),
  recipient: oneOf(recipients),
  recipientAgencyId: nullable(Id),
  recipientName: Type.String(),
  number: nullable(Type.String()),
  signedOn: nullable(PlainDate),
  amount: Sum,
  roundedTo: Type.Integer(),
  standing: Standing,
  source: Type.String(),
  note: nullable(Type.String()),
  transferred: Sum,
  absorbed: Sum,
  absorbedAsOf: nullable(PlainDate),
  returned: Sum,
  unspent: Sum,
  paidPercent: Percent,
  absorbedPercent: Percent,
  bucket: oneOf(buckets),
  /** The operation's today, by which states are told. */
  today: PlainDate,
  tranches: Type.Array(Tranche),
  /** Newest day first; withdrawn ones among them. */
  absorbedEntries: Type.Array(Entry),
  returnedEntries: Type.Array(Entry),
  /** When unspent money has to be back; `paid` where nothing is left to return. */
  return: object({ due: LegalDue, state: oneOf(dueStates), daysLeft: nullable(Type.Integer()) }),
  acts: Type.Array(oneOf(grantActs)),
});
export type GrantCard = Static<typeof GrantCard>;

export const readGrant = query({
  name: 'grants.read',
  path: '/api/election-grants/:grantId',
  summary: title(
    'Kartu hibah: tahap, transfer, serapan, pengembalian',
    'One grant with its tranches and entries',
  ),
  access: grantRead,
  params: { grantId: Id },
  reply: GrantCard,
});

const Money = {
  grants: Type.Integer(),
  agreed: Sum,
  /** How far the true sum may lie away, because sources rounded: the sum of what each amount is rounded to. */
  roundedBy: Sum,
  transferred: Sum,
  absorbed: Sum,
  returned: Sum,
  paidPercent: Percent,
  absorbedPercent: Percent,
};
export const GrantTotals = object({
  today: PlainDate,
  all: object(Money),
  byRecipient: Type.Array(object({ recipient: oneOf(recipients), ...Money })),
  byBucket: Type.Array(object({ bucket: oneOf(buckets), grants: Type.Integer() })),
  /** One per government, for the map and the ministry's three buckets. */
  byGovernment: Type.Array(
    object({
      area: Type.String(),
      areaName: Type.String(),
      bucket: oneOf(buckets),
      late: Type.Integer(),
      ...Money,
    }),
  ),
  /** Tranches that are late, due today or due soon, most urgent first. */
  alerts: Type.Array(
    object({
      grantId: Id,
      areaName: Type.String(),
      recipient: oneOf(recipients),
      ordinal: Type.Integer(),
      dueDay: PlainDate,
      daysLeft: Type.Integer(),
      state: oneOf(dueStates),
      /** Not transferred of this tranche. */
      missing: Sum,
      assumed: Type.Boolean(),
    }),
  ),
});
export type GrantTotals = Static<typeof GrantTotals>;

export const readGrantTotals = query({
  name: 'grants.totals',
  path: '/api/operations/:operationId/grant-totals',
  summary: title('Jumlah hibah dan tenggat yang mendesak', 'Totals of grants, and urgent due days'),
  access: grantRead,
  params: { operationId: Id },
  reply: GrantTotals,
});

export const markKinds = ['signed', 'due', 'transferred', 'absorbed', 'returned', 'return-due'] as const;
export const markWords = {
  signed: title('ditandatangani', 'signed'),
  due: title('jatuh tempo', 'due'),
  transferred: title('ditransfer', 'transferred'),
  absorbed: title('diserap sampai hari ini', 'absorbed up to this day'),
  returned: title('dikembalikan', 'returned'),
  'return-due': title('batas pengembalian', 'return due'),
} as const satisfies Record<(typeof markKinds)[number], Localized>;

/** Everything that has a day, by day; and what has none, with what its day hangs on. */
export const readGrantTimeline = query({
  name: 'grants.timeline',
  path: '/api/operations/:operationId/grant-timeline',
  summary: title('Garis waktu hibah', 'Time line of grants'),
  access: grantRead,
  params: { operationId: Id },
  reply: object({
    today: PlainDate,
    votingDay: nullable(PlainDate),
    marks: Type.Array(
      object({
        grantId: Id,
        areaName: Type.String(),
        recipient: oneOf(recipients),
        kind: oneOf(markKinds),
        day: PlainDate,
        ordinal: nullable(Type.Integer()),
        amount: nullable(Sum),
        /** Of `due` and `return-due`. */
        state: nullable(oneOf(dueStates)),
        assumed: Type.Boolean(),
      }),
    ),
    withoutDay: Type.Array(
      object({
        grantId: Id,
        areaName: Type.String(),
        recipient: oneOf(recipients),
        ordinal: Type.Integer(),
        why: Localized,
      }),
    ),
  }),
});

/** What a form for a new grant offers; governments and recipients for whose side whoever asks may write come first. */
export const readGrantChoices = query({
  name: 'grants.choices',
  path: '/api/operations/:operationId/grant-choices',
  summary: title('Pilihan untuk hibah baru', 'What a new grant can name'),
  access: grantWrite,
  params: { operationId: Id },
  reply: object({
    today: PlainDate,
    votingDay: nullable(PlainDate),
    ownAgencyId: nullable(Id),
    /** `ours`: whoever asks acts for this government. */
    governments: Type.Array(object({ code: Type.String(), name: Type.String(), ours: Type.Boolean() })),
    agencies: Type.Array(
      object({ id: Id, name: Type.String(), short: Type.String(), recipient: oneOf(recipients) }),
    ),
  }),
});

/** Rules of law and tables of holidays in force here, with their versions and sources. */
export const readGrantLaw = query({
  name: 'grants.law',
  path: '/api/grant-law',
  summary: title('Aturan dan tabel hari libur untuk tenggat hibah', 'Rules and holidays behind due days'),
  access: grantRead,
  reply: object({
    rules: Type.Array(LawRule),
    tables: Type.Array(
      object({
        id: Type.String(),
        version: Type.Integer(),
        from: PlainDate,
        to: PlainDate,
        source: Type.String(),
        days: Type.Array(
          object({
            day: PlainDate,
            name: Type.String(),
            kind: oneOf(['public', 'joint-leave']),
            source: Type.String(),
            standing: Standing,
          }),
        ),
      }),
    ),
  }),
});

const PublishedFigure = object({
  recipient: oneOf([...recipients, 'security', 'all']),
  what: oneOf(['agreed', 'transferred', 'absorbed', 'returned']),
  /** Rupiah as published. */
  amount: nullable(Sum),
  roundedTo: nullable(Type.Integer()),
  percent: nullable(Percent),
  /** Governments that the figure counts. */
  governments: nullable(Type.Integer()),
  standing: Standing,
  source: Type.String(),
  note: nullable(Localized),
});

/** Series and figures as they were published, by day; not what is written down in an operation. */
export const readPublishedGrants = query({
  name: 'grants.published',
  path: '/api/published-grants',
  summary: title('Angka hibah yang pernah diumumkan', 'Figures of grants as published'),
  access: grantRead,
  reply: object({
    series: Type.Array(
      object({
        key: Type.String(),
        title: Localized,
        area: nullable(Type.String()),
        points: Type.Array(object({ day: nullable(PlainDate), figures: Type.Array(PublishedFigure) })),
        sources: Type.Array(
          object({
            key: Type.String(),
            title: Type.String(),
            publisher: Type.String(),
            date: nullable(PlainDate),
            url: nullable(Type.String()),
          }),
        ),
      }),
    ),
  }),
});
