import Type from 'typebox';
import { AreaCode, Contradiction, Count, claim, Day, Key, LocalMinute, Source, Text } from './schema.ts';
import { SampleGrant } from './schema-grants.ts';
import { SampleTask } from './schema-sample-tasks.ts';

const strict = { additionalProperties: false };
const DayOrNull = Type.Union([Day, Type.Null()]);
const CountOrNull = Type.Union([Count, Type.Null()]);

/** One announcement of the operation's dates. `agrees` is null where no length was published. */
const PeriodRevision = Type.Object(
  {
    key: Key,
    announcedOn: DayOrNull,
    start: Day,
    end: Day,
    daysStated: CountOrNull,
    daysComputed: Count,
    agrees: Type.Union([Type.Boolean(), Type.Null()]),
    ...claim,
  },
  strict,
);

const Election = Type.Object(
  {
    key: Key,
    kind: Type.Enum(['governor', 'mayor', 'regent', 'president-legislative']),
    areaCode: Type.Union([AreaCode, Type.Null()]),
    name: Text,
    votingDate: Day,
    ...claim,
  },
  strict,
);

const Part = Type.Object(
  {
    force: Type.Enum([
      'polri',
      'brimob',
      'tni',
      'linmas',
      'satpol-pp',
      'health',
      'local-government',
      'mixed',
    ]),
    count: Count,
    /** `all`: the source does not say for which duty; `reserve` and `support` never count as guards of TPS. */
    duty: Type.Enum(['tps', 'reserve', 'support', 'all']),
    inPublishedTotal: Type.Boolean(),
    ...claim,
  },
  strict,
);

/** One publication of strength. `computedTotal` sums the parts that the publication counts in its total. */
const StrengthRevision = Type.Object(
  {
    key: Key,
    statedOn: DayOrNull,
    /** null: the whole operation. */
    areaCode: Type.Union([AreaCode, Type.Null()]),
    publishedTotal: CountOrNull,
    parts: Type.Array(Part),
    computedTotal: CountOrNull,
    agrees: Type.Union([Type.Boolean(), Type.Null()]),
    ...claim,
  },
  strict,
);
export type StrengthRevision = Type.Static<typeof StrengthRevision>;

/** A labelled triple: so many police to so many stations with so many Linmas; `order` reads `writtenAs`. */
const Pattern = Type.Object(
  {
    class: Key,
    police: Type.Integer({ minimum: 1 }),
    stations: Type.Integer({ minimum: 1 }),
    linmas: Count,
    writtenAs: Type.String({ pattern: '^\\d+-\\d+-\\d+$' }),
    order: Type.Enum(['P-T-L', 'P-L-T']),
    statedOn: DayOrNull,
    ...claim,
  },
  strict,
);

const Activity = Type.Object(
  {
    key: Key,
    name: Text,
    kind: Type.Enum(['campaign', 'clean-up', 'delivery', 'muster', 'plenary', 'meeting', 'inspection']),
    organiser: Type.Union([Key, Type.Null()]),
    place: Text,
    areaCode: AreaCode,
    start: LocalMinute,
    end: LocalMinute,
    hours: Type.Enum(['stated', 'staged']),
    expectedCrowd: CountOrNull,
    strength: CountOrNull,
    ...claim,
  },
  strict,
);

const PointKind = Type.Enum([
  'government-office',
  'election-office',
  'warehouse',
  'transport',
  'public-space',
  'worship',
  'market',
  'vital-object',
  'other',
]);

const Agency = Type.Object(
  {
    key: Key,
    kind: Key,
    name: Text,
    short: Type.String({ minLength: 1 }),
    areaCodes: Type.Array(AreaCode),
    ...claim,
  },
  strict,
);
const Unit = Type.Object(
  {
    key: Key,
    agency: Key,
    parent: Type.Union([Key, Type.Null()]),
    kind: Key,
    name: Type.String({ minLength: 1 }),
    ...claim,
  },
  strict,
);
/** Who is responsible where; `holder` is an agency or a unit. Several holders may share an area. */
const Jurisdiction = Type.Object(
  { holder: Key, areaCodes: Type.Array(AreaCode, { minItems: 1 }), ...claim },
  strict,
);

const DemoAccount = Type.Object(
  {
    login: Key,
    name: Text,
    agency: Key,
    role: Type.Enum([
      'kaops',
      'karendalops',
      'agency-officer',
      'field-officer',
      'liaison',
      'auditor',
      'administrator',
    ]),
    /** Left out: the whole of the operation. */
    areas: Type.Optional(Type.Array(AreaCode, { minItems: 1 })),
  },
  strict,
);

/** A staged report; `minutes` counts from `opensAt`, negative before it. `aboutAgency`: it bypasses that one. */
const SampleReport = Type.Object(
  {
    key: Key,
    kind: Key,
    areaCode: AreaCode,
    minutes: Type.Integer(),
    by: Key,
    aboutAgency: Type.Optional(Key),
    text: Type.String({ minLength: 10, maxLength: 400 }),
    ...claim,
  },
  strict,
);

/** A staged outreach event; `day` counts from the day of `opensAt`, later ones are planned. `by`: login of who logged it. */
const SampleOutreach = Type.Object(
  {
    key: Key,
    kind: Type.Enum(['dialogue', 'education', 'pledge', 'visit', 'other']),
    title: Type.String({ minLength: 5, maxLength: 160 }),
    areaCode: AreaCode,
    place: Type.String({ minLength: 3, maxLength: 200 }),
    day: Type.Integer({ minimum: -200, maximum: 60 }),
    time: Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }),
    by: Key,
    partners: Type.Array(Key),
    audiences: Type.Array(Key, { minItems: 1 }),
    attended: CountOrNull,
    text: Type.String({ maxLength: 400 }),
    ...claim,
  },
  strict,
);

/** One sample operation, made from published facts; what no report states is `staged` or `assumed`. */
export const Operation = Type.Object(
  {
    key: Key,
    version: Type.Integer({ minimum: 1 }),
    reports: Type.Array(Type.Enum(['A', 'B', 'C', 'D', 'E']), { minItems: 1 }),
    opensByDefault: Type.Boolean(),
    title: Text,
    codeName: Type.Object({ text: Type.String({ minLength: 1 }), ...claim }, strict),
    kind: Type.Enum(['central', 'regional']),
    level: Type.Enum(['polda', 'polres']),
    zone: Type.Enum(['WIB', 'WITA', 'WIT']),
    opensAt: Type.Object({ local: LocalMinute, ...claim }, strict),
    areaFiles: Type.Array(Key, { minItems: 1 }),
    areas: Type.Array(AreaCode, { minItems: 1 }),
    stationCounts: Type.Union([Type.Object({ file: Key, roll: Key }, strict), Type.Null()]),
    calendar: Type.String({ pattern: '^[a-z0-9-]+@\\d+$' }),
    periodRevisions: Type.Array(PeriodRevision, { minItems: 1 }),
    elections: Type.Array(Election, { minItems: 1 }),
    phases: Type.Array(
      Type.Object(
        { phase: Type.Enum(['before', 'voting', 'after']), start: Day, end: Day, ...claim },
        strict,
      ),
      { minItems: 3, maxItems: 3 },
    ),
    otherEvents: Type.Array(Type.Object({ key: Key, name: Text, start: Day, end: Day, ...claim }, strict)),
    strengthRevisions: Type.Array(StrengthRevision),
    taskForces: Type.Array(
      Type.Object({ key: Key, name: Text, tasks: Type.Array(Text, { minItems: 1 }), ...claim }, strict),
    ),
    strategicPoints: Type.Array(
      Type.Object({ key: Key, name: Text, kind: PointKind, areaCode: AreaCode, ...claim }, strict),
    ),
    activities: Type.Array(Activity),
    agencies: Type.Array(Agency, { minItems: 1 }),
    units: Type.Array(Unit),
    jurisdictions: Type.Array(Jurisdiction, { minItems: 1 }),
    scheme: Type.Object(
      { key: Key, name: Text, classes: Type.Array(Type.Object({ key: Key, name: Text }, strict)), ...claim },
      strict,
    ),
    /** The class every station gets when the sample is opened; null where the split is not published. */
    stationClass: Type.Union([Type.Object({ class: Key, ...claim }, strict), Type.Null()]),
    patterns: Type.Array(Pattern),
    earlierPatterns: Type.Array(Pattern),
    figures: Type.Array(
      Type.Object(
        {
          key: Key,
          name: Text,
          value: Type.Number(),
          unit: Key,
          areaCode: Type.Union([AreaCode, Type.Null()]),
          statedOn: DayOrNull,
          ...claim,
        },
        strict,
      ),
    ),
    contradictions: Type.Array(Contradiction),
    grants: Type.Optional(Type.Array(SampleGrant)),
    demoAccounts: Type.Array(DemoAccount, { minItems: 1 }),
    sampleReports: Type.Array(SampleReport),
    sampleOutreach: Type.Optional(Type.Array(SampleOutreach)),
    sampleTasks: Type.Optional(Type.Array(SampleTask)),
    sources: Type.Array(Source, { minItems: 1 }),
  },
  strict,
);
export type Operation = Type.Static<typeof Operation>;
