/** The schema library and the few shapes that every room shares. */
import Type, { type Static, type TProperties, type TSchema } from 'typebox';

export type { Static, TProperties, TSchema };
export { Type };

/** An object that refuses unknown keys: a typo in a field must never be swallowed. */
export function object<P extends TProperties>(properties: P) {
  return Type.Object(properties, { additionalProperties: false });
}

/** One of several fixed words. */
export function oneOf<const V extends string>(values: readonly V[], options: { description?: string } = {}) {
  return Type.Unsafe<V>({ type: 'string', enum: [...values], ...options });
}

export function nullable<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()]);
}

/** A UUID, lower case. Made where the thing is born. */
export const Id = Type.String({ format: 'uuid' });

/** An instant in UTC, RFC 3339 with milliseconds: `2024-11-25T01:00:00.000Z`. */
export const Instant = Type.String({ format: 'date-time' });

/** A calendar day without zone: `2024-11-27`. */
export const PlainDate = Type.String({ format: 'date' });

/** A wall-clock time of day, `07:00`. */
export const PlainTime = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });

/** An official area code with dots, `31.73.01.1001` (province, regency, district, village). */
export const AreaCode = Type.String({ pattern: '^[0-9]{2}(\\.[0-9]{2}(\\.[0-9]{2}(\\.[0-9]{4})?)?)?$' });

/** Text in the two languages of the house, Indonesian first. */
export const Localized = object({ id: Type.String(), en: Type.String() });
export type Localized = Static<typeof Localized>;

/** Degrees, WGS 84. */
export const Longitude = Type.Number({ minimum: -180, maximum: 180 });
export const Latitude = Type.Number({ minimum: -90, maximum: 90 });

/** How firmly a figure stands. Shown beside every figure that is not simply counted here. */
export const Standing = oneOf(['stated', 'computed', 'estimated', 'assumed', 'staged']);
export type Standing = Static<typeof Standing>;

/** A short line of text that a person typed. */
export function line(maxLength = 200, minLength = 1) {
  return Type.String({ minLength, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f]*$' });
}

/** A paragraph that a person typed: line breaks are welcome, other control characters are not. */
export function paragraph(maxLength = 4000) {
  return Type.String({ maxLength, pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$' });
}
