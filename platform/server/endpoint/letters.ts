/** Text that no database can keep as it was sent: NUL, and half of a surrogate pair. */
import type { FieldError } from '#shared/problem.ts';

const MAX_ERRORS = 200;
/** No declaration of ours nests this deep; beyond it, walking the value would cost more than its answer is worth. */
const MAX_DEPTH = 64;

const HALF_PAIR = /\p{Surrogate}/u;

/** Whether the text can be kept as it is. */
export function isWhole(text: string): boolean {
  return !text.includes('\u0000') && !HALF_PAIR.test(text);
}

/** Each text of a value, names of fields included, that cannot be kept; `at` is the path that leads to the value. */
export function letterErrors(value: unknown, at: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  collect(value, at, 0, errors);
  return errors;
}

function collect(value: unknown, at: string, depth: number, errors: FieldError[]): void {
  if (errors.length >= MAX_ERRORS) return;
  if (typeof value === 'string') {
    if (!isWhole(value)) errors.push({ field: at, code: 'input.letters', message: broken(value) });
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (depth === MAX_DEPTH) {
    errors.push({ field: at, code: 'input.depth', message: TOO_DEEP });
    return;
  }
  for (const [name, part] of Object.entries(value)) {
    if (!isWhole(name)) errors.push({ field: `${at}/${name}`, code: 'input.letters', message: broken(name) });
    collect(part, `${at}/${name}`, depth + 1, errors);
  }
}

const TOO_DEEP = {
  id: `Isian bersarang lebih dari ${MAX_DEPTH} tingkat. Ratakan, lalu kirim lagi.`,
  en: `The field nests more than ${MAX_DEPTH} levels deep. Flatten it and send again.`,
};

/** What to do about a broken letter, and where in the text it stands; the first letter is 1. */
export function broken(text: string): { readonly id: string; readonly en: string } {
  const nth = [...text].findIndex((letter) => !isWhole(letter)) + 1;
  return {
    id: `Huruf ke-${nth} rusak: NUL atau setengah lambang, biasanya dari salinan yang terpotong. Hapus huruf itu, lalu kirim lagi.`,
    en: `Letter ${nth} is broken: NUL or half a symbol, usually from a copy that was cut. Remove that letter and send again.`,
  };
}
