import { areaLevels } from '#shared/area-code.ts';
import type { Condition } from '#shared/table.ts';
import type { AreaLimits, KnownArea } from '#web/ui/index.ts';

// As labels write a level before a code: `Palmerah, kec. 31.73.07`.
const ABBREVIATIONS = /(^|\s)(prov|kab|kec|kel|kab\.\/kota|kel\.\/desa)\.?(?=\s|$)/gi;
const CODE = /(^|[\s,])(\d[\d.]*)(?=[\s,]|$)/;

/** What somebody typed as conditions on the list of areas: a code, a name, and behind a comma the area around it. */
export function conditionsOf(text: string, { levels }: AreaLimits): readonly Condition[] {
  const code = CODE.exec(text)?.[2];
  const [name = '', around = ''] = text
    .replace(CODE, ' ')
    .replace(ABBREVIATIONS, ' ')
    .split(',')
    .map((part) => part.trim());
  return [
    ...(code ? [{ field: 'code', is: 'contains' as const, value: dotted(code) }] : []),
    ...wordsOf(name).map((word) => ({ field: 'name', is: 'contains' as const, value: word })),
    ...wordsOf(around).map((word) => ({ field: 'parentName', is: 'contains' as const, value: word })),
    ...(levels && levels.length > 0 ? [{ field: 'level', is: 'in' as const, value: [...levels] }] : []),
  ];
}

/** Names that are the text itself first, then those that begin with it, then the larger area. */
export function bestFirst<A extends KnownArea>(text: string, areas: readonly A[]): readonly A[] {
  const wanted = (text.split(',')[0] ?? '').trim().toLowerCase();
  const rank = ({ name, code, level }: A) => {
    const called = name.toLowerCase();
    const near = called === wanted ? 0 : called.startsWith(wanted) || code.startsWith(wanted) ? 1 : 2;
    return near * areaLevels.length + areaLevels.indexOf(level);
  };
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
