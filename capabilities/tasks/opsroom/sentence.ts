import type { ReplyOf } from '#shared/endpoint.ts';
import { useTexts } from '#web/i18n/index.ts';
import type { Act, readTask } from '../doors-reading.ts';
import { words } from './words.ts';

type Task = ReplyOf<typeof readTask>;

/** Acts that others wait for: where one of them is ours, the move is. */
const MOVES: readonly Act[] = [
  'accept',
  'counter-answer',
  'plenary',
  'start',
  'evidence',
  'done',
  'confirm',
  'return',
  'hand-over-answer',
  'change-answer',
];

export function isOurMove({ acts }: Pick<Task, 'acts'>): boolean {
  return acts.some((act) => MOVES.includes(act));
}

/** How it stands, in words: first the state, then what waits besides. */
export function useSentences(): (task: Task) => readonly [string, ...string[]] {
  const t = useTexts(words);
  return (task) => {
    const { asker, owner, handOver, change, needs } = task;
    const names = { asker: asker.name, owner: owner.name };
    const open = needs.filter(({ state }) => !['confirmed', 'done', 'refused', 'dropped'].includes(state));
    const waits = ['agreed', 'awaiting-plenary'].includes(task.state) && open.length > 0;
    return [
      t(stateKey(task), names),
      ...(handOver === null ? [] : [t('says.handOver', { ...names, to: handOver.to.name })]),
      ...(change === null
        ? []
        : [t('says.change', { by: change.by.name, other: otherOf(task, change.by.id) })]),
      ...(waits ? [t('says.needs', { codes: open.map(({ code }) => code).join(', ') })] : []),
    ];
  };
}

function otherOf({ asker, owner }: Task, byId: string): string {
  return byId === owner.id ? asker.name : owner.name;
}

function stateKey({ state, asker, owner }: Task) {
  const isOwn = asker.id === owner.id;
  if (isOwn && (state === 'agreed' || state === 'done' || state === 'confirmed'))
    return `says.own.${state}` as const;
  return `says.${state}` as const;
}
