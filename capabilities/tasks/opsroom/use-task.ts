import type { StageDays } from '#rooms/operations/contract.ts';
import type { Endpoint, ReplyOf } from '#shared/endpoint.ts';
import type { Localized } from '#shared/schema.ts';
import { type Command, useAsk, useCommand } from '#web/api/index.ts';
import { useMay } from '#web/shell/index.ts';
import { listTasks, readChoices, readTask, readTaskCounts } from '../doors-reading.ts';

/** A command after which lists, counts and the open task are asked again. */
export function useTaskCommand<E extends Endpoint>(endpoint: E): Command<E> {
  return useCommand(endpoint, [listTasks, readTask, readTaskCounts]);
}

export type Choices = ReplyOf<typeof readChoices>;

/** What forms offer; nobody but those who may work on tasks is told. */
export function useChoices(operationId: string): Choices | null {
  const enabled = useMay('task.work');
  const asked = useAsk(readChoices, { params: { operationId } }, { enabled });
  return asked.state === 'ready' ? asked.data : null;
}

export function stageDays(choices: Choices | null): ReadonlyMap<string, StageDays> {
  return new Map(choices?.stages.map(({ key, start, end }) => [key, { start, end }]));
}

/** Names of stages; of a task that names one also for those who are offered no choices. */
export function stageNames(
  choices: Choices | null,
  task?: { readonly stage: string | null; readonly stageName: string | null },
): ReadonlyMap<string, Localized> {
  const names = new Map(choices?.stages.map(({ key, name }) => [key, name]));
  const { stage = null, stageName = null } = task ?? {};
  if (stage !== null && stageName !== null && !names.has(stage))
    names.set(stage, { id: stageName, en: stageName });
  return names;
}
