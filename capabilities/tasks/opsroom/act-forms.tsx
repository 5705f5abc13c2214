import { type FormEvent, type ReactNode, useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import type { Command } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { ExplainedChoice } from '#web/kit/index.ts';
import { Button, ComboBox, CommandNotice, Loading, Select, TextField, toast } from '#web/ui/index.ts';
import { dropTask, handOver, namePerson, plenarySpoke, refuseTask, returnTask } from '../doors.ts';
import type { readTask } from '../doors-reading.ts';
import { type Choices, useTaskCommand } from './use-task.ts';
import { words } from './words.ts';

type Task = ReplyOf<typeof readTask>;
export type ActFormProps = {
  readonly task: Task;
  readonly choices: Choices | null;
  readonly onClose: () => void;
};

const REASON_MOST = 400;

type FrameProps = {
  readonly title: string;
  readonly command: Pick<Command<never>, 'state' | 'problem' | 'hurry' | 'busy'>;
  readonly isReady: boolean;
  readonly onSend: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A small form where the act was chosen: its name, its fields, what the server said, and the way back. */
export function ActFrame({ title, command, isReady, onSend, onClose, children }: FrameProps) {
  const t = useTexts(words);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !command.busy) onSend();
  };
  return (
    <form className="task-form" aria-label={title} onSubmit={onSubmit}>
      <h2>{title}</h2>
      {children}
      <CommandNotice command={command} />
      <div className="task-buttons">
        <Button kind="primary" type="submit" busy={command.busy} isDisabled={!isReady}>
          {title}
        </Button>
        <Button onPress={onClose}>{t('cancel')}</Button>
      </div>
    </form>
  );
}

const reasoned = { refuse: refuseTask, return: returnTask, drop: dropTask } as const;

/** Refuse, return, drop: done by saying why. */
export function ReasonForm({ act, task, onClose }: ActFormProps & { act: keyof typeof reasoned }) {
  const t = useTexts(words);
  const command = useTaskCommand(reasoned[act]);
  const [reason, setReason] = useState('');
  const send = async () => {
    const reply = await command.run({ params: { taskId: task.id }, body: { reason: reason.trim() } });
    if (!reply) return;
    toast(t(`did.${act}`));
    onClose();
  };
  return (
    <ActFrame
      title={t(`act.${act}`)}
      command={command}
      isReady={reason.trim() !== ''}
      onSend={() => void send()}
      onClose={onClose}
    >
      <TextField
        label={t('reason')}
        description={t(`why.${act}`, { asker: task.asker.name, owner: task.owner.name })}
        value={reason}
        onChange={setReason}
        maxLength={REASON_MOST}
        autoFocus
        required
      />
    </ActFrame>
  );
}

/** What the plenary decided, with the number of its paper. */
export function PlenaryForm({ task, onClose }: ActFormProps) {
  const t = useTexts(words);
  const command = useTaskCommand(plenarySpoke);
  const [form, setForm] = useState({ outcome: 'yes' as 'yes' | 'no', decision: '', reason: '' });
  const confirmed = form.outcome === 'yes';
  const send = async () => {
    const reason = confirmed ? null : form.reason.trim();
    const body = { confirmed, decision: form.decision.trim(), reason };
    const reply = await command.run({ params: { taskId: task.id }, body });
    if (!reply) return;
    toast(t('did.plenary'));
    onClose();
  };
  return (
    <ActFrame
      title={t('act.plenary')}
      command={command}
      isReady={form.decision.trim() !== '' && (confirmed || form.reason.trim() !== '')}
      onSend={() => void send()}
      onClose={onClose}
    >
      <ExplainedChoice
        label={t('plenaryOutcome')}
        options={(['yes', 'no'] as const).map((id) => ({
          id,
          text: t(`plenary.${id}`),
          meaning: t(`plenaryMeans.${id}`),
        }))}
        value={form.outcome}
        onChange={(outcome) => setForm({ ...form, outcome })}
      />
      <TextField
        label={t('decision')}
        description={t('decisionNote')}
        value={form.decision}
        onChange={(decision) => setForm({ ...form, decision })}
        maxLength={200}
        autoFocus
        required
      />
      {confirmed ? null : (
        <TextField
          label={t('reason')}
          value={form.reason}
          onChange={(reason) => setForm({ ...form, reason })}
          maxLength={REASON_MOST}
          required
        />
      )}
    </ActFrame>
  );
}

const NOBODY = 'nobody';

/** Who of the owner agency answers for it. */
export function PersonForm({ task, choices, onClose }: ActFormProps) {
  const t = useTexts(words);
  const command = useTaskCommand(namePerson);
  const before = task.person?.id ?? NOBODY;
  const [personId, setPersonId] = useState(before);
  const send = async () => {
    const body = { personId: personId === NOBODY ? null : personId };
    const reply = await command.run({ params: { taskId: task.id }, body });
    if (!reply) return;
    toast(t('did.person'));
    onClose();
  };
  if (choices === null) return <Loading rows={2} />;
  const people = choices.people.map(({ id, name }) => ({ id, text: name }));
  return (
    <ActFrame
      title={t('act.person')}
      command={command}
      isReady={personId !== before}
      onSend={() => void send()}
      onClose={onClose}
    >
      <Select
        label={t('person')}
        options={[{ id: NOBODY, text: t('nobody') }, ...people]}
        value={personId}
        onChange={setPersonId}
        autoFocus
      />
    </ActFrame>
  );
}

/** To which agency it is offered, and why. */
export function HandOverForm({ task, choices, onClose }: ActFormProps) {
  const t = useTexts(words);
  const command = useTaskCommand(handOver);
  const [toId, setToId] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const send = async () => {
    if (toId === null) return;
    const reply = await command.run({ params: { taskId: task.id }, body: { toId, reason: reason.trim() } });
    if (!reply) return;
    toast(t('did.hand-over'));
    onClose();
  };
  if (choices === null) return <Loading rows={3} />;
  const agencies = choices.agencies.filter(({ id }) => id !== task.owner.id);
  return (
    <ActFrame
      title={t('act.hand-over')}
      command={command}
      isReady={toId !== null && reason.trim() !== ''}
      onSend={() => void send()}
      onClose={onClose}
    >
      <ComboBox
        label={t('handOverTo')}
        options={agencies.map(({ id, name }) => ({ id, text: name }))}
        value={toId}
        onChange={setToId}
        autoFocus
        required
      />
      <TextField
        label={t('reason')}
        description={t('why.hand-over')}
        value={reason}
        onChange={setReason}
        maxLength={REASON_MOST}
        required
      />
    </ActFrame>
  );
}
