import {
  Select as AriaSelect,
  Button,
  ComboBox as ComboBoxRoot,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  Text,
} from 'react-aria-components';
import { useTexts } from '../i18n/index.ts';
import { FieldFrame, type FieldProps, fieldState } from './field-frame.tsx';
import { Icon } from './icon.tsx';
import { words } from './words.ts';

export type Option<Id extends string = string> = {
  readonly id: Id;
  readonly text: string;
  /** A second, quieter line. */
  readonly note?: string;
};

export type SelectProps<Id extends string> = FieldProps & {
  readonly options: readonly Option<Id>[];
  readonly value: Id | null;
  readonly onChange: (value: Id) => void;
  readonly placeholder?: string;
};

export function Select<Id extends string>(props: SelectProps<Id>) {
  const t = useTexts(words);
  const frame = FieldFrame(props);
  const choose = (key: unknown) => {
    const option = props.options.find(({ id }) => id === key);
    if (option) props.onChange(option.id);
  };
  return (
    <AriaSelect
      {...fieldState(props)}
      className="field"
      value={props.value}
      onChange={choose}
      placeholder={props.placeholder ?? t('choose')}
    >
      {frame.label}
      <Button className="input select-button">
        <SelectValue className="select-value" />
        <Icon name="chevron-down" size={14} />
      </Button>
      {frame.notes}
      <Popover className="popover" offset={4}>
        <Options options={props.options} />
      </Popover>
    </AriaSelect>
  );
}

export type ComboBoxProps<Id extends string> = SelectProps<Id> & {
  /** When the server searches: the options are then shown as they come. */
  readonly search?: { readonly text: string; readonly onChange: (text: string) => void };
};

/** Choose by typing. Without `search` the options given are filtered here. */
export function ComboBox<Id extends string>(props: ComboBoxProps<Id>) {
  const frame = FieldFrame(props);
  const choose = (key: unknown) => {
    const option = props.options.find(({ id }) => id === key);
    if (option) props.onChange(option.id);
  };
  const { search } = props;
  const typed = search ? { inputValue: search.text, onInputChange: search.onChange } : {};
  const list = search ? { items: props.options } : { defaultItems: props.options };
  return (
    <ComboBoxRoot
      {...fieldState(props)}
      {...typed}
      {...list}
      className="field"
      value={props.value}
      onChange={choose}
      allowsEmptyCollection
      menuTrigger="focus"
    >
      {frame.label}
      <div className="input input-group">
        <Input className="input-bare" {...(props.placeholder ? { placeholder: props.placeholder } : {})} />
        <Button className="stepper">
          <Icon name="chevron-down" size={14} />
        </Button>
      </div>
      {frame.notes}
      <Popover className="popover" offset={4}>
        <Options />
      </Popover>
    </ComboBoxRoot>
  );
}

function Options({ options }: { options?: readonly Option[] }) {
  const t = useTexts(words);
  const items = options ? { items: options } : {};
  return (
    <ListBox<Option>
      {...items}
      className="listbox"
      renderEmptyState={() => <p className="listbox-empty">{t('nothingFound')}</p>}
    >
      {(option) => (
        <ListBoxItem id={option.id} textValue={option.text} className="listbox-item">
          <Text slot="label">{option.text}</Text>
          {option.note ? (
            <Text slot="description" className="quiet small">
              {option.note}
            </Text>
          ) : null}
        </ListBoxItem>
      )}
    </ListBox>
  );
}
