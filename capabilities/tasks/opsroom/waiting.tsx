import { useAsk } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { useOpenOperation } from '#web/shell/index.ts';
import { readTaskCounts } from '../doors-reading.ts';
import { words } from './words.ts';

/** How many tasks wait for our agency. */
export function WaitingBadge() {
  const operation = useOpenOperation();
  return operation ? <Waiting operationId={operation.id} /> : null;
}

function Waiting({ operationId }: { operationId: string }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const counts = useCounts(operationId);
  const total = counts.state === 'ready' ? counts.data.ourTurn : 0;
  return total === 0 ? null : <span title={t('waiting')}>{number(total)}</span>;
}

/** How many stand in each list, as they change. */
export function useCounts(operationId: string) {
  useLive(['task'], [readTaskCounts]);
  return useAsk(readTaskCounts, { params: { operationId } });
}
