import './tasks.css';
import { useEffect, useRef } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { Page, useMay, useOperation } from '#web/shell/index.ts';
import { DataTable, type RowOf, readListing } from '#web/table/index.ts';
import { Button, CommandNotice, Loading, useKeys } from '#web/ui/index.ts';
import { listTasks } from '../doors-reading.ts';
import { useAddress } from './address.ts';
import { BulkDialogs, useBulk } from './bulk.tsx';
import { NewTaskDrawer } from './new-task.tsx';
import { NoTasks, TabBar } from './tab-bar.tsx';
import { tabOf, tabWords } from './tabs.ts';
import { useTaskCells, useTaskList } from './task-cells.tsx';
import { TaskDrawer } from './task-drawer.tsx';
import { useCounts } from './waiting.tsx';
import { words } from './words.ts';

/** Tugas: what agencies undertook and whose move it is, list by list, worked by keyboard. */
export function TasksPage() {
  const t = useTexts(words);
  const address = useAddress();
  const mayWork = useMay('task.work');
  const taskId = address.word('task');
  const first = tabWords(mayWork ? 'ourTurn' : 'open');
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the page is entered by its name alone
  useEffect(() => {
    if (address.isBare) address.replace(first);
  }, [address.isBare]);
  const write = () => address.push({ new: 'yes' });
  useKeys(t('keys'), mayWork ? [{ keys: 'N', title: t('key.new'), hint: true, run: write }] : []);
  return (
    <>
      {address.isBare ? <Loading /> : <Lists onNew={write} />}
      {taskId === null ? null : (
        <TaskDrawer key={taskId} taskId={taskId} onClose={() => address.replace({ task: null })} />
      )}
      {address.word('new') !== null && mayWork ? (
        <NewTaskDrawer
          onClose={() => address.replace({ new: null })}
          onMade={(id) => address.replace({ new: null, task: id })}
        />
      ) : null}
    </>
  );
}

function Lists({ onNew }: { onNew: () => void }) {
  const t = useTexts(words);
  const { id: operationId } = useOperation();
  const address = useAddress();
  const mayWork = useMay('task.work');
  const counts = useCounts(operationId);
  const { where, q } = readListing(new URLSearchParams(address.to({}).split('?')[1]), '', listTasks.columns);
  const { tab, isPlain } = tabOf(where);
  const isEmpty = isPlain && q === '' && counts.state === 'ready' && counts.data[tab] === 0;
  const actions = mayWork ? (
    <Button kind="primary" icon="plus" onPress={onNew}>
      {t('newTask')}
    </Button>
  ) : null;
  return (
    <Page title={t('title')} actions={actions} above={<TabBar current={tab} counts={counts} />}>
      {isEmpty ? (
        <NoTasks tab={tab} counts={counts.data} onNew={onNew} />
      ) : (
        <Rows isPlain={isPlain} onOpen={(id) => address.push({ task: id })} />
      )}
    </Page>
  );
}

function Rows({ isPlain, onOpen }: { isPlain: boolean; onOpen: (taskId: string) => void }) {
  const t = useTexts(words);
  const { id: operationId } = useOperation();
  const frame = useRef<HTMLDivElement>(null);
  const mayWork = useMay('task.work');
  const bulk = useBulk(frame);
  return (
    // The name of the list says what the list asks; other conditions are shown with it.
    <div ref={frame} className={isPlain ? 'tasks-frame tasks-plain' : 'tasks-frame'}>
      <CommandNotice command={bulk.command} />
      <DataTable
        endpoint={useTaskList()}
        label={t('title')}
        params={{ operationId }}
        rowKey={(row) => row.id}
        cells={useTaskCells()}
        lead={['title']}
        grow={['title']}
        onOpen={(row: RowOf<typeof listTasks>) => onOpen(row.id)}
        bulk={mayWork ? bulk.actions : []}
        live={['task']}
      />
      <BulkDialogs bulk={bulk} onOpen={onOpen} />
    </div>
  );
}
