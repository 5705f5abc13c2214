import { useTexts } from '#web/i18n/index.ts';
import { Select } from '#web/ui/index.ts';
import { words } from './words.ts';

/** How a person may say that something stands; `computed` is for the server. */
const standings = ['stated', 'estimated', 'assumed', 'staged'] as const;
export type StatedStanding = (typeof standings)[number];

/** A standing as a form can offer it. */
export function statedOf(standing: string): StatedStanding {
  return standings.find((one) => one === standing) ?? 'stated';
}

export function StandingChoice(props: {
  readonly value: StatedStanding;
  readonly onChange: (standing: StatedStanding) => void;
}) {
  const t = useTexts(words);
  return (
    <Select
      label={t('standing')}
      options={standings.map((id) => ({ id, text: t(`standing.${id}`) }))}
      value={props.value}
      onChange={props.onChange}
    />
  );
}
