import {
  FieldError as AriaFieldError,
  NumberField as AriaNumberField,
  TextField as AriaTextField,
  Button,
  Group,
  Input,
  Label,
  Text,
  TextArea,
} from 'react-aria-components';
import { useLanguage, useTexts } from '../i18n/index.ts';
import { Icon } from './icon.tsx';
import { words } from './words.ts';

/** What every field has. `error` says what to do about it. */
export type FieldProps = {
  readonly label: string;
  readonly description?: string | undefined;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly hideLabel?: boolean;
};

export function FieldFrame({ label, description, error, hideLabel }: FieldProps) {
  return {
    label: <Label className={hideLabel ? 'sr-only' : 'field-label'}>{label}</Label>,
    notes: (
      <>
        {description ? (
          <Text slot="description" className="field-note">
            {description}
          </Text>
        ) : null}
        <AriaFieldError className="field-error">{error}</AriaFieldError>
      </>
    ),
  };
}

/** The props that React Aria's fields share. */
export function fieldState(props: FieldProps) {
  return {
    isInvalid: props.error !== undefined,
    isRequired: props.required ?? false,
    isDisabled: props.disabled ?? false,
    autoFocus: props.autoFocus ?? false,
  };
}

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

export function TextField(props: TextFieldProps) {
  const { value, onChange, type = 'text', multiline, rows = 3, placeholder, maxLength, autoComplete } = props;
  const frame = FieldFrame(props);
  const hint = placeholder === undefined ? {} : { placeholder };
  return (
    <AriaTextField
      {...fieldState(props)}
      className="field"
      type={type === 'date' || type === 'time' ? 'text' : type}
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
        <Input className="input" {...hint} {...(type === 'date' || type === 'time' ? { type } : {})} />
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
