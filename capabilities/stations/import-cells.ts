/** What one cell of a file means, or what is wrong with it. Pure. */
import type { Localized } from '#shared/schema.ts';
import { type SpecialKind, specialKinds, specialWords } from './contract.ts';

export type Fault = { readonly code: string; readonly message: Localized };
export type Cell<T> = { readonly value: T } | { readonly fault: Fault };

/** What is wrong with a row, under the codes of this import. */
export const faultOf = (code: string, id: string, en: string): Fault => ({
  code: `station.row.${code}`,
  message: { id, en },
});
const fault = (code: string, id: string, en: string): { fault: Fault } => ({ fault: faultOf(code, id, en) });

/** `12`, `TPS 012`, `1658390001-TPS 001`: the last digits are the number. */
export function numberIn(text: string): Cell<number> {
  const digits = /(\d+)(?:\.0+)?\s*$/.exec(text)?.[1];
  const number = Number(digits);
  if (digits === undefined || number < 1 || number > 9999) {
    return fault(
      'number',
      `Nomor TPS "${text}" tidak terbaca. Tulis bilangan 1 sampai 9999, misalnya 12 atau TPS 012.`,
      `The station number "${text}" cannot be read. Write a number from 1 to 9999, such as 12 or TPS 012.`,
    );
  }
  return { value: number };
}

/** An official village code; one whose dots were lost is not mended in silence. */
export function villageCodeIn(text: string): Cell<string> {
  if (/^\d{2}\.\d{2}\.\d{2}\.\d{4}$/.test(text)) return { value: text };
  const digits = text.replace(/\D/g, '');
  const dotted = digits.replace(/^(\d{2})(\d{2})(\d{2})(\d{4})$/, '$1.$2.$3.$4');
  if (digits.length === 10) {
    return fault(
      'code-dots',
      `Kode "${text}" tanpa titik. Mungkin maksudnya ${dotted}; betulkan di berkas.`,
      `The code "${text}" lacks its dots. Perhaps ${dotted} is meant; correct it in the file.`,
    );
  }
  return fault(
    'code',
    `"${text}" bukan kode kelurahan/desa. Bentuknya 31.73.01.1001.`,
    `"${text}" is not a village code. Its form is 31.73.01.1001.`,
  );
}

/** Degrees, with a point or a comma. */
export function degreesIn(text: string, axis: 'lon' | 'lat'): Cell<number> {
  const value = /^-?\d{1,3}([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
  const limit = axis === 'lon' ? 180 : 90;
  const word = axis === 'lon' ? { id: 'Bujur', en: 'Longitude' } : { id: 'Lintang', en: 'Latitude' };
  if (Math.abs(value) <= limit) return { value };
  const swapped = axis === 'lat' && Math.abs(value) <= 180;
  return fault(
    axis,
    `${word.id} "${text}" tidak mungkin.${swapped ? ' Mungkin bujur dan lintang tertukar.' : ' Tulis derajat desimal, misalnya -6.1722.'}`,
    `${word.en} "${text}" is impossible.${swapped ? ' Perhaps longitude and latitude are swapped.' : ' Write decimal degrees, such as -6.1722.'}`,
  );
}

export function votersIn(text: string): Cell<number> {
  // `1.234` and `1,234` are thousands in a column of whole numbers.
  const digits = text.replace(/[.,](?=\d{3}$)/, '').replace(/\.0+$/, '');
  if (/^\d{1,6}$/.test(digits)) return { value: Number(digits) };
  return fault(
    'voters',
    `Jumlah pemilih "${text}" bukan bilangan bulat. Isi jumlahnya saja, tanpa nama.`,
    `The number of voters "${text}" is no whole number. Give the total alone, no names.`,
  );
}

export type ClassWord = { readonly key: string; readonly name: Localized };

export function classIn(text: string, classes: readonly ClassWord[]): Cell<string> {
  const wanted = bare(text);
  const found = classes.find(({ key, name }) =>
    [key, name.id, name.en].some((word) => bare(word) === wanted),
  );
  if (found) return { value: found.key };
  const known = classes.map(({ name }) => name.id).join(', ') || '-';
  return fault(
    'class',
    `Kelas "${text}" tidak ada dalam skema yang berlaku (${known}).`,
    `The class "${text}" is not in the current scheme (${known}).`,
  );
}

export function specialIn(text: string): Cell<SpecialKind | null> {
  const wanted = bare(text);
  if (['', 'tidak', 'no', '0', 'bukan', 'biasa'].includes(wanted)) return { value: null };
  const found = specialKinds.find((kind) =>
    [kind, specialWords[kind].id, specialWords[kind].en].some((word) => bare(word) === wanted),
  );
  if (found) return { value: found };
  return fault(
    'special',
    `Jenis khusus "${text}" tidak dikenal. Pilih: ${specialKinds.map((kind) => specialWords[kind].id).join(', ')}.`,
    `The special kind "${text}" is not known. Choose: ${specialKinds.join(', ')}.`,
  );
}

/** A name as it is compared: without KPU's number before it, capitals, signs and spaces. */
export function bareName(text: string): string {
  return bare(text.replace(/^\s*\d+\s*-\s*/, ''));
}

function bare(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
