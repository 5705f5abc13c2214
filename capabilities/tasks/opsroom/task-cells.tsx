import { useMemo } from 'react';
import type { Column, Columns } from '#shared/table.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { usePerson } from '#web/shell/index.ts';
import type { Cells, RowOf } from '#web/table/index.ts';
import { listTasks } from '../doors-reading.ts';
import { ROW_MARK } from './active-row.ts';
import { DaysLeft } from './due-words.tsx';
import { PartyName, StateBadge } from './marks.tsx';
import { words } from './words.ts';

type Row = RowOf<typeof listTasks>;
type ListOfTasks = Omit<typeof listTasks, 'columns'> & { readonly columns: Columns };

/** Said by other columns already: overdue stands beside the day, whose move it is beside the agency. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(['person', 'overdue', 'theme', 'stageName', 'areaName']);

const DAYS_LEFT = {
  ...listTasks.columns.daysLeft,
  title: { id: 'Sisa waktu', en: 'Time left' },
  quiet: false,
};

/** The list with few columns: the others are there for whoever asks for them. */
export function useTaskList(): ListOfTasks {
  return useMemo(() => {
    const columns: Columns = listTasks.columns;
    const others = Object.entries(columns).filter(([field]) => field !== 'daysLeft');
    const shown = others.map(([field, column]): [string, Column] => [
      field,
      SAID_ELSEWHERE.has(field) ? { ...column, quiet: true } : column,
    ]);
    // A phone shows the beginning of a row: how long it has comes before who and how far.
    const at = shown.findIndex(([field]) => field === 'state');
    const ordered = [...shown.slice(0, at), ['daysLeft', DAYS_LEFT] as const, ...shown.slice(at)];
    return { ...listTasks, columns: Object.fromEntries(ordered) };
  }, []);
}

/** How a row reads: whose move it is, and how long it still has. */
export function useTaskCells(): Cells<Row> {
  const t = useTexts(words);
  const { day } = useFormat();
  const us = usePerson().agency?.short;
  const isOurs = (row: Row) => row.ourTurn === 'yes';
  const nothing = <span className="quiet">–</span>;
  return {
    title: (row) => (
      <span {...{ [ROW_MARK]: row.id }} className={isOurs(row) ? 'strong' : ''}>
        {row.title}
        <Beside row={row} us={us} />
      </span>
    ),
    state: (row) => <StateBadge state={row.state} ours={isOurs(row)} />,
    owner: (row) => <PartyName name={row.owner} moves={row.turn === 'owner'} ours={row.ours === 'yes'} />,
    asker: (row) =>
      row.asker === row.owner ? (
        <span className="quiet">{t('own')}</span>
      ) : (
        <PartyName name={row.asker} moves={row.turn === 'asker'} ours={row.asker === us} />
      ),
    dueDay: (row) => (row.dueDay === null ? nothing : day(row.dueDay)),
    daysLeft: (row) =>
      row.closed === 'yes' || row.daysLeft === null ? (
        nothing
      ) : (
        <span className="task-days">
          <DaysLeft days={row.daysLeft} isLate={row.overdue === 'yes'} />
        </span>
      ),
    evidence: (row) => (row.evidence === 0 ? nothing : row.evidence),
    needsOpen: (row) => (row.needsOpen === 0 ? nothing : row.needsOpen),
  };
}

/** What waits besides: for other tasks, or for our answer to a change or a hand-over. */
function Beside({ row, us }: { row: Row; us: string | undefined }) {
  const t = useTexts(words);
  const mover = row.turn === 'owner' ? row.owner : row.asker;
  const said = [
    ...(row.ourTurn === 'yes' && mover !== us ? [t('answerWaits')] : []),
    ...(row.needsOpen > 0 && row.closed === 'no' ? [t('needsOpen', { count: row.needsOpen })] : []),
  ];
  return said.length === 0 ? null : <span className="quiet small task-beside"> · {said.join(' · ')}</span>;
}
