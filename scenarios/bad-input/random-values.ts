/** Random values that fit a JSON Schema, and values that do not. Everything comes from the seed of the test. */
import fc from 'fast-check';
import { type Dice, oneOf, upTo } from './dice.ts';

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
export type Known = {
  readonly ids: readonly string[];
  readonly areas: readonly string[];
  readonly agency: string;
};

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
  '-271821-04-20T00:00:00.000Z',
  '99.99.99.9999',
  '31.73/',
  // Letters that change length or place when they are folded, and marks that hide or turn text.
  'ß\u0130\u1e9e',
  '\u200b\u2060\ufeff',
  'a\u0301\u0301\u0301\u0301',
  '\u{1f46e}\u200d\u2640\ufe0f',
  '=cmd|calc!A1',
  '../../etc/passwd',
  '%00',
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  -0,
  2 ** 31,
  -(2 ** 63),
  1e-320,
  '1e999',
  'NaN',
  { __proto__: null, constructor: 'x', toString: 1 },
  { $eq: 1, length: -1 },
];
/** What no schema asks for. */
export const strange = (dice: Dice): unknown => oneOf(dice, STRANGE);

/** Mostly what the schema asks for; now and then, at any depth, something else. */
export function schemaValue(schema: Schema, known: Known, dice: Dice): unknown {
  return upTo(dice, 15) === 0 ? strange(dice) : fitting(schema, known, dice);
}

function fitting(schema: Schema, known: Known, dice: Dice): unknown {
  if (schema.anyOf) return schemaValue(oneOf(dice, schema.anyOf), known, dice);
  if (schema.enum) return oneOf(dice, schema.enum);
  if ('const' in schema) return schema.const;
  if (schema.type === 'object') return objectOf(schema, known, dice);
  if (schema.type === 'array') return arrayOf(schema, known, dice);
  if (schema.type === 'integer') return wholeNumber(schema, dice);
  if (schema.type === 'number') return between(bounds(schema), dice);
  if (schema.type === 'boolean') return dice() < 0.5;
  if (schema.type === 'null') return null;
  return schema.type === 'string' ? textOf(schema, known, dice) : strange(dice);
}

type Bounds = { readonly min: number; readonly max: number };
const bounds = ({ minimum, maximum }: Schema): Bounds => ({
  min: minimum ?? -1_000,
  max: maximum ?? 100_000,
});
const between = ({ min, max }: Bounds, dice: Dice) => min + dice() * (max - min);

function wholeNumber(schema: Schema, dice: Dice): number {
  const { min, max } = bounds(schema);
  return dice() < 0.5 ? oneOf(dice, [min, max, min - 1, max + 1]) : Math.floor(between({ min, max }, dice));
}

function arrayOf({ minItems = 0, items = {} }: Schema, known: Known, dice: Dice): readonly unknown[] {
  const length = Math.max(Math.min(minItems, 3), upTo(dice, 4));
  return Array.from({ length }, () => schemaValue(items, known, dice));
}

const UNKNOWN_FIELDS = ['id', 'operationId', '__proto__', 'constructor', 'extra'];

/** Now and then a field is left out, or one comes along that nobody declared. */
function objectOf(schema: Schema, known: Known, dice: Dice): unknown {
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties ?? {})
    .filter(([name]) => (required.has(name) ? upTo(dice, 60) > 0 : dice() < 0.5))
    .map(([name, each]): [string, unknown] => [name, schemaValue(each, known, dice)]);
  if (upTo(dice, 20) === 0) fields.push([oneOf(dice, UNKNOWN_FIELDS), strange(dice)]);
  return Object.fromEntries(fields);
}

const DAYS = ['2024-08-01', '2024-11-27', '2024-02-29', '0001-01-01', '9999-12-31'];
const INSTANTS = ['2024-08-01T00:00:00.000Z', '0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'];

function textOf(schema: Schema, known: Known, dice: Dice): string {
  const { format, pattern, maxLength = 40 } = schema;
  if (format === 'uuid') return dice() < 0.3 ? uuid(dice) : oneOf(dice, known.ids);
  if (format === 'date') return oneOf(dice, DAYS);
  if (format === 'date-time') return oneOf(dice, INSTANTS);
  if (pattern?.includes('[0-9]{4}')) return oneOf(dice, known.areas);
  if (pattern && dice() < 0.7) return oneOf(dice, matching(pattern));
  const longest = Math.min(maxLength, 300);
  const length = oneOf(dice, [0, 1, 5, 12, longest, longest + 1]);
  return Array.from({ length }, () => oneOf(dice, LETTERS)).join('');
}

export function uuid(dice: Dice): string {
  const hex = (length: number) => Array.from({ length }, () => upTo(dice, 16).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
}

/** Of several scripts and lengths in bytes, with marks, controls and what has a meaning somewhere. */
const LETTERS = [
  ...'abcXYZ019 .,-_/:\'"<>&%=+@{}[]()\n\tßé',
  ...['\u0130', '\u4e2d', '\u0639', '\u202e', '\u200d', '\u0301', '\u{1f46e}', '\u{1d71d}', '\u0000'],
];

const texts = new Map<string, readonly string[]>();

/** Some texts that a pattern describes, made once. */
function matching(pattern: string): readonly string[] {
  const made = () => fc.sample(fc.stringMatching(new RegExp(pattern)), { numRuns: 20, seed: 7 });
  const found = texts.get(pattern) ?? made();
  texts.set(pattern, found);
  return found;
}
