import { useMemo } from 'react';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useNow, useOperation } from '#web/shell/index.ts';
import type { Cells, RowOf } from '#web/table/index.ts';
import { Badge } from '#web/ui/index.ts';
import { listReports, readReportKinds, stateWords } from '../contract.ts';
import { ROW_MARK } from './active-row.ts';
import { afterShiftMark, emergencyMark, helpMarks, stateMarks } from './marks.ts';
import { words } from './words.ts';

type Row = RowOf<typeof listReports>;

/** The list, its time named as the operation's only where that is another than everybody's. */
export function useReportList(): typeof listReports {
  const { mode } = useOperation().clock;
  return useMemo(() => {
    if (mode !== 'real') return listReports;
    const { columns } = listReports;
    const operationAt = { ...columns.operationAt, title: { id: 'Diterima', en: 'Received' } };
    return { ...listReports, columns: { ...columns, operationAt } };
  }, [mode]);
}

/** How a row reads: first of all what it is. */
export function useReportCells(): Cells<Row> {
  const localized = useLocalized();
  const t = useTexts(words);
  const brief = useOperationBrief();
  const asked = useAsk(readReportKinds, {});
  const kinds = asked.state === 'ready' ? asked.data.kinds : [];
  const nameOf = (row: Row) =>
    localized(kinds.find(({ key }) => key === row.kind)?.name ?? { id: row.kindName, en: row.kindName });
  return {
    kindName: nameOf,
    text: (row) => (
      <span className="report-lead" {...{ [ROW_MARK]: row.id }}>
        {row.urgency === 0 ? (
          <Badge {...emergencyMark}>{t('emergency')}</Badge>
        ) : (
          <span className="strong">{nameOf(row)}</span>
        )}
        {row.afterShift === 'yes' ? (
          <>
            {' '}
            <Badge {...afterShiftMark}>{t('afterShift')}</Badge>
          </>
        ) : null}
        {row.urgency === 1 ? (
          <>
            {' '}
            <Badge {...helpMarks.now}>{t('now')}</Badge>
          </>
        ) : null}
        {row.text === '' ? '' : ` · ${row.text}`}
      </span>
    ),
    state: (row) => <Badge {...stateMarks[row.state]}>{localized(stateWords[row.state])}</Badge>,
    help: (row) =>
      row.help === 'no' ? (
        <span className="quiet">–</span>
      ) : (
        <Badge {...helpMarks[row.help]}>{t(row.help === 'now' ? 'now' : 'later')}</Badge>
      ),
    operationAt: (row) => brief(row.operationAt, row.receivedAt),
    happenedOperationAt: (row) => brief(row.happenedOperationAt, row.happenedAt),
  };
}

/** An hour of the operation, today and yesterday being the operation's; the real one stands in its hint. */
function useOperationBrief() {
  const t = useTexts(words);
  const format = useFormat();
  const now = useNow();
  return (operationAt: string, really: string) => {
    const hint = [format.instant(operationAt)];
    if (operationAt !== really) hint.push(t('really', { time: format.instant(really) }));
    return <span title={hint.join('\n')}>{format.brief(operationAt, now)}</span>;
  };
}
