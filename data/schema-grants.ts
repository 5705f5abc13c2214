/** Money for an election: tables of holidays, rules of law on grants, and figures as published. */
import Type from 'typebox';
import { AreaCode, Count, claim, Day, Key, Source, Text } from './schema.ts';

const strict = { additionalProperties: false };
const orNull = <S extends Type.TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const version = Type.Integer({ minimum: 1 });
const sources = Type.Array(Source, { minItems: 1 });
const Rupiah = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

/** Every public holiday and joint leave of the days `from` to `to`. */
export const Holidays = Type.Object(
  {
    key: Key,
    version,
    title: Text,
    from: Day,
    to: Day,
    /** Of the table as a whole. */
    source: Key,
    days: Type.Array(
      Type.Object(
        {
          day: Day,
          name: Type.String({ minLength: 1 }),
          kind: Type.Enum(['public', 'joint-leave']),
          standing: Type.Enum(['stated', 'assumed']),
          source: Key,
        },
        strict,
      ),
      { minItems: 1 },
    ),
    sources,
  },
  strict,
);
export type Holidays = Type.Static<typeof Holidays>;

/** Rules of law from which a due day follows; a changed rule is a further version beside the old one. */
export const LegalRules = Type.Object(
  {
    key: Key,
    version,
    title: Text,
    rules: Type.Array(
      Type.Object(
        {
          key: Key,
          version,
          validFrom: orNull(Day),
          validTo: orNull(Day),
          text: Text,
          citation: Type.String({ minLength: 1 }),
          from: Type.Enum(['signing', 'voting', 'inauguration']),
          term: Type.Object(
            { unit: Type.Enum(['working-days-after', 'months-before', 'months-after']), count: Count },
            strict,
          ),
          /** Part of the grant that the rule speaks of. */
          percent: orNull(Type.Integer({ minimum: 1, maximum: 100 })),
          standing: Type.Enum(['stated', 'assumed']),
          source: Key,
          note: Type.Optional(Text),
        },
        strict,
      ),
      { minItems: 1 },
    ),
    sources,
  },
  strict,
);
export type LegalRules = Type.Static<typeof LegalRules>;

/** A figure as it was published; `security` is army and police together, `roundedTo` the last place that was told. */
const PublishedFigure = Type.Object(
  {
    recipient: Type.Enum(['kpu', 'bawaslu', 'polri', 'tni', 'security', 'all']),
    what: Type.Enum(['agreed', 'transferred', 'absorbed', 'returned']),
    amount: orNull(Rupiah),
    roundedTo: orNull(Rupiah),
    percent: orNull(Type.Number({ minimum: 0, maximum: 100 })),
    governments: orNull(Count),
    ...claim,
  },
  strict,
);

/** Figures on the money of one area (null: the nation) by the day for which they were published. */
export const PublishedGrants = Type.Object(
  {
    key: Key,
    version,
    title: Text,
    areaCode: orNull(AreaCode),
    points: Type.Array(
      Type.Object({ day: orNull(Day), figures: Type.Array(PublishedFigure, { minItems: 1 }) }, strict),
      { minItems: 1 },
    ),
    sources,
  },
  strict,
);
export type PublishedGrants = Type.Static<typeof PublishedGrants>;

/** An agreement of a sample. `agency` is a key of its agencies; null where the recipient takes no part. */
export const SampleGrant = Type.Object(
  {
    key: Key,
    government: AreaCode,
    recipient: Type.Enum(['kpu', 'bawaslu', 'polri', 'tni']),
    agency: orNull(Key),
    name: Type.String({ minLength: 1 }),
    amount: Rupiah,
    roundedTo: Rupiah,
    signedOn: orNull(Day),
    tranches: Type.Array(
      Type.Object({ percent: Type.Integer({ minimum: 1, maximum: 100 }), rule: Key }, strict),
      { minItems: 1 },
    ),
    transfers: Type.Array(
      Type.Object(
        {
          tranche: Type.Integer({ minimum: 1 }),
          day: Day,
          amount: Rupiah,
          evidence: Type.String({ minLength: 1, maxLength: 300 }),
          ...claim,
        },
        strict,
      ),
    ),
    ...claim,
  },
  strict,
);
export type SampleGrant = Type.Static<typeof SampleGrant>;
