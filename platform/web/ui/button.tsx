import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';
import { holdPressableStyle } from './pressable.ts';
import { Tooltip } from './tooltip.tsx';

holdPressableStyle();

export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger';

type Common = Pick<
  AriaButtonProps,
  | 'onPress'
  | 'isDisabled'
  | 'type'
  | 'autoFocus'
  | 'aria-expanded'
  | 'aria-controls'
  | 'aria-haspopup'
  | 'form'
>;

// React Aria's own `isPending` announces the button by its id for seven seconds, also after a dialog took the button
// away: a picture without a name to a screen reader.
const BUSY = { 'aria-disabled': true, 'data-busy': true } as const;

/** Says what happens: "Simpan dan kirim". While `busy` it stays focusable and does nothing. */
export function Button(
  props: Common & {
    kind?: ButtonKind;
    icon?: IconName;
    busy?: boolean;
    size?: 's' | 'm';
    children: ReactNode;
  },
) {
  const { kind = 'plain', icon, busy = false, size = 'm', children, onPress, type, ...rest } = props;
  const press = !busy && onPress ? { onPress } : {};
  // A form sends itself through its submit button; a busy one is none.
  const what = type === undefined ? {} : { type: busy ? ('button' as const) : type };
  return (
    <AriaButton
      {...rest}
      {...press}
      {...what}
      {...(busy ? BUSY : {})}
      className={`button button-${kind} button-${size}`}
    >
      {icon ? <Icon name={icon} size={16} /> : null}
      <span>{children}</span>
    </AriaButton>
  );
}

/** A button without a word on it; its word is spoken and shown on hover and focus. */
export function IconButton(
  props: Common & { icon: IconName; label: string; pressed?: boolean; size?: number },
) {
  const { icon, label, pressed, size = 18, ...rest } = props;
  const state = pressed === undefined ? {} : { 'aria-pressed': pressed };
  return (
    <Tooltip text={label}>
      <AriaButton {...rest} {...state} aria-label={label} className="icon-button">
        <Icon name={icon} size={size} />
      </AriaButton>
    </Tooltip>
  );
}
