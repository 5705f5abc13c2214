import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { type FieldError, Refused, refuse } from '#shared/problem.ts';
import type { TSchema } from '#shared/schema.ts';
import { letterErrors } from './letters.ts';

const MAX_ERRORS = 200;

// Bodies are taken as they are: "5" is not 5 and an unknown field is an error, not something to drop.
const strict = new Ajv({
  allErrors: true,
  strict: true,
  strictTypes: false,
  coerceTypes: false,
  removeAdditional: false,
  verbose: true,
});
// Addresses hold only text, so numbers in them have to be read as numbers.
const address = new Ajv({
  allErrors: true,
  strict: true,
  strictTypes: false,
  coerceTypes: true,
  removeAdditional: false,
  verbose: true,
});
for (const ajv of [strict, address]) {
  addFormats.default(ajv);
  ajv.addFormat('date', isUsualDay);
}

/** A day of the calendar that work can be about: the day before the year 1, or after 9999, has no usual form. */
function isUsualDay(text: string): boolean {
  if (!/^(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

export type Parser = (value: unknown) => unknown;

/** Compiles a schema into a function that gives back the value or stops with every error it found. */
export function parser(schema: TSchema, where: 'body' | 'query' | 'params'): Parser {
  const validate = (where === 'body' ? strict : address).compile(schema);
  return (value) => {
    const isFitting = validate(value);
    const letters = [
      ...(Buffer.isBuffer(value) ? [] : letterErrors(value, `/${where}`)),
      ...(where === 'body' ? [] : endlessNumbers(value, where)),
    ];
    if (isFitting && letters.length === 0) return value;
    const known = new Set(letters.map(({ field }) => field));
    const others = isFitting ? [] : errorsOf(validate, where).filter(({ field }) => !known.has(field));
    throw new Refused(refuse('input.invalid', {}, [...letters, ...others].slice(0, MAX_ERRORS)));
  };
}

/** "1e999" in an address is read as infinity, which passes for a whole number; "1e300" is one that no column holds. */
function endlessNumbers(value: unknown, where: string): readonly FieldError[] {
  return Object.entries(value ?? {})
    .filter(([, each]) => typeof each === 'number' && !(Math.abs(each) <= Number.MAX_SAFE_INTEGER))
    .map(([name]) => ({ field: `/${where}/${name}`, code: 'input.type', message: NO_NUMBER }));
}

const NO_NUMBER = { id: 'Harus bilangan biasa.', en: 'Must be an ordinary number.' };

/** For tests and for data that we wrote ourselves: whether a value satisfies a schema. */
export function conforms(schema: TSchema): (value: unknown) => readonly FieldError[] {
  const validate = strict.compile(schema);
  return (value) => (validate(value) ? [] : errorsOf(validate, 'reply'));
}

function errorsOf(validate: ValidateFunction, where: string): FieldError[] {
  // A union reports every branch; the branch errors say more than "must match one of".
  const errors = (validate.errors ?? []).filter(
    (error) => error.keyword !== 'anyOf' && error.keyword !== 'if',
  );
  return errors.slice(0, MAX_ERRORS).map((error) => ({
    field: `/${where}${fieldOf(error)}`,
    code: `input.${error.keyword}`,
    message: messageOf(error),
  }));
}

function fieldOf(error: ErrorObject): string {
  if (error.keyword === 'required') return `${error.instancePath}/${error.params.missingProperty}`;
  if (error.keyword === 'additionalProperties')
    return `${error.instancePath}/${error.params.additionalProperty}`;
  return error.instancePath;
}

const FORMATS: Record<string, { id: string; en: string }> = {
  uuid: { id: 'berupa UUID', en: 'a UUID' },
  date: {
    id: 'tanggal dari 1900 sampai 2999, misalnya 2024-11-27',
    en: 'a date from 1900 to 2999, such as 2024-11-27',
  },
  'date-time': {
    id: 'waktu UTC, misalnya 2024-11-27T00:05:00.000Z',
    en: 'a UTC time such as 2024-11-27T00:05:00.000Z',
  },
};

function messageOf(error: ErrorObject): { id: string; en: string } {
  const { params } = error;
  switch (error.keyword) {
    case 'required':
      return { id: 'Wajib diisi.', en: 'This is required.' };
    case 'additionalProperties':
      return { id: 'Isian ini tidak dikenal; hapus.', en: 'This field is unknown; remove it.' };
    case 'type':
      return { id: `Harus berjenis ${params.type}.`, en: `Must be of type ${params.type}.` };
    case 'enum':
      return {
        id: `Pilih salah satu: ${list(params.allowedValues)}.`,
        en: `Choose one of: ${list(params.allowedValues)}.`,
      };
    case 'format': {
      const format = FORMATS[String(params.format)] ?? {
        id: String(params.format),
        en: String(params.format),
      };
      return { id: `Harus ${format.id}.`, en: `Must be ${format.en}.` };
    }
    case 'pattern':
      return { id: 'Bentuknya belum benar.', en: 'This is not in the right form.' };
    case 'minLength':
      return { id: `Paling sedikit ${params.limit} huruf.`, en: `At least ${params.limit} characters.` };
    case 'maxLength':
      return { id: `Paling banyak ${params.limit} huruf.`, en: `At most ${params.limit} characters.` };
    case 'minimum':
    case 'exclusiveMinimum':
      return { id: `Paling kecil ${params.limit}.`, en: `At least ${params.limit}.` };
    case 'maximum':
    case 'exclusiveMaximum':
      return { id: `Paling besar ${params.limit}.`, en: `At most ${params.limit}.` };
    default:
      return { id: 'Belum benar.', en: error.message ?? 'Not right.' };
  }
}

function list(values: unknown): string {
  return Array.isArray(values) ? values.join(', ') : String(values);
}
