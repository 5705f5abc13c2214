import type { ReplyOf } from '#shared/endpoint.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Decision, Statement } from '#web/kit/index.ts';
import { toast } from '#web/ui/index.ts';
import { answerChange, answerCounter, answerHandOver } from '../doors.ts';
import type { readTask } from '../doors-reading.ts';
import { useDueWords } from './due-words.tsx';
import { type Choices, stageNames, useTaskCommand } from './use-task.ts';
import { words } from './words.ts';

type Task = ReplyOf<typeof readTask>;
type Props = { readonly task: Task; readonly choices: Choices | null };

/** What one side asks the other to agree to, beside what holds, and the answer where it is ours to give. */
export function Asks({ task, choices }: Props) {
  const { counter, change, handOver } = task;
  return (
    <>
      {counter === null ? null : <CounterAsk task={task} choices={choices} proposed={counter} />}
      {change === null ? null : <ChangeAsk task={task} choices={choices} proposed={change} />}
      {handOver === null ? null : <HandOverAsk task={task} offered={handOver} />}
    </>
  );
}

type ProposedProps = Props & { readonly proposed: NonNullable<Task['counter']> };

function CounterAsk({ task, choices, proposed }: ProposedProps) {
  const t = useTexts(words);
  const answer = useAnswer(answerCounter, task.id);
  return (
    <section className="task-ask">
      <h2>{t('askCounter', { by: proposed.by.name })}</h2>
      <Compared task={task} choices={choices} proposed={proposed} />
      {task.acts.includes('counter-answer') ? <YesNo answer={answer} /> : null}
    </section>
  );
}

function ChangeAsk({ task, choices, proposed }: ProposedProps) {
  const t = useTexts(words);
  const answer = useAnswer(answerChange, task.id);
  return (
    <section className="task-ask">
      <h2>{t('askChange', { by: proposed.by.name })}</h2>
      <Compared task={task} choices={choices} proposed={proposed} />
      {task.acts.includes('change-answer') ? <YesNo answer={answer} /> : null}
    </section>
  );
}

function Compared({ task, choices, proposed }: ProposedProps) {
  const t = useTexts(words);
  const dueWords = useDueWords();
  const names = stageNames(choices, task);
  const before = dueWords(task.due, task.dueDay, names);
  const after = dueWords(proposed.due, proposed.dueDay, names);
  const line = (was: string, is: string) =>
    was === is ? null : (
      <>
        <span className="strong">{is}</span>
        <s className="quiet task-was">{was}</s>
      </>
    );
  return (
    <Statement
      facts={[
        [t('due'), line(before, after)],
        [t('measure'), line(task.measure, proposed.measure)],
        [t('reason'), proposed.reason],
      ]}
    />
  );
}

function HandOverAsk({ task, offered }: { task: Task; offered: NonNullable<Task['handOver']> }) {
  const t = useTexts(words);
  const answer = useAnswer(answerHandOver, task.id);
  return (
    <section className="task-ask">
      <h2>{t('askHandOver', { to: offered.to.name })}</h2>
      <Statement facts={[[t('reason'), offered.reason]]} />
      {task.acts.includes('hand-over-answer') ? (
        <Decision
          yes={{ text: t('takeOn'), command: answer.command, onSay: () => void answer.say(true, null) }}
          no={{
            text: t('takeOnNot'),
            explain: t('takeOnNotText', { owner: task.owner.name }),
            command: answer.command,
            onSay: (reason) => answer.say(false, reason),
          }}
        />
      ) : null}
    </section>
  );
}

type Answering = typeof answerCounter | typeof answerChange | typeof answerHandOver;

/** One answer, yes or no; without a reason only for a yes. */
function useAnswer(endpoint: Answering, taskId: string) {
  const t = useTexts(words);
  const command = useTaskCommand(endpoint);
  const say = async (accepted: boolean, reason: string | null): Promise<boolean> => {
    const reply = await command.run({ params: { taskId }, body: { accepted, reason } });
    if (reply) toast(t('did.answer'));
    return reply !== null;
  };
  return { command, say };
}

function YesNo({ answer }: { answer: ReturnType<typeof useAnswer> }) {
  const t = useTexts(words);
  return (
    <Decision
      yes={{ text: t('agree'), command: answer.command, onSay: () => void answer.say(true, null) }}
      no={{
        text: t('decline'),
        explain: t('declineText'),
        command: answer.command,
        onSay: (reason) => answer.say(false, reason),
      }}
    />
  );
}
