import { useFormat, useTexts } from '#web/i18n/index.ts';
import { words } from './words.ts';

/** How long ago the last event was: today, so many days, or never. */
export function useSince(): (daysSince: number | null) => string {
  const t = useTexts(words);
  const { number } = useFormat();
  return (daysSince) => {
    if (daysSince === null) return t('neverShort');
    if (daysSince === 1) return t('oneDay');
    return daysSince === 0 ? t('today') : t('daysAgo', { days: number(daysSince) });
  };
}
