import { useAsk } from '#web/api/index.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { Button, IconButton, NumberField, Segmented, Select, TextField } from '#web/ui/index.ts';
import { readGrantLaw } from '../doors-overview.ts';
import { useTrancheName } from './marks.tsx';
import { useRupiah } from './money-text.tsx';
import { RupiahField } from './rupiah-field.tsx';
import { AGREED, newTranche, restOf, type TermsDraft, type TrancheDraft, UNNAMED } from './terms-draft.ts';
import { words } from './words.ts';

const MOST = 10;

type Props = { readonly draft: TermsDraft; readonly onChange: (next: readonly TrancheDraft[]) => void };

/** The tranches one by one, and what is still missing of the whole. */
export function TrancheEditor({ draft, onChange }: Props) {
  const t = useTexts(words);
  const { tranches } = draft;
  const byRules = useDueChoices();
  return (
    <fieldset className="grant-fieldset">
      <legend className="field-label">{t('tranches')}</legend>
      <ol className="grant-tranche-drafts">
        {tranches.map((tranche, index) => (
          <li key={tranche.id}>
            <One
              ordinal={index + 1}
              tranche={tranche}
              choices={byRules}
              onChange={(next) => onChange(tranches.with(index, { ...tranche, ...next }))}
              onRemove={tranches.length > 1 ? () => onChange(tranches.toSpliced(index, 1)) : null}
            />
          </li>
        ))}
      </ol>
      <Rest draft={draft} />
      {tranches.length < MOST ? (
        <span>
          <Button size="s" icon="plus" onPress={() => onChange([...tranches, newTranche()])}>
            {t('addTranche')}
          </Button>
        </span>
      ) : null}
    </fieldset>
  );
}

type Choice = { readonly id: string; readonly text: string };

/** Rules of law that a tranche can be due by, then the day of the agreement, then nothing. */
function useDueChoices(): readonly Choice[] {
  const t = useTexts(words);
  const localized = useLocalized();
  const law = useAsk(readGrantLaw, {});
  const rules = law.state === 'ready' ? law.data.rules : [];
  const newest = new Map(rules.filter(({ percent }) => percent !== null).map((rule) => [rule.key, rule]));
  return [
    ...[...newest.values()].map(({ key, text }) => ({ id: key, text: localized(text) })),
    { id: AGREED, text: t('by.agreed') },
    { id: UNNAMED, text: t('by.unnamed') },
  ];
}

type OneProps = {
  readonly ordinal: number;
  readonly tranche: TrancheDraft;
  readonly choices: readonly Choice[];
  readonly onChange: (next: Partial<TrancheDraft>) => void;
  readonly onRemove: (() => void) | null;
};

function One({ ordinal, tranche, choices, onChange, onRemove }: OneProps) {
  const t = useTexts(words);
  const name = useTrancheName();
  const units = (['percent', 'amount'] as const).map((id) => ({ id, text: t(`unit.${id}`) }));
  return (
    <>
      <div className="grant-tranche-bar">
        <span className="strong">{name(ordinal)}</span>
        <Segmented
          label={t('unit')}
          options={units}
          value={tranche.unit}
          onChange={(unit) => onChange({ unit, value: null })}
        />
        <span className="spring" />
        {onRemove ? <IconButton icon="trash" label={t('removeTranche')} onPress={onRemove} /> : null}
      </div>
      <Value tranche={tranche} onChange={onChange} />
      <Select label={t('dueBy')} options={choices} value={tranche.by} onChange={(by) => onChange({ by })} />
      {tranche.by === AGREED ? (
        <TextField
          label={t('dueDay')}
          type="date"
          value={tranche.dueOn}
          onChange={(dueOn) => onChange({ dueOn })}
          required
        />
      ) : null}
    </>
  );
}

function Value({ tranche, onChange }: Pick<OneProps, 'tranche' | 'onChange'>) {
  const t = useTexts(words);
  const change = (value: number | null) => onChange({ value });
  if (tranche.unit === 'amount')
    return <RupiahField label={t('amount')} value={tranche.value} onChange={change} />;
  return (
    <NumberField
      label={t('percentField')}
      value={tranche.value}
      onChange={change}
      min={1}
      max={100}
      required
    />
  );
}

function Rest({ draft }: { draft: TermsDraft }) {
  const t = useTexts(words);
  const { full } = useRupiah();
  const rest = restOf(draft);
  if (rest === null) return null;
  if (rest === 0) return <p className="done">{t('restNone')}</p>;
  return <p className="alarm">{t(rest > 0 ? 'restMissing' : 'restOver', { sum: full(Math.abs(rest)) })}</p>;
}
