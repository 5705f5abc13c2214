import { type RefObject, useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { useMay, useOperation } from '#web/shell/index.ts';
import type { BulkAction } from '#web/table/index.ts';
import { markOfActiveRow } from '#web/table/marked-row.ts';
import { Button, Dialog, type IconName, Loading, Select, toast, useKeys } from '#web/ui/index.ts';
import { BULK_LIMIT, type bulkActs, workInBulk } from '../doors.ts';
import { listTasks, readChoices, readTask, readTaskCounts } from '../doors-reading.ts';
import { pressBulk, ROW_MARK } from './active-row.ts';
import { words } from './words.ts';

type BulkAct = (typeof bulkActs)[number];
type Refused = ReplyOf<typeof workInBulk>['refused'];
type Naming = { readonly ids: readonly string[]; readonly clear: () => void };
type Outcome = { readonly done: number; readonly refused: Refused };

const KEYS = { accept: 'A', start: 'S', finish: 'F', confirm: 'C' } as const;
const ICONS: Record<BulkAct, IconName> = {
  accept: 'check',
  start: 'chevron-right',
  finish: 'flag',
  confirm: 'user-check',
  'name-person': 'user',
};
const quick = ['accept', 'start', 'finish', 'confirm'] as const;

/** The same for many tasks: by the bar above picked rows, or by a key for those or for the row one stands on. */
export function useBulk(frame: RefObject<HTMLElement | null>) {
  const t = useTexts(words);
  const { id: operationId } = useOperation();
  const mayWork = useMay('task.work');
  const command = useCommand(workInBulk, [listTasks, readTask, readTaskCounts]);
  const [naming, setNaming] = useState<Naming | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const work = async (act: BulkAct, ids: readonly string[], personId: string | null, clear: () => void) => {
    let done = 0;
    const refused: Refused[number][] = [];
    for (let first = 0; first < ids.length; first += BULK_LIMIT) {
      const taskIds = ids.slice(first, first + BULK_LIMIT);
      const reply = await command.run({ params: { operationId }, body: { act, taskIds, personId } });
      if (!reply) return;
      done += reply.done;
      refused.push(...reply.refused);
    }
    clear();
    if (done > 0) toast(t(`bulked.${act}`, { count: done }));
    if (refused.length > 0) setOutcome({ done, refused });
  };
  const actions: readonly BulkAction[] = [...quick, 'name-person' as const].map((act) => ({
    id: act,
    text: t(`bulk.${act}`),
    icon: ICONS[act],
    run: (ids, _picked, clear) =>
      act === 'name-person' ? setNaming({ ids, clear }) : void work(act, ids, null, clear),
  }));
  const press = (act: (typeof quick)[number]) => {
    if (pressBulk(frame.current, t(`bulk.${act}`))) return;
    const taskId = markOfActiveRow(frame.current, ROW_MARK);
    if (taskId !== null && !command.busy) void work(act, [taskId], null, () => {});
  };
  const keys = quick.map((act) => ({
    keys: KEYS[act],
    title: t(`key.${act}`),
    hint: true,
    run: () => press(act),
  }));
  useKeys(t('keys'), mayWork ? keys : []);
  const name = (personId: string) => {
    if (naming !== null) void work('name-person', naming.ids, personId, naming.clear);
    setNaming(null);
  };
  return { command, actions, naming, name, stopNaming: () => setNaming(null), outcome, setOutcome };
}

type Bulk = ReturnType<typeof useBulk>;

export function BulkDialogs({ bulk, onOpen }: { bulk: Bulk; onOpen: (taskId: string) => void }) {
  const { outcome, naming } = bulk;
  const open = (taskId: string) => {
    bulk.setOutcome(null);
    onOpen(taskId);
  };
  return (
    <>
      {naming === null ? null : (
        <PersonDialog count={naming.ids.length} onName={bulk.name} onClose={bulk.stopNaming} />
      )}
      {outcome === null ? null : (
        <RefusedDialog outcome={outcome} onOpen={open} onClose={() => bulk.setOutcome(null)} />
      )}
    </>
  );
}

type RefusedProps = {
  readonly outcome: Outcome;
  readonly onOpen: (taskId: string) => void;
  readonly onClose: () => void;
};

/** Which did not change, each with the server's words. */
function RefusedDialog({ outcome, onOpen, onClose }: RefusedProps) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { done, refused } = outcome;
  return (
    <Dialog
      title={t('refusedTitle', { count: refused.length })}
      open
      onClose={onClose}
      actions={
        <Button kind="primary" autoFocus onPress={onClose}>
          {t('understood')}
        </Button>
      }
    >
      <p className="task-refused-text">{t(done > 0 ? 'refusedText' : 'refusedNone')}</p>
      <ul className="task-refused">
        {refused.map(({ id, code, why }) => (
          <li key={id}>
            <Button kind="quiet" size="s" onPress={() => onOpen(id)}>
              {code}
            </Button>
            <span>{localized(why)}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

type PersonProps = {
  readonly count: number;
  readonly onName: (personId: string) => void;
  readonly onClose: () => void;
};

function PersonDialog({ count, onName, onClose }: PersonProps) {
  const t = useTexts(words);
  const { id: operationId } = useOperation();
  const choices = useAsk(readChoices, { params: { operationId } });
  const [personId, setPersonId] = useState<string | null>(null);
  return (
    <Dialog
      title={t('bulk.name-person')}
      open
      onClose={onClose}
      dismissable={personId === null}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button
            kind="primary"
            isDisabled={personId === null}
            onPress={() => (personId === null ? undefined : onName(personId))}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      <div className="task-form">
        <p>{t('personDialogText', { count })}</p>
        {choices.state === 'ready' ? (
          <Select
            label={t('person')}
            options={choices.data.people.map(({ id, name }) => ({ id, text: name }))}
            value={personId}
            onChange={setPersonId}
            autoFocus
            required
          />
        ) : (
          <Loading rows={1} />
        )}
      </div>
    </Dialog>
  );
}
