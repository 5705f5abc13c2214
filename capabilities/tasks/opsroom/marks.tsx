import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { Badge, Mark, type Shape, type Tone } from '#web/ui/index.ts';
import { stateWords, type TaskState } from '../task.ts';
import { words } from './words.ts';

const shapes: Record<TaskState, { readonly shape: Shape; readonly tone: Tone }> = {
  offered: { shape: 'ring', tone: 'quiet' },
  countered: { shape: 'diamond', tone: 'quiet' },
  'awaiting-plenary': { shape: 'hatch', tone: 'quiet' },
  agreed: { shape: 'ring', tone: 'quiet' },
  'in-work': { shape: 'half', tone: 'quiet' },
  done: { shape: 'circle', tone: 'quiet' },
  confirmed: { shape: 'circle', tone: 'done' },
  refused: { shape: 'square', tone: 'quiet' },
  dropped: { shape: 'square', tone: 'quiet' },
};

/** How far it is. Accented where we have to move. */
export function StateBadge({ state, ours }: { state: TaskState; ours: boolean }) {
  const localized = useLocalized();
  const { shape, tone } = shapes[state];
  return (
    <Badge shape={shape} tone={ours ? 'accent' : tone}>
      {localized(stateWords[state])}
    </Badge>
  );
}

/** An agency; marked where the next move is its own, and accented where that is us. */
export function PartyName(props: { name: string; moves: boolean; ours: boolean }) {
  const { name, moves, ours } = props;
  const t = useTexts(words);
  if (!moves) return <span className="task-party">{name}</span>;
  return (
    <span
      className={ours ? 'task-party task-party-ours' : 'task-party task-party-moves'}
      title={t('turnHere')}
    >
      <Mark shape="triangle" tone={ours ? 'accent' : 'quiet'} />
      {name}
      <span className="sr-only"> ({t('turnHere')})</span>
    </span>
  );
}
