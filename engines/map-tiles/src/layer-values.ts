import { concatBytes, delimited, putVarint, utf8, varintLength } from './wire.ts';

/** A property of each feature. `value` gets the caller's row; `undefined` means that the feature lacks it. */
export type LayerProperty =
  | { readonly name: string; readonly kind: 'uint'; readonly value: (row: number) => number | undefined }
  | { readonly name: string; readonly kind: 'string'; readonly value: (row: number) => string | undefined };

/**
 * Properties of many features as codes into one list of values, since MVT stores each value once per layer.
 * `codes[i * names.length + j]` is 1 + the value's number for feature i and property j, or 0 for none.
 */
export type LayerValues = {
  readonly names: readonly string[];
  readonly codes: Uint32Array;
  /** The `values` fields of the layer message (tag, length, Value message) of all values, one after the other. */
  readonly fields: Uint8Array;
  /** First byte of each field, and the number of bytes at the end. */
  readonly fieldStarts: Uint32Array;
};

/**
 * Reads every property of the given rows once.
 * @throws RangeError on a repeated name or on a uint that is not a whole number of 0..2^53-1.
 */
export function tabulateValues(properties: readonly LayerProperty[], rows: ArrayLike<number>): LayerValues {
  const names = properties.map((property) => property.name);
  if (new Set(names).size < names.length)
    throw new RangeError(`a property is named twice: ${names.join(', ')}`);
  const fields: Uint8Array[] = [];
  const numbers = new Map<number, number>();
  const texts = new Map<string, number>();
  const codes = new Uint32Array(rows.length * names.length);
  properties.forEach((property, column) => {
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? 0;
      const at = i * names.length + column;
      if (property.kind === 'uint') codes[at] = codeOf(property.value(row), numbers, fields, uintField);
      else codes[at] = codeOf(property.value(row), texts, fields, stringField);
    }
  });
  const fieldStarts = new Uint32Array(fields.length + 1);
  for (const [i, field] of fields.entries()) fieldStarts[i + 1] = (fieldStarts[i] ?? 0) + field.length;
  return { names, codes, fields: concatBytes(fields), fieldStarts };
}

/** The fields of some values, in the order of their codes given. */
export function gatherFields({ fields, fieldStarts }: LayerValues, codes: readonly number[]): Uint8Array {
  let length = 0;
  for (const code of codes) length += (fieldStarts[code] ?? 0) - (fieldStarts[code - 1] ?? 0);
  const out = new Uint8Array(length);
  let at = 0;
  for (const code of codes) {
    const end = fieldStarts[code] ?? 0;
    // Byte by byte: a field has about ten bytes, too few for a view and a block copy to pay.
    for (let from = fieldStarts[code - 1] ?? 0; from < end; from++) out[at++] = fields[from] ?? 0;
  }
  return out;
}

function codeOf<V>(
  value: V | undefined,
  known: Map<V, number>,
  fields: Uint8Array[],
  encode: (value: V) => Uint8Array,
): number {
  if (value === undefined) return 0;
  const code = known.get(value);
  if (code !== undefined) return code;
  fields.push(encode(value));
  known.set(value, fields.length);
  return fields.length;
}

function stringField(value: string): Uint8Array {
  return delimited(0x22, delimited(0x0a, utf8(value)));
}

function uintField(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`not an unsigned whole number: ${value}`);
  const body = new Uint8Array(1 + varintLength(value));
  body[0] = 0x28;
  putVarint(body, 1, value);
  return delimited(0x22, body);
}
