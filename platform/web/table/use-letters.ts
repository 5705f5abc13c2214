import { useRef } from 'react';
import type { Column, Columns } from '#shared/table.ts';
import { type Language, useLanguage } from '../i18n/index.ts';
import { fieldOf } from './cells.tsx';
import type { Rows } from './rows.ts';

const LOOKED_AT = 60;
/** One long value among ten does not widen its column. */
const USUAL = 0.9;

/** Letters of the usual longest value of each field, by the rows first loaded: columns do not jump while scrolling. */
export function useLetters<Row>(
  rows: Rows<Row>,
  fields: readonly string[],
  declared: Columns,
): ReadonlyMap<string, number> {
  const language = useLanguage();
  const known = useRef({ language, letters: new Map<string, number>() });
  if (known.current.language !== language) known.current = { language, letters: new Map() };
  const { letters } = known.current;
  const missing = fields.filter((field) => !letters.has(field));
  if (missing.length > 0) {
    const loaded = Array.from({ length: LOOKED_AT }, (_, index) => rows.at(index)).filter(
      (row) => row !== undefined,
    );
    for (const field of loaded.length > 0 ? missing : [])
      letters.set(field, usualLetters(loaded, field, declared[field], language));
  }
  return letters;
}

function usualLetters(
  rows: readonly unknown[],
  field: string,
  column: Column | undefined,
  language: Language,
): number {
  const lengths = rows.map((row) => {
    const value = fieldOf(row, field);
    if (value === null || value === undefined) return 0;
    return breadth(column?.choices?.[String(value)]?.[language] ?? String(value));
  });
  lengths.sort((one, other) => one - other);
  // Choices are few and known: the longest has to fit.
  const place = column?.type === 'text' ? Math.ceil(lengths.length * USUAL) - 1 : lengths.length - 1;
  return lengths[Math.max(0, place)] ?? 0;
}

/** Letters as broad as a small one: capitals and figures take more. */
function breadth(text: string): number {
  return text.length + 0.3 * (text.match(/[A-Z0-9]/g)?.length ?? 0);
}
