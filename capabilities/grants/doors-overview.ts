/** The doors at which all grants are read at once: totals, the time line, what a form offers, law and published figures. */
import { query } from '#shared/endpoint.ts';
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
import { buckets, dueStates, LawRule, Percent, recipients, Sum } from './grant.ts';
import { grantRead, grantWrite } from './rights.ts';

const title = (id: string, en: string) => ({ id, en });

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
