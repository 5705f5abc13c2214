import { useMemo } from 'react';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import type { Cells, RowOf } from '#web/table/index.ts';
import { listTasks } from '../doors-reading.ts';
import { ROW_MARK } from './active-row.ts';
import { DaysLeft } from './due-words.tsx';
import { PartyName, StateBadge } from './marks.tsx';
import { words } from './words.ts';

type Row = RowOf<typeof listTasks>;

/** Said by other columns already: overdue stands beside the day, whose move it is beside the agency. */
const SAID_ELSEWHERE = ['person', 'overdue', 'theme', 'stageName', 'areaName'] as const;

/** The list with few columns: the others are there for whoever asks for them. */
export function useTaskList(): typeof listTasks {
  return useMemo(() => {
    const columns = { ...listTasks.columns };
    const quiet = Object.fromEntries(
      SAID_ELSEWHERE.map((field) => [field, { ...columns[field], quiet: true }]),
    );
    return { ...listTasks, columns: { ...columns, ...quiet } };
  }, []);
}

/** How a row reads: whose move it is, and how long it still has. */
export function useTaskCells(): Cells<Row> {
  const t = useTexts(words);
  const { shortDay } = useFormat();
  const isOurs = (row: Row) => row.ourTurn === 'yes';
  return {
    title: (row) => (
      <span {...{ [ROW_MARK]: row.id }} className={isOurs(row) ? 'strong' : ''}>
        {row.title}
        {row.needsOpen > 0 && row.closed === 'no' ? (
          <span className="quiet small task-waits"> · {t('needsOpen', { count: row.needsOpen })}</span>
        ) : null}
      </span>
    ),
    state: (row) => <StateBadge state={row.state} ours={isOurs(row)} />,
    owner: (row) => <PartyName name={row.owner} moves={row.turn === 'owner'} ours={isOurs(row)} />,
    asker: (row) =>
      row.asker === row.owner ? (
        <span className="quiet">{t('ownTask')}</span>
      ) : (
        <PartyName name={row.asker} moves={row.turn === 'asker'} ours={isOurs(row)} />
      ),
    dueDay: (row) =>
      row.dueDay === null ? (
        <span className="quiet">–</span>
      ) : (
        <span className="task-due">
          <span>{shortDay(row.dueDay)}</span>
          {row.closed === 'no' && row.daysLeft !== null ? <DaysLeft days={row.daysLeft} /> : null}
        </span>
      ),
    evidence: (row) => (row.evidence === 0 ? <span className="quiet">–</span> : row.evidence),
    needsOpen: (row) => (row.needsOpen === 0 ? <span className="quiet">–</span> : row.needsOpen),
  };
}
