import { useTexts } from '#web/i18n/index.ts';
import { NumberField } from '#web/ui/index.ts';
import { useRupiah } from './money-text.tsx';
import { words } from './words.ts';

type Props = {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (amount: number | null) => void;
  readonly error?: string | undefined;
};

/** Whole rupiah; said back shortly, so that three zeros too many are seen. */
export function RupiahField({ label, value, onChange, error }: Props) {
  const t = useTexts(words);
  const { short } = useRupiah();
  return (
    <NumberField
      label={label}
      description={value === null ? t('rupiahNote') : `= ${short(value)}`}
      value={value}
      onChange={onChange}
      min={1}
      max={9_000_000_000_000_000}
      error={error}
      required
    />
  );
}
