import {
  Button,
  ComboBox as ComboBoxRoot,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components';
import { useTexts } from '../i18n/index.ts';
import type { AreaSearch } from './area-source.ts';
import type { AreaLimits } from './area-text.ts';
import { FieldFrame, type FieldProps, fieldState } from './field-frame.tsx';
import { Icon } from './icon.tsx';
import { type AreaTyping, useAreaTyping } from './use-area-typing.ts';
import { words } from './words.ts';

export type AreaFieldProps = Omit<FieldProps, 'description'> &
  AreaLimits & {
    /** Official code; empty: none. */
    readonly value: string;
    readonly onChange: (code: string) => void;
    readonly note?: string | undefined;
  };

/** Choose an area by typing its name or its code. A full code may be typed also where the list cannot be asked. */
export function AreaField(props: AreaFieldProps) {
  const { value, onChange, within, levels, note, error } = props;
  const t = useTexts(words);
  const typing = useAreaTyping(value, { within, levels }, onChange);
  const shown = {
    ...props,
    description: typing.unknown ? t('areaUnknown') : note,
    error: error ?? (typing.unfinished ? t('areaUnfinished') : undefined),
  };
  const frame = FieldFrame(shown);
  return (
    <ComboBoxRoot
      {...fieldState(shown)}
      className="field"
      inputValue={typing.text}
      onInputChange={typing.type}
      value={typing.chosen}
      onChange={typing.choose}
      onOpenChange={typing.setOpen}
      onBlur={typing.leave}
      items={typing.search.areas}
      allowsCustomValue
      allowsEmptyCollection
    >
      {frame.label}
      <div className="input input-group">
        <Input className="input-bare" placeholder={t('areaPlaceholder')} autoComplete="off" maxLength={120} />
        <Button className="stepper">
          <Icon name="chevron-down" size={14} />
        </Button>
      </div>
      {frame.notes}
      <Popover className="popover" offset={4}>
        <Choices typing={typing} />
      </Popover>
    </ComboBoxRoot>
  );
}

const EMPTY = {
  none: 'areaCodeOnly',
  searching: 'areaSearching',
  failed: 'areaFailed',
  ready: 'nothingFound',
} as const satisfies Record<AreaSearch['state'], string>;

function Choices({ typing }: { typing: AreaTyping }) {
  const t = useTexts(words);
  const { search, labelOf } = typing;
  return (
    <ListBox
      items={search.areas}
      className="listbox"
      aria-busy={search.state === 'searching'}
      renderEmptyState={() => (
        <p className="listbox-empty" role="status">
          {t(EMPTY[search.state])}
        </p>
      )}
    >
      {(area) => (
        <ListBoxItem id={area.code} textValue={labelOf(area)} className="listbox-item">
          <Text slot="label">
            {area.name} <span className="quiet small">{area.code}</span>
          </Text>
          <Text slot="description" className="quiet small">
            {[t(`level.${area.level}`), area.parentName].filter(Boolean).join(' · ')}
          </Text>
        </ListBoxItem>
      )}
    </ListBox>
  );
}
