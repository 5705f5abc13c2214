import { useAsk } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { useHref, useOpenOperation, useOperation } from '#web/shell/index.ts';
import { AppLink } from '#web/ui/index.ts';
import { listIncidents } from '../contract.ts';
import { words } from './words.ts';

const NOBODYS = JSON.stringify([
  { field: 'state', is: 'eq', value: 'open' },
  { field: 'mayHold', is: 'eq', value: 'yes' },
]);
/** Emergencies first, then by level, then who has waited longest. */
const FIRST_NEEDED = 'urgency,openedOperationAt,openedAt';

/** How many incidents wait for somebody of ours. */
export function WaitingBadge() {
  const operation = useOpenOperation();
  return operation ? <Waiting operationId={operation.id} /> : null;
}

function Waiting({ operationId }: { operationId: string }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const total = useWaiting(operationId);
  return total === 0 ? null : <span title={t('waiting')}>{number(total)}</span>;
}

/** On the page: the very list that the number beside its name counts. */
export function WaitingLink() {
  const t = useTexts(words);
  const { number } = useFormat();
  const href = useHref();
  const { id: operationId } = useOperation();
  const total = useWaiting(operationId);
  const asked = new URLSearchParams({ where: NOBODYS, sort: FIRST_NEEDED });
  return (
    <AppLink to={`${href('kejadian')}?${asked}`} className="waiting-link">
      {t('waitingFor', { total: number(total) })}
    </AppLink>
  );
}

function useWaiting(operationId: string): number {
  const asked = useAsk(listIncidents, { params: { operationId }, query: { where: NOBODYS, limit: 0 } });
  useLive(['incident'], [listIncidents]);
  return asked.state === 'ready' ? asked.data.total : 0;
}
