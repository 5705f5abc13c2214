import { FieldError as AriaFieldError, Label, Text } from 'react-aria-components';

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
