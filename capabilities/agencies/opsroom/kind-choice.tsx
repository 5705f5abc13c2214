import { useAsk } from '#web/api/index.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { ComboBox } from '#web/ui/index.ts';
import { readKinds } from '../endpoints.ts';
import { words } from './words.ts';

type Props = {
  readonly value: string | null;
  readonly onChange: (kind: string | null) => void;
  readonly disabled?: boolean;
};

/** What kind of agency or unit it is, from the kinds that the server knows. */
export function KindChoice({ value, onChange, disabled = false }: Props) {
  const t = useTexts(words);
  const localized = useLocalized();
  const kinds = useAsk(readKinds, {});
  const options =
    kinds.state === 'ready'
      ? kinds.data.kinds.map((one) => ({ id: one.key, text: localized(one.name), note: one.short }))
      : [];
  return (
    <ComboBox
      label={t('kind')}
      options={options}
      value={value}
      onChange={onChange}
      disabled={disabled}
      required
    />
  );
}
