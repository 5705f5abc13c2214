import { useState } from 'react';
import type { Command } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice, Dialog, TextField } from '#web/ui/index.ts';
import { words } from './words.ts';

type Props = {
  readonly title: string;
  readonly text: string;
  readonly command: Pick<Command<never>, 'state' | 'problem' | 'hurry' | 'busy'>;
  readonly onSend: (reason: string) => void;
  readonly onClose: () => void;
};

/** Asks why, before something is withdrawn. */
export function ReasonDialog({ title, text, command, onSend, onClose }: Props) {
  const t = useTexts(words);
  const [reason, setReason] = useState('');
  const said = reason.trim();
  return (
    <Dialog
      title={title}
      open
      onClose={onClose}
      dismissable={said === ''}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button kind="primary" busy={command.busy} isDisabled={said === ''} onPress={() => onSend(said)}>
            {title}
          </Button>
        </>
      }
    >
      <div className="ops-form">
        <p>{text}</p>
        <TextField
          label={t('reason')}
          value={reason}
          onChange={setReason}
          maxLength={400}
          autoFocus
          required
        />
        <CommandNotice command={command} />
      </div>
    </Dialog>
  );
}
