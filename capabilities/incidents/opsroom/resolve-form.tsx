import { useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice, TextField, toast } from '#web/ui/index.ts';
import { listIncidents, readIncident, resolveIncident } from '../contract.ts';
import { words } from './words.ts';

type Props = {
  readonly incidentId: string;
  readonly onTyping: (isTyping: boolean) => void;
  readonly onClose: () => void;
};

/** How it ended, and what those who reported are told. */
export function ResolveForm({ incidentId, onTyping, onClose }: Props) {
  const t = useTexts(words);
  const command = useCommand(resolveIncident, [listIncidents, readIncident]);
  const [result, setResult] = useState('');
  const [answer, setAnswer] = useState('');
  const change = (set: (text: string) => void) => (text: string) => {
    set(text);
    onTyping(true);
  };
  const close = () => {
    onTyping(false);
    onClose();
  };
  const send = async () => {
    const body = { result, answer: answer.trim() === '' ? null : answer };
    const reply = await command.run({ params: { incidentId }, body });
    if (!reply) return;
    toast(t('resolved'));
    close();
  };
  return (
    <div className="incident-form">
      <TextField
        label={t('resolveResult')}
        value={result}
        onChange={change(setResult)}
        multiline
        maxLength={2000}
        autoFocus
        required
      />
      <TextField
        label={t('resolveAnswer')}
        description={t('resolveAnswerNote')}
        value={answer}
        onChange={change(setAnswer)}
        multiline
        maxLength={1000}
      />
      <div className="incident-buttons">
        <Button onPress={close}>{t('cancel')}</Button>
        <Button
          kind="primary"
          icon="check"
          busy={command.busy}
          isDisabled={result.trim() === ''}
          onPress={() => void send()}
        >
          {t('resolve')}
        </Button>
      </div>
      <CommandNotice command={command} />
    </div>
  );
}
