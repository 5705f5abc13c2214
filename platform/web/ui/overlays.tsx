import type { ReactElement, ReactNode } from 'react';
import {
  Dialog as AriaDialog,
  Menu as AriaMenu,
  Popover as AriaPopover,
  Button,
  DialogTrigger,
  Heading,
  MenuItem,
  MenuTrigger,
  Modal,
  ModalOverlay,
} from 'react-aria-components';
import { useTexts } from '../i18n/index.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';
import { words } from './words.ts';

export type DialogProps = {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, the one that does it last. */
  readonly actions?: ReactNode;
  readonly wide?: boolean;
  /** false while something is unsaved: a click beside it must not lose what was typed. */
  readonly dismissable?: boolean;
  /** Nothing in it takes the focus: the text itself does, so that keys can scroll it. */
  readonly reading?: boolean;
};

export function Dialog(props: DialogProps) {
  return <Frame {...props} form={props.wide ? 'dialog dialog-wide' : 'dialog'} />;
}

/** From the right edge; the list behind it stays in sight. */
export function Drawer(props: DialogProps) {
  return <Frame {...props} form={props.wide ? 'drawer drawer-wide' : 'drawer'} />;
}

function Frame({
  title,
  open,
  onClose,
  children,
  actions,
  form,
  dismissable = true,
  reading = false,
}: DialogProps & { form: string }) {
  const t = useTexts(words);
  return (
    <ModalOverlay
      className="veil"
      isOpen={open}
      isDismissable={dismissable}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Modal className={form}>
        <AriaDialog className="dialog-inside">
          <header className="dialog-head">
            <Heading slot="title" className="dialog-title">
              {title}
            </Heading>
            <Button slot="close" className="icon-button" aria-label={t('close')}>
              <Icon name="x" />
            </Button>
          </header>
          <div className="dialog-body" {...(reading ? { tabIndex: 0 } : {})}>
            {children}
          </div>
          {actions ? <footer className="dialog-actions">{actions}</footer> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Something small beside its button: a filter, a choice of columns. `trigger` is a Button or IconButton. */
export function Popover(props: {
  readonly label: string;
  readonly trigger: ReactElement;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
}) {
  const { label, trigger, children, open, onOpenChange } = props;
  const held = {
    ...(open === undefined ? {} : { isOpen: open }),
    ...(onOpenChange === undefined ? {} : { onOpenChange }),
  };
  return (
    <DialogTrigger {...held}>
      {trigger}
      <AriaPopover className="popover" offset={6} placement="bottom start">
        <AriaDialog className="popover-inside" aria-label={label}>
          {({ close }) => (typeof children === 'function' ? children(close) : children)}
        </AriaDialog>
      </AriaPopover>
    </DialogTrigger>
  );
}

export type MenuEntry = {
  readonly id: string;
  readonly text: string;
  readonly icon?: IconName;
  readonly run?: () => void;
  readonly href?: string;
  readonly download?: boolean;
  readonly disabled?: boolean;
};

export function Menu({
  label,
  trigger,
  items,
}: {
  label: string;
  trigger: ReactElement;
  items: readonly MenuEntry[];
}) {
  return (
    <MenuTrigger>
      {trigger}
      <AriaPopover className="popover" offset={6}>
        <AriaMenu className="listbox" aria-label={label}>
          {items.map((item) => (
            <MenuItem
              key={item.id}
              id={item.id}
              className="listbox-item menu-item"
              isDisabled={item.disabled ?? false}
              {...(item.run ? { onAction: item.run } : {})}
              {...(item.href ? { href: item.href, download: item.download ?? false } : {})}
            >
              {item.icon ? <Icon name={item.icon} size={16} /> : null}
              {item.text}
            </MenuItem>
          ))}
        </AriaMenu>
      </AriaPopover>
    </MenuTrigger>
  );
}
