import { useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { useAsk } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { Answer, Badge, Drawer } from '#web/ui/index.ts';
import { readTask } from '../doors-reading.ts';
import { Asks } from './asks.tsx';
import { Doing } from './doing.tsx';
import { DaysLeft, useDueWords } from './due-words.tsx';
import { EvidenceList } from './evidence.tsx';
import { StateBadge } from './marks.tsx';
import { NeedLists } from './needs.tsx';
import { isOurMove, useSentences } from './sentence.ts';
import { Facts, History } from './task-view.tsx';
import { stageNames, useChoices } from './use-task.ts';
import { words } from './words.ts';

type Task = ReplyOf<typeof readTask>;

/** One task beside the list: whose move it is, what was undertaken, what proves it, what can be done now. */
export function TaskDrawer({ taskId, onClose }: { taskId: string; onClose: () => void }) {
  const t = useTexts(words);
  const task = useAsk(readTask, { params: { taskId } });
  const [isTyping, setTyping] = useState(false);
  useLive(['task'], [readTask]);
  const title = task.state === 'ready' ? task.data.title : t('title');
  return (
    <Drawer title={title} open onClose={onClose} wide dismissable={!isTyping}>
      <Answer of={task} rows={8}>
        {(data) => <Opened task={data} onTyping={setTyping} />}
      </Answer>
    </Drawer>
  );
}

function Opened({ task, onTyping }: { task: Task; onTyping: (isTyping: boolean) => void }) {
  const choices = useChoices(task.operationId);
  const props = { task, choices, onTyping };
  return (
    <div className="task">
      <Head {...props} />
      <Asks {...props} />
      <Doing {...props} />
      <Facts {...props} />
      <EvidenceList task={task} />
      <NeedLists task={task} />
      <History task={task} />
    </div>
  );
}

function Head({ task, choices }: { task: Task; choices: ReturnType<typeof useChoices> }) {
  const t = useTexts(words);
  const say = useSentences();
  const dueWords = useDueWords();
  const isOver = ['confirmed', 'refused', 'dropped'].includes(task.state);
  const [first, ...others] = say(task);
  return (
    <section className="task-head">
      <p className="task-marks">
        <span className="strong">{task.code}</span>
        <StateBadge state={task.state} ours={isOurMove(task)} />
        {isOurMove(task) ? (
          <Badge shape="triangle" tone="accent">
            {t('ourTurn')}
          </Badge>
        ) : null}
        {task.standing === 'staged' ? <span className="quiet">{t('staged')}</span> : null}
      </p>
      <p className="task-sentence">{first}</p>
      {others.map((one) => (
        <p key={one}>{one}</p>
      ))}
      <p className="task-due">
        <span>{dueWords(task.due, task.dueDay, stageNames(choices, task))}</span>
        {isOver || task.daysLeft === null ? null : (
          <DaysLeft days={task.daysLeft} isLate={task.overdue} long />
        )}
      </p>
    </section>
  );
}
