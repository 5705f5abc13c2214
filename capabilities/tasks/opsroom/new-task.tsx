import { useState } from 'react';
import { useAsk } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useOperation } from '#web/shell/index.ts';
import { Answer, Button, CommandNotice, Drawer, toast } from '#web/ui/index.ts';
import { offerTask } from '../doors.ts';
import { readChoices } from '../doors-reading.ts';
import { emptyTask, taskOfDraft } from './new-task-draft.ts';
import { NewTaskFields } from './new-task-fields.tsx';
import { useTaskCommand } from './use-task.ts';
import { words } from './words.ts';

type Props = { readonly onClose: () => void; readonly onMade: (taskId: string) => void };

/** Asks another agency for a task, or writes down an own one. */
export function NewTaskDrawer({ onClose, onMade }: Props) {
  const t = useTexts(words);
  const { id: operationId, areas } = useOperation();
  const choices = useAsk(readChoices, { params: { operationId } });
  const command = useTaskCommand(offerTask);
  const [draft, setDraft] = useState(() => emptyTask(areas[0] ?? ''));
  const ownAgencyId = choices.state === 'ready' ? choices.data.ownAgencyId : null;
  const isOwn = ownAgencyId !== null && draft.ownerId === ownAgencyId;
  const body = taskOfDraft(draft, operationId);
  const send = async () => {
    if (body === null) return;
    const reply = await command.run({ body });
    if (!reply) return;
    toast(t(isOwn ? 'written' : 'offered', { code: reply.code }));
    onMade(reply.id);
  };
  return (
    <Drawer
      title={t('newTask')}
      open
      onClose={onClose}
      wide
      dismissable={draft.title === '' && draft.detail === '' && draft.measure === ''}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button kind="primary" busy={command.busy} isDisabled={body === null} onPress={() => void send()}>
            {t(isOwn ? 'sendOwn' : 'send')}
          </Button>
        </>
      }
    >
      <Answer of={choices} rows={8}>
        {(data) => (
          <div className="task-form">
            <NewTaskFields draft={draft} onChange={setDraft} choices={data} problem={command.problem} />
            <CommandNotice command={command} />
          </div>
        )}
      </Answer>
    </Drawer>
  );
}
