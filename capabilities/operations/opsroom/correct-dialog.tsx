import { useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice, Dialog, TextField, toast } from '#web/ui/index.ts';
import { type Activity, correctResult, listActivities, readActivity } from '../activities.ts';
import { words } from './words.ts';

/** Replaces the result of a closed activity; what stood before stays in the journal. */
export function CorrectDialog({ activity, onClose }: { activity: Activity; onClose: () => void }) {
  const t = useTexts(words);
  const command = useCommand(correctResult, [listActivities, readActivity]);
  const before = activity.result ?? '';
  const [result, setResult] = useState(before);
  const isChanged = result.trim() !== '' && result.trim() !== before;
  const send = async () => {
    const { id: activityId, operationId, version } = activity;
    if (!(await command.run({ params: { operationId, activityId }, body: { version, result } }))) return;
    toast(t('saved'));
    onClose();
  };
  return (
    <Dialog
      title={t('correctResult')}
      open
      onClose={onClose}
      dismissable={!isChanged}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button kind="primary" busy={command.busy} isDisabled={!isChanged} onPress={() => void send()}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div className="ops-form">
        <TextField
          label={t('result')}
          description={t('correctNote')}
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
