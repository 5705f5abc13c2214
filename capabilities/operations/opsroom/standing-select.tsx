import type { Standing } from '#shared/schema.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { Select } from '#web/ui/index.ts';
import { standingWords } from '../vocabulary.ts';
import { words } from './words.ts';

/** How a person may say that something stands; `computed` is for the server. */
const standings = ['stated', 'estimated', 'assumed', 'staged'] as const;
export type StatedAs = (typeof standings)[number];

/** What is there already, as a person would say it. */
export const asStated = (standing: Standing): StatedAs => (standing === 'computed' ? 'stated' : standing);

export function StandingSelect(props: { value: StatedAs; onChange: (value: StatedAs) => void }) {
  const t = useTexts(words);
  const localized = useLocalized();
  return (
    <Select
      label={t('standing')}
      options={standings.map((id) => ({ id, text: localized(standingWords[id] ?? { id, en: id }) }))}
      value={props.value}
      onChange={props.onChange}
    />
  );
}
