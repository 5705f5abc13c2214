import { useAsk, useCommand } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { useHref, useOpenOperation } from '#web/shell/index.ts';
import type { IconName } from '#web/ui/index.ts';
import { acknowledgeReports, listReports, readReport } from '../contract.ts';
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

const OURS = JSON.stringify([
  { field: 'mayAnswer', is: 'eq', value: 'yes' },
  { field: 'state', is: 'eq', value: 'received' },
]);

/** Reports that wait for us, newest first, at most fifty; `total` says how many there are. */
export function useActionItems(operationId: string): { items: readonly ActionItem[]; total: number } {
  const t = useTexts(words);
  const href = useHref();
  const reading = useCommand(acknowledgeReports, [listReports, readReport]);
  const asked = useAsk(listReports, { params: { operationId }, query: { where: OURS, limit: 50 } });
  useLive(['field-report'], [listReports]);
  if (asked.state !== 'ready') return { items: [], total: 0 };
  const items = asked.data.rows.map((row) => ({
    key: `field-report:${row.id}`,
    icon: row.help === 'now' ? ('bell' as const) : ('inbox' as const),
    title: row.text === '' ? row.kindName : row.text,
    subtitle: [row.stationName ?? row.areaName, row.addressee ?? t('noAddressee')].join(' → '),
    at: row.receivedAt,
    holder: null,
    isUrgent: row.help === 'now',
    href: href(`laporan/${row.id}`),
    onTake: () => void reading.run({ body: { reportIds: [row.id] } }),
  }));
  return { items, total: asked.data.total };
}

/** How many reports wait for us. */
export function WaitingBadge() {
  const operation = useOpenOperation();
  return operation ? <Waiting operationId={operation.id} /> : null;
}

function Waiting({ operationId }: { operationId: string }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const asked = useAsk(listReports, { params: { operationId }, query: { where: OURS, limit: 0 } });
  useLive(['field-report'], [listReports]);
  if (asked.state !== 'ready' || asked.data.total === 0) return null;
  return <span title={t('waiting')}>{number(asked.data.total)}</span>;
}
