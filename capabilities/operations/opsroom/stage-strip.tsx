import { dayOf } from '#shared/time.ts';
import { useAsk } from '#web/api/index.ts';
import { useLive } from '#web/live/index.ts';
import { type OpenOperation, useHref, useNow, useOpenOperation } from '#web/shell/index.ts';
import { readStages } from '../stages.ts';
import { CountdownStrip } from './countdown-strip.tsx';

/** The line of stages of the operation that is open; nothing where none is. */
export function StageStrip() {
  const operation = useOpenOperation();
  return operation ? <OpenStrip operation={operation} /> : null;
}

function OpenStrip({ operation }: { operation: OpenOperation }) {
  const href = useHref();
  const now = useNow();
  const stages = useAsk(readStages, { params: { operationId: operation.id } });
  useLive(['operation'], [readStages]);
  if (stages.state !== 'ready') return null;
  const { zone } = operation;
  const today = dayOf(now, zone);
  return <CountdownStrip stages={stages.data.stages} today={today} href={href('tahapan')} />;
}
