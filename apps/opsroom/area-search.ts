import { areaLevels } from '#shared/area-code.ts';
import type { Condition } from '#shared/table.ts';
import { bareName } from '#web/ui/area-text.ts';
import type { AreaLimits, KnownArea } from '#web/ui/index.ts';

// As labels write a level before a code: `Palmerah, kec. 31.73.07`.
const ABBREVIATIONS = /(^|\s)(prov|kab|kec|kel|kab\.\/kota|kel\.\/desa)\.?(?=\s|$)/gi;
const LONGEST_NAME = 80;
const CODE = /(^|[\s,])(\d[\d.]*)(?=[\s,]|$)/;

export type Question = { readonly q?: string; readonly where: readonly Condition[] };

/**
 * What somebody typed as a question to the list of areas: a code, a name, and behind a comma the area around it.
 * The name is searched for, because the search of that list finds "Pal Merah" by "Palmerah".
 */
export function questionOf(text: string, { levels }: AreaLimits): Question {
  const code = CODE.exec(text)?.[2];
  const [name = '', around = ''] = text
    .replace(CODE, ' ')
    .replace(ABBREVIATIONS, ' ')
    .split(',')
    .map((part) => part.trim());
  const where = [
    ...(code ? [{ field: 'code', is: 'contains' as const, value: dotted(code) }] : []),
    ...wordsOf(around).map((word) => ({ field: 'parentName', is: 'contains' as const, value: word })),
    ...(levels && levels.length > 0 ? [{ field: 'level', is: 'in' as const, value: [...levels] }] : []),
  ];
  const q = name.slice(0, LONGEST_NAME);
  return bareName(q) === '' ? { where } : { q, where };
}

/** Names that are the text itself first, however spaced, then those that begin with it, those that hold it, the larger. */
export function bestFirst<A extends KnownArea>(text: string, areas: readonly A[]): readonly A[] {
  const typed = (text.split(',')[0] ?? '').trim();
  const wanted = bareName(typed);
  const near = ({ name, code }: A) => {
    const called = bareName(name);
    if (called === wanted) return 0;
    if (called.startsWith(wanted) || code.startsWith(typed)) return 1;
    return called.includes(wanted) ? 2 : 3;
  };
  const rank = (area: A) => near(area) * areaLevels.length + areaLevels.indexOf(area.level);
  return areas.toSorted((one, other) => rank(one) - rank(other) || (one.code < other.code ? -1 : 1));
}

/** `3173` is written `31.73` in every code list. */
function dotted(code: string): string {
  if (code.includes('.')) return code;
  return [code.slice(0, 2), code.slice(2, 4), code.slice(4, 6), code.slice(6)].filter(Boolean).join('.');
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter(Boolean).slice(0, 6);
}
