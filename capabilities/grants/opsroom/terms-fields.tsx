import { useTexts } from '#web/i18n/index.ts';
import { Select, TextField } from '#web/ui/index.ts';
import { useRupiah } from './money-text.tsx';
import { RupiahField } from './rupiah-field.tsx';
import { StandingChoice } from './standing-choice.tsx';
import type { TermsDraft } from './terms-draft.ts';
import { TrancheEditor } from './tranche-editor.tsx';
import { words } from './words.ts';

const ROUNDINGS = [1, 1e6, 1e7, 1e8, 1e9, 1e10, 1e12] as const;

type Props = {
  readonly draft: TermsDraft;
  readonly onChange: (next: Partial<TermsDraft>) => void;
  readonly errorOf: (field: string) => string | undefined;
};

/** What was agreed: when, how much, in which tranches, and who says so. */
export function TermsFields({ draft, onChange, errorOf }: Props) {
  const t = useTexts(words);
  return (
    <>
      <div className="grant-pair">
        <TextField
          label={t('signedOn')}
          description={t('signedNote')}
          type="date"
          value={draft.signedOn}
          onChange={(signedOn) => onChange({ signedOn })}
          error={errorOf('signedOn')}
        />
        <TextField
          label={t('number')}
          value={draft.number}
          onChange={(number) => onChange({ number })}
          maxLength={100}
          error={errorOf('number')}
        />
      </div>
      <div className="grant-pair">
        <RupiahField
          label={t('amount')}
          value={draft.amount}
          onChange={(amount) => onChange({ amount })}
          error={errorOf('amount')}
        />
        <Rounding value={draft.roundedTo} onChange={(roundedTo) => onChange({ roundedTo })} />
      </div>
      <TrancheEditor draft={draft} onChange={(tranches) => onChange({ tranches })} />
      <TextField
        label={t('source')}
        description={t('sourceNote')}
        value={draft.source}
        onChange={(source) => onChange({ source })}
        maxLength={300}
        error={errorOf('source')}
        required
      />
      <StandingChoice value={draft.standing} onChange={(standing) => onChange({ standing })} />
      <TextField
        label={t('note')}
        value={draft.note}
        onChange={(note) => onChange({ note })}
        maxLength={1000}
        multiline
        error={errorOf('note')}
      />
    </>
  );
}

function Rounding({ value, onChange }: { value: number; onChange: (roundedTo: number) => void }) {
  const t = useTexts(words);
  const { short } = useRupiah();
  const all = ROUNDINGS.some((one) => one === value) ? ROUNDINGS : [...ROUNDINGS, value];
  return (
    <Select
      label={t('rounding')}
      options={all.map((one) => ({
        id: String(one),
        text: one === 1 ? t('exact') : t('roundedTo', { to: short(one) }),
      }))}
      value={String(value)}
      onChange={(id) => onChange(Number(id))}
    />
  );
}
