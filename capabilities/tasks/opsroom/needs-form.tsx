import { useState } from 'react';
import { useAsk } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { ComboBox, IconButton, toast } from '#web/ui/index.ts';
import { setNeeds } from '../doors.ts';
import { listTasks } from '../doors-reading.ts';
import { type ActFormProps, ActFrame } from './act-forms.tsx';
import { useTaskCommand } from './use-task.ts';
import { words } from './words.ts';

const OFFERED = 12;
const OPEN = JSON.stringify([{ field: 'closed', is: 'eq', value: 'no' }]);

type Named = { readonly id: string; readonly code: string; readonly title: string };

/** What has to be done before this: found by code or by name. */
export function NeedsForm({ task, onClose }: ActFormProps) {
  const t = useTexts(words);
  const command = useTaskCommand(setNeeds);
  const [needs, setNeedsNow] = useState<readonly Named[]>(task.needs);
  const before = task.needs.map(({ id }) => id);
  const ids = needs.map(({ id }) => id);
  const send = async () => {
    const reply = await command.run({ params: { taskId: task.id }, body: { needIds: ids } });
    if (!reply) return;
    toast(t('did.needs'));
    onClose();
  };
  return (
    <ActFrame
      title={t('act.needs')}
      command={command}
      isReady={ids.toSorted().join() !== before.toSorted().join()}
      onSend={() => void send()}
      onClose={onClose}
    >
      {needs.length === 0 ? (
        <p className="quiet">{t('needsNone')}</p>
      ) : (
        <ul className="task-needs">
          {needs.map(({ id, code, title }) => (
            <li key={id}>
              <span className="strong">{code}</span>
              <span>{title}</span>
              <IconButton
                icon="x"
                size={15}
                label={t('remove', { code })}
                onPress={() => setNeedsNow(needs.filter((one) => one.id !== id))}
              />
            </li>
          ))}
        </ul>
      )}
      <NeedSearch
        // Closed once something was found: its list would lie over the button.
        key={ids.join()}
        operationId={task.operationId}
        without={[task.id, ...ids]}
        onFound={(found) => setNeedsNow([...needs, found])}
      />
    </ActFrame>
  );
}

type SearchProps = {
  readonly operationId: string;
  readonly without: readonly string[];
  readonly onFound: (task: Named) => void;
};

function NeedSearch({ operationId, without, onFound }: SearchProps) {
  const t = useTexts(words);
  const [text, setText] = useState('');
  const query = {
    ...(text.trim() === '' ? {} : { q: text.trim() }),
    where: OPEN,
    limit: OFFERED + without.length,
  };
  const asked = useAsk(listTasks, { params: { operationId }, query }, { keep: true });
  const rows = asked.state === 'ready' ? asked.data.rows : [];
  const offered = rows.filter(({ id }) => !without.includes(id));
  const choose = (id: string) => {
    const found = offered.find((row) => row.id === id);
    if (found) onFound(found);
    setText('');
  };
  return (
    <ComboBox
      label={t('needsSearch')}
      placeholder={t('needsPlaceholder')}
      options={offered.map(({ id, code, title, owner }) => ({ id, text: `${code} ${title}`, note: owner }))}
      value={null}
      onChange={choose}
      search={{ text, onChange: setText }}
    />
  );
}
