import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { judgeWords } from '../contract.ts';
import { words } from './words.ts';

type Props = { readonly of: { readonly placeBy: string | null; readonly placeSource: string | null } };

/** By whose boundaries it was judged where a point lies; nothing where none could judge. */
export function PlaceJudge({ of: { placeBy, placeSource } }: Props) {
  const t = useTexts(words);
  const localized = useLocalized();
  if (placeBy === null) return null;
  const boundaries = localized(judgeWords[placeBy] ?? { id: placeBy, en: placeBy });
  return <p className="quiet small">{t('placeJudged', { boundaries, source: placeSource ?? '–' })}</p>;
}
