/** Random values that fit a JSON Schema, and values that do not. Everything comes from the seed of the test. */
import fc from 'fast-check';

export type Schema = {
  readonly type?: string;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxLength?: number;
};

/** Ids, codes and words that the house knows, so that a request goes further than the first look-up. */
export type Known = { readonly ids: readonly string[]; readonly areas: readonly string[] };

const STRANGE: readonly unknown[] = [
  '',
  'a\u0000b',
  '\ud800',
  "'; drop table station; --",
  '%_\\',
  'é'.repeat(3_000),
  '\u202e\u0007',
  '9'.repeat(400),
  -1,
  1e308,
  2 ** 53,
  0.1,
  null,
  true,
  [],
  {},
  [[[[]]]],
  '0000-00-00',
  '2024-02-30',
  '+275760-09-13T00:00:00.001Z',
  '99.99.99.9999',
];
export const strange = fc.constantFrom(...STRANGE);

/** Mostly what the schema asks for; now and then, at any depth, something else. */
export function schemaValue(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 14, arbitrary: fitting(schema, known) }, { weight: 1, arbitrary: strange });
}

function fitting(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => schemaValue(each, known)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.type === 'object') return objectOf(schema, known);
  if (schema.type === 'array') {
    const minLength = Math.min(schema.minItems ?? 0, 3);
    return fc.array(schemaValue(schema.items ?? {}, known), { minLength, maxLength: 3 });
  }
  if (schema.type === 'integer') return wholeNumber(schema);
  if (schema.type === 'number') return fc.double({ ...bounds(schema), noNaN: true });
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'null') return fc.constant(null);
  return schema.type === 'string' ? textOf(schema, known) : strange;
}

const bounds = ({ minimum, maximum }: Schema) => ({ min: minimum ?? -1_000, max: maximum ?? 100_000 });

function wholeNumber(schema: Schema): fc.Arbitrary<number> {
  const { min, max } = bounds(schema);
  return fc.oneof(fc.integer({ min, max }), fc.constantFrom(min, max));
}

function objectOf(schema: Schema, known: Known): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {});
  const required = new Set(schema.required ?? []);
  const fields = properties.map(([name, each]) => {
    const value = schemaValue(each, known).map((made): [string, unknown][] => [[name, made]]);
    return required.has(name) ? value : fc.oneof(value, fc.constant<[string, unknown][]>([]));
  });
  return fc.tuple(...fields).map((parts) => Object.fromEntries(parts.flat()));
}

function textOf(schema: Schema, known: Known): fc.Arbitrary<string> {
  if (schema.format === 'uuid') return fc.oneof(fc.uuid(), fc.constantFrom(...known.ids));
  if (schema.format === 'date')
    return fc.constantFrom('2024-08-01', '2024-11-27', '0001-01-01', '9999-12-31');
  if (schema.format === 'date-time') {
    return fc.constantFrom(
      '2024-08-01T00:00:00.000Z',
      '0001-01-01T00:00:00.000Z',
      '9999-12-31T23:59:59.999Z',
    );
  }
  if (schema.pattern?.includes('[0-9]{4}')) return fc.constantFrom(...known.areas);
  const maxLength = Math.min(schema.maxLength ?? 40, 200);
  const any = fc.string({ maxLength, unit: 'grapheme' });
  return schema.pattern ? fc.oneof(fc.stringMatching(new RegExp(schema.pattern)), any) : any;
}
