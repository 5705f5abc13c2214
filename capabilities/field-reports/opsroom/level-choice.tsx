import { type IncidentLevel, incidentLevels, levelMeanings, levelWords } from '#rooms/incidents/contract.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { ExplainedChoice } from '#web/kit/index.ts';
import { words } from './words.ts';

/** The colours of the doctrine with their words, and what the chosen one means. */
export function LevelChoice(props: { value: IncidentLevel; onChange: (level: IncidentLevel) => void }) {
  const { value, onChange } = props;
  const t = useTexts(words);
  const localized = useLocalized();
  const options = incidentLevels.map((id) => ({
    id,
    text: localized(levelWords[id]),
    meaning: localized(levelMeanings[id]),
  }));
  return <ExplainedChoice label={t('level')} options={options} value={value} onChange={onChange} />;
}
