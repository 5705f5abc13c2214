/** A new task while it is being written. */
import { newId } from '#shared/id.ts';
import type { NewTask, Sharing, Theme } from '../task.ts';
import { type DueDraft, dueOfDraft, emptyDue } from './due-draft.ts';

export type TaskDraft = {
  readonly id: string;
  readonly ownerId: string | null;
  readonly title: string;
  readonly detail: string;
  readonly measure: string;
  readonly due: DueDraft;
  readonly theme: Theme;
  readonly area: string;
  readonly weight: number | null;
  readonly sharing: Sharing;
  readonly readerIds: readonly string[];
};

export function emptyTask(area: string): TaskDraft {
  return {
    id: newId(),
    ownerId: null,
    title: '',
    detail: '',
    measure: '',
    due: emptyDue,
    theme: 'security',
    area,
    weight: 1,
    sharing: 'all',
    readerIds: [],
  };
}

/** What is sent, or null while something is missing. It belongs to the stage on which its due day hangs. */
export function taskOfDraft(draft: TaskDraft, operationId: string): NewTask | null {
  const { id, ownerId, area, theme, weight, sharing } = draft;
  const due = dueOfDraft(draft.due);
  const [title, measure] = [draft.title.trim(), draft.measure.trim()];
  if (due === 'unfinished' || ownerId === null || weight === null) return null;
  if (title === '' || measure === '' || area.trim() === '') return null;
  if (sharing === 'named' && draft.readerIds.length === 0) return null;
  return {
    id,
    operationId,
    title,
    detail: draft.detail.trim(),
    ownerId,
    area,
    stage: due !== null && 'stage' in due ? due.stage : null,
    theme,
    due,
    measure,
    weight,
    sharing,
    readerIds: sharing === 'named' ? [...draft.readerIds] : [],
  };
}
