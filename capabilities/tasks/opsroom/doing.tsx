import { type ReactNode, useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice, type IconName, Menu, toast } from '#web/ui/index.ts';
import { acceptTask, confirmTask, finishTask, startTask } from '../doors.ts';
import type { Act, readTask } from '../doors-reading.ts';
import { HandOverForm, PersonForm, PlenaryForm, ReasonForm } from './act-forms.tsx';
import { EvidenceForm } from './evidence-form.tsx';
import { NeedsForm } from './needs-form.tsx';
import { ProposalForm } from './proposal-form.tsx';
import { type Choices, useTaskCommand } from './use-task.ts';
import { words } from './words.ts';

type Task = ReplyOf<typeof readTask>;
type Doable = Exclude<Act, 'counter-answer' | 'change-answer' | 'hand-over-answer'>;
type Props = {
  readonly task: Task;
  readonly choices: Choices | null;
  readonly onTyping: (isTyping: boolean) => void;
};

/** What others wait for first; the first that is ours to do stands out. */
const FIRST = ['accept', 'plenary', 'confirm', 'start', 'done', 'evidence'] as const;
/** In sight beside it. */
const BESIDE: readonly Doable[] = ['evidence', 'done', 'refuse', 'counter', 'return', 'person'];
const REST: readonly Doable[] = ['change', 'hand-over', 'needs', 'drop'];
/** So many buttons need no menu. */
const FEW = 2;
const ICONS: Partial<Record<Doable, IconName>> = {
  accept: 'check',
  start: 'chevron-right',
  done: 'flag',
  confirm: 'user-check',
  evidence: 'plus',
  plenary: 'meeting',
  person: 'user',
};

/** The acts that are ours to do now, each with its small form at this place. */
export function Doing({ task, choices, onTyping }: Props) {
  const t = useTexts(words);
  const [opened, setOpened] = useState<Doable | null>(null);
  const may = new Set<string>(task.acts);
  const doable = [...new Set<Doable>([...FIRST, ...BESIDE, ...REST])].filter((act) => may.has(act));
  if (doable.length === 0) return null;
  const open = (act: Doable | null) => {
    setOpened(act);
    onTyping(act !== null);
  };
  const isOpen = opened !== null && may.has(opened) && !isQuick(opened);
  return (
    <section className="task-doing" aria-label={t('toDo')}>
      {isOpen ? (
        <ActForm act={opened} task={task} choices={choices} onClose={() => open(null)} />
      ) : (
        <Buttons task={task} doable={doable} onOpen={open} />
      )}
    </section>
  );
}

type ButtonsProps = {
  readonly task: Task;
  readonly doable: readonly Doable[];
  readonly onOpen: (act: Doable) => void;
};

function Buttons({ task, doable, onOpen }: ButtonsProps) {
  const t = useTexts(words);
  const quick = useQuick(task.id);
  const main = FIRST.find((act) => doable.includes(act));
  const others = [...BESIDE, ...REST].filter((act) => act !== main && doable.includes(act));
  const isFew = others.length <= FEW;
  const beside = others.filter((act) => isFew || BESIDE.includes(act));
  const rest = others.filter((act) => !isFew && REST.includes(act));
  const press = (act: Doable) => (isQuick(act) ? void quick.run(act) : onOpen(act));
  const button = (act: Doable, kind: 'primary' | 'plain') => {
    const icon = ICONS[act];
    return (
      <Button
        key={act}
        kind={kind}
        {...(icon ? { icon } : {})}
        busy={quick.busy === act}
        onPress={() => press(act)}
      >
        {t(`act.${act}`)}
      </Button>
    );
  };
  const items = rest.map((act) => ({ id: act, text: t(`act.${act}`), run: () => press(act) }));
  return (
    <>
      <div className="task-buttons">
        {main ? button(main, 'primary') : null}
        {beside.map((act) => button(act, 'plain'))}
        {items.length > 0 ? (
          <Menu label={t('more')} trigger={<Button icon="dots">{t('more')}</Button>} items={items} />
        ) : null}
      </div>
      {quick.notice}
    </>
  );
}

const quickActs = ['accept', 'start', 'done', 'confirm'] as const;
type QuickAct = (typeof quickActs)[number];
const isQuick = (act: Doable): act is QuickAct => quickActs.some((one) => one === act);

/** Acts that need no word besides. */
function useQuick(taskId: string) {
  const t = useTexts(words);
  const commands = {
    accept: useTaskCommand(acceptTask),
    start: useTaskCommand(startTask),
    done: useTaskCommand(finishTask),
    confirm: useTaskCommand(confirmTask),
  };
  const [last, setLast] = useState<QuickAct | null>(null);
  const run = async (act: QuickAct) => {
    setLast(act);
    const reply = await commands[act].run({ params: { taskId }, body: {} });
    if (reply) toast(t(`did.${act}`));
  };
  const notice = last === null ? null : <CommandNotice command={commands[last]} />;
  return { run, notice, busy: last !== null && commands[last].busy ? last : null };
}

type FormProps = {
  readonly act: Exclude<Doable, QuickAct>;
  readonly task: Task;
  readonly choices: Choices | null;
  readonly onClose: () => void;
};

function ActForm({ act, ...props }: FormProps): ReactNode {
  switch (act) {
    case 'refuse':
    case 'return':
    case 'drop':
      return <ReasonForm act={act} {...props} />;
    case 'counter':
    case 'change':
      return <ProposalForm act={act} {...props} />;
    case 'plenary':
      return <PlenaryForm {...props} />;
    case 'person':
      return <PersonForm {...props} />;
    case 'hand-over':
      return <HandOverForm {...props} />;
    case 'needs':
      return <NeedsForm {...props} />;
    case 'evidence':
      return <EvidenceForm {...props} />;
  }
}
