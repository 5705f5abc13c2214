import { useAsk } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { useHref, useOpenOperation, useOperation } from '#web/shell/index.ts';
import { AppLink, Icon } from '#web/ui/index.ts';
import { listReports } from '../contract.ts';
import { EmergencyNotices } from './emergency-alarm.tsx';
import { words } from './words.ts';

const WAITING = [
  { field: 'mayAnswer', is: 'eq', value: 'yes' },
  { field: 'state', is: 'eq', value: 'received' },
];
const OURS = JSON.stringify(WAITING);
/** Emergencies, and help asked for now. */
const URGENT = JSON.stringify([...WAITING, { field: 'urgency', is: 'le', value: 1 }]);
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
    query: { where: URGENT, sort: FIRST_NEEDED, limit: 20 },
  });
  const href = useHref();
  const urgent = pressed.state === 'ready' ? pressed.data.rows : null;
  const isEmergency = urgent?.some(({ urgency }) => urgency === 0) ?? false;
  return (
    <>
      {urgent === null ? null : <EmergencyNotices waiting={urgent} more={waitingPath(href)} />}
      {total === 0 ? null : (
        <span title={t(isEmergency ? 'emergencyWaiting' : 'waiting')}>
          {isEmergency ? <Icon name="bell" size={11} /> : null}
          {number(total)}
        </span>
      )}
    </>
  );
}

function waitingPath(href: (path: string) => string): string {
  return `${href('laporan')}?${new URLSearchParams({ where: OURS, sort: FIRST_NEEDED })}`;
}

/** On the page: the very list that the number beside its name counts. */
export function WaitingLink() {
  const t = useTexts(words);
  const { number } = useFormat();
  const href = useHref();
  const { id: operationId } = useOperation();
  const total = useWaiting(operationId);
  return (
    <AppLink to={waitingPath(href)} className="waiting-link">
      {t('waitingFor', { total: number(total) })}
    </AppLink>
  );
}

function useWaiting(operationId: string): number {
  const asked = useAsk(listReports, { params: { operationId }, query: { where: OURS, limit: 0 } });
  useLive(['field-report'], [listReports]);
  return asked.state === 'ready' ? asked.data.total : 0;
}
