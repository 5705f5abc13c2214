import { useEffect } from 'react';
import { useHref, useParam } from '#web/shell/index.ts';
import { useGo } from '#web/ui/index.ts';

/** Where links lead: the whole list with this task open in it. */
export function TaskPage() {
  const taskId = useParam('taskId');
  const to = `${useHref()('tugas')}?${new URLSearchParams({ tab: 'all', task: taskId })}`;
  const go = useGo();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each address
  useEffect(() => go(to, { replace: true }), [to]);
  return null;
}
