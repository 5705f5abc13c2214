/** What a term applies to: a field of a table, or what the journal keeps apart of it. */
import type { Holdings, LawfulBasis, Term } from '#shared/holding.ts';
import type { Localized } from '#shared/schema.ts';
import type { Place } from './places.ts';

/** The field of an event in which a leaf repeats a column. */
export type Repeated = { readonly event: string; readonly field: string };

export type TermLine = {
  /** `incident.title`, or `incident.opened.v1:title` in the journal. Never renamed: notices name it. */
  readonly id: string;
  readonly record: Localized;
  readonly field: Localized;
  readonly table: string;
  /** In the journal the table of the original; the values themselves lie in `journal_apart`. */
  readonly places: readonly Place[];
  readonly journal: Repeated | null;
  readonly term: Term;
  readonly basis: LawfulBasis;
};

/** Every personal field of the database, and every field of the journal that repeats one, in the order of the declarations. */
export function termLines(places: readonly Place[], holdings: readonly Holdings[]): readonly TermLine[] {
  const groups = new Map<string, Place[]>();
  for (const place of places) groups.set(place.group, [...(groups.get(place.group) ?? []), place]);
  const seen = new Set<string>();
  return [...groups].flatMap(([id, own]): TermLine[] => {
    const [table = '', column = ''] = id.split('.');
    const held = holdings.find((each) => table in each)?.[table];
    const meant = held?.columns[column];
    if (held === undefined || meant?.class !== 'personal') return [];
    const { term, basis, what: field, journal = [] } = meant;
    const line = { record: held.what, field, table, term, basis };
    const repeated = journal.filter((name) => !seen.has(name));
    for (const name of repeated) seen.add(name);
    return [
      { ...line, id, places: own, journal: null },
      ...repeated.map((name) => ({ ...line, id: name, places: own, journal: repeatedOf(name) })),
    ];
  });
}

function repeatedOf(name: string): Repeated {
  const [event = '', field = ''] = name.split(':');
  return { event, field };
}

/** Who sees to it that a field goes when its term is over. */
export type By = 'round' | 'holder' | 'nobody' | 'original';

export function goesBy({ journal, term }: TermLine): By {
  if (term.executed === false) return 'nobody';
  if (term.after === 'original-erased') return 'original';
  // A room that removes its rows by itself leaves what the journal repeats of them.
  return term.executed === true && journal === null ? 'holder' : 'round';
}
