import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { Icon } from '#web/ui/index.ts';
import { type Target, targets, targetWords, templateColumns } from '../import-contract.ts';
import { words } from './words.ts';

const NEEDED: readonly Target[] = ['number', 'area', 'village'];
/** Starts with a byte order mark, by which a spreadsheet program knows UTF-8. */
const TEMPLATE = `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${templateColumns.join(',')}\r\n`)}`;

/** What a file must hold, before it is chosen, and an empty one to fill in. */
export function ImportNeeds() {
  const t = useTexts(words);
  const localized = useLocalized();
  const others = targets.filter((target) => !NEEDED.includes(target));
  const named = Object.fromEntries(NEEDED.map((target) => [target, localized(targetWords[target])]));
  return (
    <section>
      <p>{t('needed', named)}</p>
      <p className="quiet small">
        {t('optional', { columns: others.map((target) => localized(targetWords[target])).join(', ') })}
      </p>
      <a className="button button-plain button-m" href={TEMPLATE} download="templat-tps.csv">
        <Icon name="download" size={16} />
        {t('template')}
      </a>
    </section>
  );
}
