import './jobs.css';
import { isOver, type JobState, listOwnJobs } from '#shared/jobs.ts';
import type { Localized } from '#shared/schema.ts';
import { useFormat, useLocalized, useTexts } from '../i18n/index.ts';
import { Badge } from '../ui/index.ts';
import { words } from './words.ts';

const SHAPES = {
  waiting: 'ring',
  running: 'half',
  done: 'circle',
  failed: 'triangle',
  cancelled: 'hatch',
} as const;
const TONES = {
  waiting: 'quiet',
  running: 'accent',
  done: 'done',
  failed: 'alarm',
  cancelled: 'quiet',
} as const;

/** What a bar needs to know of a job. */
export type Glance = {
  readonly state: JobState;
  readonly done: number;
  readonly total: number | null;
  readonly note?: Localized | null;
  readonly cancelAsked: boolean;
};

export function JobStateBadge({ job }: { job: Pick<Glance, 'state' | 'cancelAsked'> }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { state, cancelAsked } = job;
  const text = localized(listOwnJobs.columns.state.choices[state]);
  return (
    <Badge shape={SHAPES[state]} tone={TONES[state]}>
      {cancelAsked && !isOver(state) ? t('cancelling') : text}
    </Badge>
  );
}

/** How far a job is; a moving bar while it does not know how much there is. */
export function JobBar({ job, label }: { job: Glance; label?: string }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const localized = useLocalized();
  const { done, total, note, state } = job;
  const counted =
    total === null || total === 0 ? null : t('progress', { done: number(done), total: number(total) });
  const said =
    state === 'waiting' ? t('waits') : [note ? localized(note) : null, counted].filter(Boolean).join(' · ');
  if (isOver(state)) return counted ?? '–';
  return (
    <span className="job-bar">
      <progress aria-label={label ?? t('label')} {...(counted ? { value: done, max: total ?? 1 } : {})} />
      <span className="quiet small">{said}</span>
    </span>
  );
}
