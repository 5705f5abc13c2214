import { type Due, dueWords } from '#rooms/operations/contract.ts';
import type { Localized } from '#shared/schema.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { words } from './words.ts';

type DaysLeftProps = {
  readonly days: number;
  readonly isLate: boolean;
  /** In words, beside a due day that says `H-3` itself. */
  readonly long?: boolean;
};

/** `H-3`, `hari ini`, `lewat 2 hari`; in the tone of alarm while somebody is late with it. */
export function DaysLeft({ days, isLate, long = false }: DaysLeftProps) {
  const t = useTexts(words);
  if (isLate) return <span className="task-late">{t('days.late', { count: -days })}</span>;
  if (days < 0) return <span className="quiet">{t('days.late', { count: -days })}</span>;
  if (days === 0) return <span className="strong">{t('days.today')}</span>;
  return <span className="quiet">{t(long ? 'days.more' : 'days.left', { count: days })}</span>;
}

/** `H-30 Pemungutan suara · Sen 28 Okt 2024`. */
export function useDueWords(): (
  due: Due | null,
  dueDay: string | null,
  stageNames: ReadonlyMap<string, Localized>,
) => string {
  const t = useTexts(words);
  const localized = useLocalized();
  const { day } = useFormat();
  return (due, dueDay, stageNames) => {
    if (due === null) return t('noDue');
    const falls = dueDay === null ? t('dayOpen') : day(dueDay);
    if ('on' in due) return falls;
    const said = dueWords(due, stageNames.get(due.stage) ?? { id: due.stage, en: due.stage });
    return said === null ? falls : `${localized(said)} · ${falls}`;
  };
}
