import { type Due, dueWords } from '#rooms/operations/contract.ts';
import type { Localized } from '#shared/schema.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { Badge } from '#web/ui/index.ts';
import { words } from './words.ts';

/** `H-3`, `hari ini`, `lewat 2 hari`; in the tone of alarm once it has passed. */
export function DaysLeft({ days }: { days: number }) {
  const t = useTexts(words);
  if (days < 0)
    return (
      <Badge shape="triangle" tone="alarm">
        {t('days.late', { count: -days })}
      </Badge>
    );
  return (
    <span className={days === 0 ? 'strong' : 'quiet'}>
      {days === 0 ? t('days.today') : t('days.left', { days })}
    </span>
  );
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
