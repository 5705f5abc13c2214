import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { Checkbox } from '#web/ui/index.ts';
import type { Field } from '../contract.ts';
import { words } from './words.ts';

type Props = {
  readonly fields: readonly Field[];
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
};

/** What was found, by kind of record. A record's own fields come first; what only hangs on it is told apart. */
export function FoundFields({ fields, chosen, onChange }: Props) {
  const t = useTexts(words);
  const { number } = useFormat();
  const localized = useLocalized();
  const set = (places: readonly string[], isChosen: boolean) => {
    const next = new Set(chosen);
    for (const place of places)
      if (isChosen) next.add(place);
      else next.delete(place);
    onChange(next);
  };
  return (
    <ul className="privacy-kinds">
      {kindsOf(fields).map(({ kind, own, title, fields: ofKind }) => {
        const places = ofKind.map(({ place }) => place);
        const ticked = places.filter((place) => chosen.has(place)).length;
        const total = ofKind.reduce((sum, { count }) => sum + count, 0);
        return (
          <li key={kind}>
            <Checkbox
              checked={ticked === places.length}
              some={ticked > 0 && ticked < places.length}
              onChange={(isChosen) => set(places, isChosen)}
            >
              <span className="strong">{localized(title)}</span>{' '}
              <span className="quiet small">
                {number(total)}
                {own === false ? ` · ${t('hangsOn')}` : ''}
              </span>
            </Checkbox>
            <ul className="privacy-found">
              {thingsOf(ofKind).map(({ what, places: ofThing, count }) => (
                <li key={what.id}>
                  <Checkbox
                    checked={ofThing.every((place) => chosen.has(place))}
                    onChange={(isChosen) => set(ofThing, isChosen)}
                  >
                    {localized(what)} <span className="quiet small">{number(count)}</span>
                  </Checkbox>
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}

type Thing = { readonly what: Field['what']; readonly places: readonly string[]; readonly count: number };

/** Columns that are one thing to a reader (a name, and the same in small letters) are one tick. */
function thingsOf(fields: readonly Field[]): readonly Thing[] {
  const things = new Map<string, Thing>();
  for (const { what, place, count } of fields) {
    const known = things.get(what.id);
    const places = [...(known?.places ?? []), place];
    things.set(what.id, { what, places, count: (known?.count ?? 0) + count });
  }
  return [...things.values()];
}

/** Nothing is ticked by default but what is the record's own. */
export function ownPlaces(fields: readonly Field[]): ReadonlySet<string> {
  return new Set(fields.flatMap(({ place, own }) => (own === true ? [place] : [])));
}

type Kind = {
  readonly kind: string;
  readonly own: boolean | undefined;
  readonly title: Field['what'];
  readonly fields: readonly Field[];
};

function kindsOf(fields: readonly Field[]): readonly Kind[] {
  const kinds = new Map<string, Field[]>();
  for (const field of fields) {
    const kind = field.kind ?? field.place;
    kinds.set(kind, [...(kinds.get(kind) ?? []), field]);
  }
  return [...kinds]
    .map(([kind, ofKind]) => ({
      kind,
      own: ofKind[0]?.own,
      title: ofKind[0]?.record ?? { id: kind, en: kind },
      fields: ofKind,
    }))
    .sort((a, b) => Number(b.own ?? false) - Number(a.own ?? false));
}
