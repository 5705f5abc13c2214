import { useAsk, useCommand } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { useHref, useOpenOperation } from '#web/shell/index.ts';
import type { IconName } from '#web/ui/index.ts';
import { listIncidents, readIncident, takeIncident } from '../contract.ts';
import { words } from './words.ts';

/** One line of what waits for somebody, in the same shape from every room. */
export type ActionItem = {
  readonly key: string;
  readonly icon: IconName;
  readonly title: string;
  readonly subtitle: string;
  /** RFC 3339. */
  readonly at: string;
  readonly holder: string | null;
  readonly isUrgent: boolean;
  readonly href: string;
  /** What `E` does; null where nothing can be taken. */
  readonly onTake: (() => void) | null;
};

const GOING_ON = JSON.stringify([{ field: 'state', is: 'in', value: ['open', 'held'] }]);
const NOBODYS = JSON.stringify([
  { field: 'state', is: 'eq', value: 'open' },
  { field: 'mayHold', is: 'eq', value: 'yes' },
]);

/** Incidents that are not resolved, newest first, at most fifty; `total` says how many there are. */
export function useActionItems(operationId: string): { items: readonly ActionItem[]; total: number } {
  const t = useTexts(words);
  const href = useHref();
  const taking = useCommand(takeIncident, [listIncidents, readIncident]);
  const asked = useAsk(listIncidents, { params: { operationId }, query: { where: GOING_ON, limit: 50 } });
  useLive(['incident'], [listIncidents]);
  if (asked.state !== 'ready') return { items: [], total: 0 };
  const items = asked.data.rows.map((row) => {
    const isOurs = row.state === 'open' && row.mayHold === 'yes';
    return {
      key: `incident:${row.id}`,
      icon: 'triangle' as const,
      title: row.title,
      subtitle: [row.areaName, row.addressee ?? t('posko')].join(' → '),
      at: row.openedAt,
      holder: row.isMine === 'yes' ? t('mine') : row.holder,
      isUrgent: row.level === 'red' || row.state === 'open',
      href: href(`kejadian/${row.id}`),
      onTake: isOurs
        ? () => void taking.run({ params: { incidentId: row.id }, body: { reason: null } })
        : null,
    };
  });
  return { items, total: asked.data.total };
}

/** How many incidents wait for somebody of ours. */
export function WaitingBadge() {
  const operation = useOpenOperation();
  return operation ? <Waiting operationId={operation.id} /> : null;
}

function Waiting({ operationId }: { operationId: string }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const asked = useAsk(listIncidents, { params: { operationId }, query: { where: NOBODYS, limit: 0 } });
  useLive(['incident'], [listIncidents]);
  if (asked.state !== 'ready' || asked.data.total === 0) return null;
  return <span title={t('waiting')}>{number(asked.data.total)}</span>;
}
