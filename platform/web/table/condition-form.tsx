import { useState } from 'react';
import type { Column, ColumnType, Comparison, Condition } from '#shared/table.ts';
import { instantOf, type Zone } from '#shared/time.ts';
import { useFormat, useLocalized, useTexts } from '../i18n/index.ts';
import { AreaField, Button, Checkbox, NumberField, Select, TextField } from '../ui/index.ts';
import { words } from './words.ts';

const COMPARISONS: Record<ColumnType, readonly Comparison[]> = {
  text: ['contains', 'eq', 'ne', 'empty', 'filled'],
  number: ['ge', 'le', 'gt', 'lt', 'eq', 'ne', 'empty', 'filled'],
  instant: ['ge', 'lt', 'empty', 'filled'],
  day: ['ge', 'lt', 'eq', 'empty', 'filled'],
  choice: ['in', 'empty', 'filled'],
  area: ['within', 'empty', 'filled'],
  id: ['eq'],
};

type Draft = {
  readonly is: Comparison;
  readonly text: string;
  readonly number: number | null;
  readonly picked: readonly string[];
};

/** Asks for one condition about one column. */
export function ConditionForm({
  field,
  column,
  onDone,
}: {
  field: string;
  column: Column;
  onDone: (made: Condition) => void;
}) {
  const t = useTexts(words);
  const { zone } = useFormat();
  const isWord = useComparisonWord();
  const comparisons = COMPARISONS[column.type];
  const [draft, setDraft] = useState<Draft>({
    is: comparisons[0] ?? 'eq',
    text: '',
    number: null,
    picked: [],
  });
  const value = readValue(column.type, draft, zone);
  const bare = draft.is === 'empty' || draft.is === 'filled';
  const submit = () => {
    if (bare) onDone({ field, is: draft.is });
    else if (value !== null) onDone({ field, is: draft.is, value });
  };
  return (
    <form
      className="condition-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {comparisons.length > 1 ? (
        <Select
          label={t('condition')}
          hideLabel
          options={comparisons.map((is) => ({ id: is, text: isWord(column.type, is) }))}
          value={draft.is}
          onChange={(is) => setDraft({ ...draft, is })}
        />
      ) : null}
      {bare ? null : <ValueField column={column} draft={draft} onChange={setDraft} />}
      <Button kind="primary" type="submit" isDisabled={!bare && value === null}>
        {t('apply')}
      </Button>
    </form>
  );
}

type ValueProps = {
  readonly column: Column;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
};

function ValueField({ column, draft, onChange }: ValueProps) {
  const t = useTexts(words);
  if (column.type === 'choice') return <ChoiceField column={column} draft={draft} onChange={onChange} />;
  if (column.type === 'number') {
    return (
      <NumberField
        label={t('value')}
        hideLabel
        autoFocus
        value={draft.number}
        onChange={(number) => onChange({ ...draft, number })}
      />
    );
  }
  if (column.type === 'area') {
    return (
      <AreaField
        label={t('value')}
        hideLabel
        autoFocus
        value={draft.text}
        onChange={(text) => onChange({ ...draft, text })}
      />
    );
  }
  const isDay = column.type === 'day' || column.type === 'instant';
  return (
    <TextField
      label={t('value')}
      hideLabel
      autoFocus
      type={isDay ? 'date' : 'text'}
      value={draft.text}
      onChange={(text) => onChange({ ...draft, text })}
      maxLength={200}
    />
  );
}

function ChoiceField({ column, draft, onChange }: ValueProps) {
  const localized = useLocalized();
  return (
    <div className="condition-choices">
      {Object.entries(column.choices ?? {}).map(([key, text]) => (
        <Checkbox
          key={key}
          checked={draft.picked.includes(key)}
          onChange={(on) =>
            onChange({
              ...draft,
              picked: on ? [...draft.picked, key] : draft.picked.filter((one) => one !== key),
            })
          }
        >
          {localized(text)}
        </Checkbox>
      ))}
    </div>
  );
}

/** The words of a comparison, by what it compares. */
export function useComparisonWord(): (type: ColumnType, is: Comparison) => string {
  const t = useTexts(words);
  return (type, is) => {
    const inTime = type === 'instant' || type === 'day';
    if (inTime && is === 'ge') return t('is.since');
    if (inTime && is === 'lt') return t('is.until');
    return t(`is.${is}`);
  };
}

function readValue(type: ColumnType, draft: Draft, zone: Zone): NonNullable<Condition['value']> | null {
  if (type === 'choice') return draft.picked.length > 0 ? [...draft.picked] : null;
  if (type === 'number') return draft.number;
  const text = draft.text.trim();
  if (text === '') return null;
  // A day stands for its first moment where the operation is.
  return type === 'instant' ? instantOf(text, '00:00', zone).toISOString() : text;
}
