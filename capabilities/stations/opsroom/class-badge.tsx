import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { Mark } from '#web/ui/index.ts';
import type { SchemeView } from '../contract.ts';
import { markOfClass } from './map-layer.ts';
import { words } from './words.ts';

type Props = {
  readonly of: { readonly class: string | null; readonly classOrder: number; readonly special: 'yes' | 'no' };
  /** Of the current scheme, for the language of now. */
  readonly classes: SchemeView['classes'];
};

/** The class of a station as the map draws it, with its word. */
export function ClassBadge({ of: station, classes }: Props) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { shape, tone, hollow = false } = markOfClass(station.classOrder, station.special === 'yes');
  const known = classes.find(({ key }) => key === station.class);
  return (
    <span className="badge">
      <Mark shape={shape} tone={tone} hollow={hollow} />
      {known ? localized(known.name) : (station.class ?? t('unclassed'))}
    </span>
  );
}
