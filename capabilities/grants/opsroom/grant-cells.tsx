import { useMemo } from 'react';
import type { Localized } from '#shared/schema.ts';
import { useTexts } from '#web/i18n/index.ts';
import type { Cells, RowOf } from '#web/table/index.ts';
import { listGrants } from '../doors-reading.ts';
import type { Recipient } from '../grant.ts';
import { DueBadge, useTrancheName, useYearDay } from './marks.tsx';
import { Share } from './meters.tsx';
import { Amount } from './money-text.tsx';
import { words } from './words.ts';

type Row = RowOf<typeof listGrants>;

/** Said by another column, or by the percent of it; there for whoever asks. */
const SAID_ELSEWHERE = [
  'recipientName',
  'transferred',
  'absorbed',
  'bucket',
  'nextTranche',
  'state',
  'signedOn',
] as const;

const named = (word: string) => ({ id: word, en: word });
/** What they are called in the list; the long names would take the room of its figures. */
const SHORT = {
  kpu: named('KPU'),
  bawaslu: named('Bawaslu'),
  polri: named('Polri'),
  tni: named('TNI'),
} satisfies Record<Recipient, Localized>;

/** The list with few columns, and what is due next to whose it is. */
export function useGrantList() {
  return useMemo(() => {
    const { id, area, areaName, recipient, nextDueDay, ...others } = listGrants.columns;
    const quiet = Object.fromEntries(
      SAID_ELSEWHERE.map((field) => [field, { ...others[field], quiet: true }]),
    );
    const columns = {
      id,
      area,
      areaName,
      recipient: { ...recipient, choices: SHORT },
      nextDueDay,
      ...others,
      ...quiet,
      absorbedPercent: { ...others.absorbedPercent, quiet: false },
    };
    return { ...listGrants, columns };
  }, []);
}

/** How a row reads: whose, how much, how far, and what falls due next. */
export function useGrantCells(): Cells<Row> {
  const t = useTexts(words);
  return {
    recipient: (row) => t(`recipient.${row.recipient}`),
    amount: (row) => <Amount amount={row.amount} roundedTo={row.roundedTo} />,
    transferred: (row) => <Amount amount={row.transferred} />,
    absorbed: (row) => <Amount amount={row.absorbed} />,
    returned: (row) => <Amount amount={row.returned} />,
    unpaid: (row) => <Amount amount={row.unpaid} />,
    unspent: (row) => <Amount amount={row.unspent} />,
    roundedTo: (row) => (row.roundedTo === 1 ? t('exact') : <Amount amount={row.roundedTo} />),
    paidPercent: (row) => <Share kind="paid" percent={row.paidPercent} />,
    absorbedPercent: (row) =>
      row.absorbedAsOf === null ? (
        <span className="quiet" title={t('notReported')}>
          –<span className="sr-only"> {t('notReported')}</span>
        </span>
      ) : (
        <Share kind="absorbed" percent={row.absorbedPercent} />
      ),
    nextDueDay: (row) => <NextDue row={row} />,
    state: (row) => <DueBadge state={row.state} daysLeft={row.daysLeft} />,
  };
}

function NextDue({ row }: { row: Row }) {
  const t = useTexts(words);
  const trancheName = useTrancheName();
  const day = useYearDay();
  const { nextTranche, nextDueDay, state, daysLeft, dueAssumed } = row;
  return (
    <span className="grant-due">
      {nextDueDay === null || nextTranche === null ? null : (
        <span title={trancheName(nextTranche)}>
          {day(nextDueDay)}
          {dueAssumed === 'yes' ? <abbr title={t('assumedShort')}>*</abbr> : null}
        </span>
      )}
      <DueBadge state={state} daysLeft={daysLeft} />
    </span>
  );
}
