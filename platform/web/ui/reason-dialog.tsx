import { useState } from 'react';
import type { Command } from '../api/index.ts';
import { useTexts } from '../i18n/index.ts';
import { Button } from './button.tsx';
import { TextField } from './fields.tsx';
import { Dialog } from './overlays.tsx';
import { CommandNotice } from './states.tsx';
import { words } from './words.ts';

type Props = {
  /** What it is called; also the word on the button. */
  readonly title: string;
  /** What happens then. */
  readonly text: string;
  readonly command: Pick<Command<never>, 'state' | 'problem' | 'hurry' | 'busy'>;
  readonly onSend: (reason: string) => void;
  readonly onClose: () => void;
  readonly maxLength?: number;
  /** Letters that a reason needs at least; one unless said otherwise. */
  readonly minLength?: number;
};

/** Asks why, before something is done that others will want to understand. */
export function ReasonDialog({
  title,
  text,
  command,
  onSend,
  onClose,
  minLength = 1,
  maxLength = 400,
}: Props) {
  const t = useTexts(words);
  const [reason, setReason] = useState('');
  const said = reason.trim();
  const isReady = said.length >= minLength;
  return (
    <Dialog
      title={title}
      open
      onClose={onClose}
      dismissable={said === ''}
      actions={
        <>
          <Button onPress={onClose}>{t('rather')}</Button>
          <Button kind="primary" busy={command.busy} isDisabled={!isReady} onPress={() => onSend(said)}>
            {title}
          </Button>
        </>
      }
    >
      <div className="reason-form">
        <p>{text}</p>
        <TextField
          label={t('reason')}
          {...(minLength > 1 ? { description: t('reasonLength', { count: minLength }) } : {})}
          value={reason}
          onChange={setReason}
          maxLength={maxLength}
          autoFocus
          required
        />
        <CommandNotice command={command} />
      </div>
    </Dialog>
  );
}
