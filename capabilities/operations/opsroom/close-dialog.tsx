import { useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice, Dialog, Segmented, TextField, toast } from '#web/ui/index.ts';
import { closeActivities, listActivities, readActivity } from '../activities.ts';
import { words } from './words.ts';

type Props = {
  readonly operationId: string;
  readonly ids: readonly string[];
  /** What is chosen when the dialog opens. */
  readonly begin: Ending;
  readonly onDone?: () => void;
  readonly onClose: () => void;
};

const states = ['done', 'cancelled'] as const;
export type Ending = (typeof states)[number];

/** Closes one or many activities with one result. */
export function CloseDialog({ operationId, ids, begin, onDone, onClose }: Props) {
  const t = useTexts(words);
  const command = useCommand(closeActivities, [listActivities, readActivity]);
  const [state, setState] = useState<Ending>(begin);
  const [result, setResult] = useState('');
  const send = async () => {
    const reply = await command.run({ params: { operationId }, body: { ids: [...ids], state, result } });
    if (!reply) return;
    toast(t('closedToast', { count: reply.closed }));
    onDone?.();
    onClose();
  };
  return (
    <Dialog
      title={t(state === 'done' ? 'closeActivities' : 'cancelActivities')}
      open
      onClose={onClose}
      dismissable={result === ''}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button
            kind="primary"
            busy={command.busy}
            isDisabled={result.trim() === ''}
            onPress={() => void send()}
          >
            {t(state === 'done' ? 'closeActivities' : 'cancelActivities')}
          </Button>
        </>
      }
    >
      <div className="ops-form">
        <p>{t('closeCount', { count: ids.length })}</p>
        <Segmented
          label={t('outcome')}
          options={states.map((id) => ({ id, text: t(id) }))}
          value={state}
          onChange={setState}
        />
        <TextField
          label={t(state === 'done' ? 'result' : 'reason')}
          description={t('resultNote')}
          value={result}
          onChange={setResult}
          multiline
          maxLength={2000}
          autoFocus
          required
        />
        <CommandNotice command={command} />
      </div>
    </Dialog>
  );
}
