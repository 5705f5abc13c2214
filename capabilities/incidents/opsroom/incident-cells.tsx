import { useMemo } from 'react';
import { readReportKinds } from '#rooms/field-reports/contract.ts';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useNow, useOperation } from '#web/shell/index.ts';
import type { Cells, RowOf } from '#web/table/index.ts';
import { Badge } from '#web/ui/index.ts';
import { listIncidents } from '../contract.ts';
import { ROW_MARK } from './active-row.ts';
import { EmergencyBadge, LevelMark, StateBadge } from './marks.tsx';
import { words } from './words.ts';

type Row = RowOf<typeof listIncidents>;

/** The list, its time named as the operation's only where that is another than everybody's. */
export function useIncidentList(): typeof listIncidents {
  const { mode } = useOperation().clock;
  return useMemo(() => {
    if (mode !== 'real') return listIncidents;
    const { columns } = listIncidents;
    const openedOperationAt = { ...columns.openedOperationAt, title: { id: 'Dibuka', en: 'Opened' } };
    return { ...listIncidents, columns: { ...columns, openedOperationAt } };
  }, [mode]);
}

/** How a row reads: first of all what goes on. */
export function useIncidentCells(): Cells<Row> {
  const t = useTexts(words);
  const localized = useLocalized();
  const brief = useOperationBrief();
  const asked = useAsk(readReportKinds, {});
  const kinds = asked.state === 'ready' ? asked.data.kinds : [];
  const kindOf = (row: Row) => kinds.find((kind) => kind.key === row.kind);
  return {
    kindName: (row) => localized(kindOf(row)?.name ?? { id: row.kindName, en: row.kindName }),
    title: (row) => (
      <span {...{ [ROW_MARK]: row.id }}>
        {row.emergency === 'yes' ? <EmergencyBadge /> : null} {row.title}
      </span>
    ),
    level: (row) => <LevelMark level={row.level} />,
    state: (row) => <StateBadge state={row.state} />,
    holder: (row) =>
      row.isMine === 'yes' && row.state === 'held' ? (
        <Badge shape="half" tone="accent">
          {t('mine')}
        </Badge>
      ) : (
        (row.holder ?? <span className="quiet">–</span>)
      ),
    openedOperationAt: (row) => brief(row.openedOperationAt, row.openedAt),
    heldOperationSince: (row) => brief(row.heldOperationSince, row.heldSince),
    resolvedOperationAt: (row) => brief(row.resolvedOperationAt, row.resolvedAt),
  };
}

/** An hour of the operation, today and yesterday being the operation's; the real one stands in its hint. */
function useOperationBrief() {
  const t = useTexts(words);
  const format = useFormat();
  const now = useNow();
  return (operationAt: string | null, really: string | null) => {
    if (operationAt === null) return <span className="quiet">–</span>;
    const hint = [format.instant(operationAt)];
    if (really !== null && operationAt !== really) hint.push(t('really', { time: format.instant(really) }));
    return <span title={hint.join('\n')}>{format.brief(operationAt, now)}</span>;
  };
}
