import Type from 'typebox';
import { AreaCode, Contradiction, Count, claim, Day, Key, Source, Standing, Text } from './schema.ts';

const strict = { additionalProperties: false };

const StationTable = Type.Object(
  {
    key: Key,
    areaCode: AreaCode,
    level: Type.Union([Type.Literal('regency'), Type.Literal('district'), Type.Literal('village')]),
    total: Count,
    /** For an estimate: the table whose counts it was shared out by, and the one it was shared out from. */
    apportioned: Type.Optional(Type.Object({ totalsFrom: Key, weightsFrom: Key }, strict)),
    counts: Type.Array(
      Type.Object(
        {
          code: AreaCode,
          count: Count,
          special: Type.Optional(Count),
          voters: Type.Optional(Count),
          /** Where it differs from the table's. */ standing: Type.Optional(Standing),
        },
        strict,
      ),
      { minItems: 1 },
    ),
    ...claim,
  },
  strict,
);
export type StationTable = Type.Static<typeof StationTable>;

/** Numbers of polling stations by area for one or more elections; never votes. */
export const StationCounts = Type.Object(
  {
    key: Key,
    version: Type.Integer({ minimum: 1 }),
    title: Text,
    rolls: Type.Array(
      Type.Object(
        {
          key: Key,
          election: Text,
          votingDate: Day,
          maxVotersPerStation: Type.Union([Count, Type.Null()]),
          totals: Type.Array(
            Type.Object(
              { scope: Text, areaCode: Type.Union([AreaCode, Type.Null()]), count: Count, ...claim },
              strict,
            ),
            { minItems: 1 },
          ),
          classes: Type.Optional(
            Type.Array(Type.Object({ class: Key, count: Count, ...claim }, strict), { minItems: 1 }),
          ),
          tables: Type.Array(StationTable),
        },
        strict,
      ),
      { minItems: 1 },
    ),
    contradictions: Type.Array(Contradiction),
    sources: Type.Array(Source),
  },
  strict,
);
export type StationCounts = Type.Static<typeof StationCounts>;

/** Kinds of quick field report. `addressees` are kinds of agency in order of preference, or `posko`. */
export const ReportKinds = Type.Object(
  {
    key: Key,
    version: Type.Integer({ minimum: 1 }),
    kinds: Type.Array(
      Type.Object(
        {
          key: Key,
          name: Text,
          icon: Type.String({ pattern: '^[a-z]+(?:-[a-z]+)*$' }),
          addressees: Type.Array(Key, { minItems: 1 }),
          /** True: never shown to the agency it is about; the next addressee who is not that agency takes it. */
          bypassesSubject: Type.Boolean(),
          stance: Type.Union([Type.Literal('resolve'), Type.Literal('facilitate')]),
          hint: Text,
          seen: Type.Array(
            Type.Object(
              { what: Text, election: Key, count: Count, alsoPrinted: Type.Optional(Count), ...claim },
              strict,
            ),
          ),
        },
        strict,
      ),
      { minItems: 1 },
    ),
    sources: Type.Array(Source),
  },
  strict,
);
export type ReportKinds = Type.Static<typeof ReportKinds>;
