import { lazy, Suspense } from 'react';
import {
  NumberField as AriaNumberField,
  TextField as AriaTextField,
  Button,
  Group,
  Input,
  TextArea,
} from 'react-aria-components';
import { useLanguage, useTexts } from '../i18n/index.ts';
import { FieldFrame, type FieldProps, fieldState } from './field-frame.tsx';
import { Icon } from './icon.tsx';
import { loadPart } from './part.tsx';
import { words } from './words.ts';

export type TextFieldProps = FieldProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'password' | 'email' | 'tel' | 'search' | 'date' | 'time';
  readonly multiline?: boolean;
  readonly rows?: number;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly autoComplete?: string;
  readonly inputMode?: 'text' | 'numeric' | 'tel' | 'search';
  readonly name?: string;
};

// Months and their arithmetic are heavy, and few pages ask for a day.
const DayField = lazy(async () => ({
  default: await loadPart(async () => (await import('./day-fields.tsx')).DayField),
}));
const HourField = lazy(async () => ({
  default: await loadPart(async () => (await import('./day-fields.tsx')).HourField),
}));

export function TextField(props: TextFieldProps) {
  if (props.type !== 'date' && props.type !== 'time') return <WordsField {...props} />;
  const Field = props.type === 'date' ? DayField : HourField;
  return (
    <Suspense fallback={<WordsField {...props} type="text" disabled />}>
      <Field {...props} />
    </Suspense>
  );
}

function WordsField(props: TextFieldProps) {
  const { value, onChange, type = 'text', multiline, rows = 3, placeholder, maxLength, autoComplete } = props;
  const frame = FieldFrame(props);
  const hint = placeholder === undefined ? {} : { placeholder };
  return (
    <AriaTextField
      {...fieldState(props)}
      className="field"
      type={type}
      value={value}
      onChange={onChange}
      {...(maxLength === undefined ? {} : { maxLength })}
      {...(autoComplete === undefined ? {} : { autoComplete })}
      {...(props.inputMode === undefined ? {} : { inputMode: props.inputMode })}
      {...(props.name === undefined ? {} : { name: props.name })}
    >
      {frame.label}
      {multiline ? (
        <TextArea className="input" rows={rows} {...hint} />
      ) : (
        <Input className="input" {...hint} />
      )}
      {frame.notes}
    </AriaTextField>
  );
}

export type NumberFieldProps = FieldProps & {
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
};

export function NumberField(props: NumberFieldProps) {
  const { value, onChange, min, max, step } = props;
  const t = useTexts(words);
  const language = useLanguage();
  const frame = FieldFrame(props);
  return (
    <AriaNumberField
      {...fieldState(props)}
      className="field"
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      {...(min === undefined ? {} : { minValue: min })}
      {...(max === undefined ? {} : { maxValue: max })}
      {...(step === undefined ? {} : { step })}
      decrementAriaLabel={t('decrease')}
      incrementAriaLabel={t('increase')}
      data-language={language}
    >
      {frame.label}
      <Group className="input input-group">
        <Input className="input-bare" />
        <Button slot="decrement" className="stepper">
          <Icon name="minus" size={14} />
        </Button>
        <Button slot="increment" className="stepper">
          <Icon name="plus" size={14} />
        </Button>
      </Group>
      {frame.notes}
    </AriaNumberField>
  );
}
