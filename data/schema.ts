import Type from 'typebox';

// Unknown keys are refused everywhere: a misspelt key in a data file is an error, not silence.
const strict = { additionalProperties: false };

/** How well a figure is founded; `staged` means composed by us so that the sample can be played. */
export const Standing = Type.Union([
  Type.Literal('stated'),
  Type.Literal('computed'),
  Type.Literal('estimated'),
  Type.Literal('assumed'),
  Type.Literal('staged'),
]);
export type Standing = Type.Static<typeof Standing>;

export const Key = Type.String({ pattern: '^[a-z0-9]+(?:[-.][a-z0-9]+)*$' });
/** Plain calendar date, no zone. */
export const Day = Type.String({ pattern: '^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])$' });
/** Local wall-clock minute; the zone stands beside it. */
export const LocalMinute = Type.String({
  pattern: '^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T(?:[01]\\d|2[0-3]):[0-5]\\d$',
});
const ClockTime = Type.String({ pattern: '^(?:[01]\\d|2[0-3]):[0-5]\\d$' });
/** Dotted Kemendagri code: province, regency, district or village. */
export const AreaCode = Type.String({ pattern: '^\\d{2}(?:\\.\\d{2}(?:\\.\\d{2}(?:\\.\\d{4})?)?)?$' });
export const Text = Type.Object(
  { id: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) },
  strict,
);
export type Text = Type.Static<typeof Text>;
export const Count = Type.Integer({ minimum: 0 });

/** Where a figure comes from. `title` describes the source in our words, in Indonesian; it is not the headline. */
export const Source = Type.Object(
  {
    key: Key,
    title: Type.String({ minLength: 1 }),
    publisher: Type.String({ minLength: 1 }),
    date: Type.Union([Day, Type.Null()]),
    url: Type.Optional(Type.String({ pattern: '^https?://' })),
    what: Type.String({ minLength: 1 }),
  },
  strict,
);
export type Source = Type.Static<typeof Source>;

/** The three properties every figure carries; `source` is a key of the same file's `sources`. */
export const claim = { standing: Standing, source: Key, note: Type.Optional(Text) };

/** Figures that cannot all be true, kept side by side. */
export const Contradiction = Type.Object(
  {
    key: Key,
    what: Text,
    values: Type.Array(
      Type.Object(
        {
          value: Type.Union([Type.String({ minLength: 1 }), Type.Number()]),
          standing: Standing,
          source: Key,
        },
        strict,
      ),
      { minItems: 2 },
    ),
    note: Type.Optional(Text),
  },
  strict,
);
export type Contradiction = Type.Static<typeof Contradiction>;

const Stage = Type.Object(
  {
    key: Key,
    name: Text,
    start: Type.Union([Day, Type.Null()]),
    end: Type.Union([Day, Type.Null()]),
    startTime: Type.Optional(ClockTime),
    endTime: Type.Optional(ClockTime),
    phase: Type.Union([Type.Literal('before'), Type.Literal('voting'), Type.Literal('after')]),
    standing: Standing,
    source: Type.Integer({ minimum: 0 }),
    /** Held only if something else happens (a second round): no countdown unless it is confirmed. */
    conditional: Type.Optional(Type.Boolean()),
    note: Type.Optional(Text),
  },
  strict,
);
export type Stage = Type.Static<typeof Stage>;

/** Stages of one election; `source` of a stage is an index into `citation`. Times are local to each area. */
export const Calendar = Type.Object(
  {
    key: Key,
    version: Type.Integer({ minimum: 1 }),
    regime: Type.Union([Type.Literal('pilkada'), Type.Literal('pemilu')]),
    title: Text,
    votingDate: Day,
    citation: Type.Array(
      Type.Object(
        {
          title: Type.String({ minLength: 1 }),
          url: Type.Optional(Type.String({ pattern: '^https?://' })),
          note: Type.Optional(Type.String({ minLength: 1 })),
        },
        strict,
      ),
      { minItems: 1 },
    ),
    stages: Type.Array(Stage, { minItems: 1 }),
    contradictions: Type.Array(
      Type.Object(
        {
          key: Key,
          stage: Key,
          what: Text,
          values: Type.Array(
            Type.Object(
              { value: Type.String({ minLength: 1 }), source: Type.Integer({ minimum: 0 }) },
              strict,
            ),
            { minItems: 2 },
          ),
        },
        strict,
      ),
    ),
  },
  strict,
);
export type Calendar = Type.Static<typeof Calendar>;

const Level = Type.Enum(['nation', 'province', 'regency', 'district', 'village', 'station', 'own-area']);

/** Sectors and kinds of agency that meet in an operation. `own-area`: areas that do not follow civil ones. */
export const Actors = Type.Object(
  {
    key: Key,
    version: Type.Integer({ minimum: 1 }),
    sectors: Type.Array(Type.Object({ key: Key, name: Text }, strict)),
    kinds: Type.Array(
      Type.Object(
        {
          key: Key,
          sector: Key,
          name: Text,
          short: Type.String({ minLength: 1 }),
          levels: Type.Array(Level, { minItems: 1 }),
          role: Text,
          ...claim,
        },
        strict,
      ),
    ),
    sources: Type.Array(Source),
  },
  strict,
);
export type Actors = Type.Static<typeof Actors>;

/** One line of an areas CSV. Centres are rounded to 3 decimals (about 110 m) and approximate. */
export const Area = Type.Object(
  {
    code: AreaCode,
    name: Type.String({ minLength: 1 }),
    level: Type.Union([
      Type.Literal('province'),
      Type.Literal('regency'),
      Type.Literal('district'),
      Type.Literal('village'),
    ]),
    lat: Type.Union([Type.Number({ minimum: -11.1, maximum: 6.1 }), Type.Null()]),
    lon: Type.Union([Type.Number({ minimum: 94.9, maximum: 141.1 }), Type.Null()]),
  },
  strict,
);
export type Area = Type.Static<typeof Area>;

/** What stands behind each areas CSV, and how many rows it must hold. */
export const AreaSources = Type.Object(
  {
    codeVersion: Type.String({ minLength: 1 }),
    files: Type.Array(
      Type.Object(
        {
          file: Key,
          title: Text,
          rows: Type.Object({ province: Count, regency: Count, district: Count, village: Count }, strict),
          note: Type.Optional(Text),
        },
        strict,
      ),
    ),
    sources: Type.Array(Source),
  },
  strict,
);
export type AreaSources = Type.Static<typeof AreaSources>;
