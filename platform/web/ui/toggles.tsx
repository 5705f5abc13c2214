import { type ReactNode, useEffect, useRef } from 'react';
import {
  Checkbox as AriaCheckbox,
  Switch as AriaSwitch,
  Tab,
  TabList,
  TabPanel,
  Tabs as TabsRoot,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';

type ToggleProps = {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
  readonly children: ReactNode;
};

export function Checkbox({
  checked,
  onChange,
  disabled = false,
  some = false,
  children,
}: ToggleProps & { some?: boolean }) {
  return (
    <AriaCheckbox
      className="checkbox"
      isSelected={checked}
      isIndeterminate={some}
      onChange={onChange}
      isDisabled={disabled}
    >
      <span className="checkbox-box">
        <Icon name={some ? 'minus' : 'check'} size={13} />
      </span>
      <span>{children}</span>
    </AriaCheckbox>
  );
}

export function Switch({ checked, onChange, disabled = false, children }: ToggleProps) {
  return (
    <AriaSwitch className="switch" isSelected={checked} onChange={onChange} isDisabled={disabled}>
      <span className="switch-track" />
      <span>{children}</span>
    </AriaSwitch>
  );
}

export type SegmentedProps<Id extends string> = {
  readonly label: string;
  readonly options: readonly { readonly id: Id; readonly text: string; readonly icon?: IconName }[];
  readonly value: Id;
  readonly onChange: (value: Id) => void;
};

/** One of a few, all in sight: layers of the map, kinds of view. */
export function Segmented<Id extends string>({ label, options, value, onChange }: SegmentedProps<Id>) {
  const choose = (keys: Set<unknown>) => {
    const option = options.find(({ id }) => keys.has(id));
    if (option) onChange(option.id);
  };
  return (
    <ToggleButtonGroup
      aria-label={label}
      className="segmented"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={choose}
    >
      {options.map((option) => (
        <ToggleButton key={option.id} id={option.id} className="segment">
          {option.icon ? <Icon name={option.icon} size={15} /> : null}
          {option.text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

export type TabsProps<Id extends string> = {
  readonly label: string;
  readonly tabs: readonly {
    readonly id: Id;
    readonly text: string;
    readonly count?: number;
    readonly body: ReactNode;
  }[];
  readonly value?: Id;
  readonly onChange?: (value: Id) => void;
};

/** Tabs with how much stands behind each: `Perlu tindakan 23`. */
export function Tabs<Id extends string>({ label, tabs, value, onChange }: TabsProps<Id>) {
  const choose = (key: unknown) => {
    const tab = tabs.find(({ id }) => id === key);
    if (tab) onChange?.(tab.id);
  };
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is another one to show
  useEffect(() => {
    list.current
      ?.querySelector('[aria-selected="true"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [value]);
  return (
    <TabsRoot
      className="tabs"
      {...(value === undefined ? {} : { selectedKey: value })}
      onSelectionChange={choose}
    >
      <TabList ref={list} aria-label={label} className="tab-list">
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className="tab">
            {tab.text}
            {tab.count === undefined ? null : <span className="tab-count">{tab.count}</span>}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="tab-panel">
          {tab.body}
        </TabPanel>
      ))}
    </TabsRoot>
  );
}
