import { useAsk } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { useHref, useOpenOperation, useOperation } from '#web/shell/index.ts';
import { AppLink, Icon } from '#web/ui/index.ts';
import { listReports } from '../contract.ts';
import { useEmergencyAlarm } from './emergency-alarm.ts';
import { words } from './words.ts';

const WAITING = [
  { field: 'mayAnswer', is: 'eq', value: 'yes' },
  { field: 'state', is: 'eq', value: 'received' },
];
const OURS = JSON.stringify(WAITING);
const EMERGENCIES = JSON.stringify([...WAITING, { field: 'urgency', is: 'eq', value: 0 }]);
/** Emergencies first, then help asked for now, then who has waited longest. */
const FIRST_NEEDED = 'urgency,operationAt,receivedAt';

/** How many reports wait for us. */
export function WaitingBadge() {
  const operation = useOpenOperation();
  return operation ? <Waiting operationId={operation.id} /> : null;
}

function Waiting({ operationId }: { operationId: string }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const total = useWaiting(operationId);
  const pressed = useAsk(listReports, {
    params: { operationId },
    query: { where: EMERGENCIES, sort: FIRST_NEEDED, limit: 20 },
  });
  const emergencies = pressed.state === 'ready' ? pressed.data.rows : [];
  useEmergencyAlarm(emergencies);
  if (total === 0) return null;
  if (emergencies.length === 0) return <span title={t('waiting')}>{number(total)}</span>;
  return (
    <span title={t('emergencyWaiting')}>
      <Icon name="bell" size={11} />
      {number(total)}
    </span>
  );
}

/** On the page: the very list that the number beside its name counts. */
export function WaitingLink() {
  const t = useTexts(words);
  const { number } = useFormat();
  const href = useHref();
  const { id: operationId } = useOperation();
  const total = useWaiting(operationId);
  const asked = new URLSearchParams({ where: OURS, sort: FIRST_NEEDED });
  return (
    <AppLink to={`${href('laporan')}?${asked}`} className="waiting-link">
      {t('waitingFor', { total: number(total) })}
    </AppLink>
  );
}

function useWaiting(operationId: string): number {
  const asked = useAsk(listReports, { params: { operationId }, query: { where: OURS, limit: 0 } });
  useLive(['field-report'], [listReports]);
  return asked.state === 'ready' ? asked.data.total : 0;
}
