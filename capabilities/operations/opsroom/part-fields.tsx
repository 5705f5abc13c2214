import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { Checkbox, IconButton, NumberField, Select } from '#web/ui/index.ts';
import { dutyWords, forceWords, keysOf } from '../vocabulary.ts';
import { words } from './words.ts';

export type DraftPart = {
  readonly key: string;
  readonly force: keyof typeof forceWords;
  readonly duty: keyof typeof dutyWords;
  readonly count: number | null;
  readonly inPublishedTotal: boolean;
};

type Props = {
  readonly part: DraftPart;
  readonly onChange: (next: DraftPart) => void;
  readonly onRemove: () => void;
};

/** One part of a strength: which force, for which duty, how many, and whether the published total counts it. */
export function PartFields({ part, onChange, onRemove }: Props) {
  const t = useTexts(words);
  const localized = useLocalized();
  return (
    <div className="ops-part">
      <div className="ops-pair">
        <Select
          label={t('force')}
          options={keysOf(forceWords).map((id) => ({ id, text: localized(forceWords[id]) }))}
          value={part.force}
          onChange={(force) => onChange({ ...part, force })}
        />
        <Select
          label={t('duty')}
          options={keysOf(dutyWords).map((id) => ({ id, text: localized(dutyWords[id]) }))}
          value={part.duty}
          onChange={(duty) => onChange({ ...part, duty })}
        />
        <NumberField
          label={t('people')}
          value={part.count}
          onChange={(count) => onChange({ ...part, count })}
          min={0}
        />
      </div>
      <div className="ops-part-end">
        <Checkbox
          checked={part.inPublishedTotal}
          onChange={(inPublishedTotal) => onChange({ ...part, inPublishedTotal })}
        >
          {t('inTotal')}
        </Checkbox>
        <IconButton icon="trash" label={t('removePart')} onPress={onRemove} />
      </div>
    </div>
  );
}
