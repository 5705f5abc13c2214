import { useState } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { Loading, TextField, toast } from '#web/ui/index.ts';
import { counterTask, proposeChange } from '../doors.ts';
import { type ActFormProps, ActFrame } from './act-forms.tsx';
import { draftOfDue, dueOfDraft } from './due-draft.ts';
import { DueEditor } from './due-editor.tsx';
import { useTaskCommand } from './use-task.ts';
import { words } from './words.ts';

const doors = { counter: counterTask, change: proposeChange } as const;

/** Another due day or measure: in answer to an offer, or of what was agreed. Begins with what holds. */
export function ProposalForm({ act, task, choices, onClose }: ActFormProps & { act: keyof typeof doors }) {
  const t = useTexts(words);
  const command = useTaskCommand(doors[act]);
  const [draft, setDraft] = useState(() => draftOfDue(task.due));
  const [measure, setMeasure] = useState(task.measure);
  const [reason, setReason] = useState('');
  if (choices === null) return <Loading rows={4} />;
  const due = dueOfDraft(draft);
  const isOther = JSON.stringify(due) !== JSON.stringify(task.due) || measure.trim() !== task.measure;
  const send = async () => {
    if (due === 'unfinished') return;
    const body = { due, measure: measure.trim(), reason: reason.trim() };
    const reply = await command.run({ params: { taskId: task.id }, body });
    if (!reply) return;
    toast(t(`did.${act}`));
    onClose();
  };
  const isOwn = task.asker.id === task.owner.id;
  return (
    <ActFrame
      title={t(`act.${act}`)}
      command={command}
      isReady={due !== 'unfinished' && isOther && measure.trim() !== '' && reason.trim() !== ''}
      onSend={() => void send()}
      onClose={onClose}
    >
      <DueEditor value={draft} onChange={setDraft} choices={choices} />
      <TextField label={t('measure')} value={measure} onChange={setMeasure} maxLength={300} required />
      <TextField
        label={t('reason')}
        description={t(act === 'change' && isOwn ? 'why.changeOwn' : `why.${act}`, {
          asker: task.asker.name,
        })}
        value={reason}
        onChange={setReason}
        maxLength={400}
        required
      />
    </ActFrame>
  );
}
