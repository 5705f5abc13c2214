import { useRef, useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Page, useHref, useMay, useOperation } from '#web/shell/index.ts';
import { DataTable, type RowOf } from '#web/table/index.ts';
import { AppLink, CommandNotice, EmptyState, toast, useKeys } from '#web/ui/index.ts';
import { acknowledgeReports, listReports, readReport } from '../contract.ts';
import './reports.css';
import { markOfActiveRow } from '#web/table/marked-row.ts';
import { ROW_MARK } from './active-row.ts';
import { useReportCells, useReportList } from './report-cells.tsx';
import { ReportDrawer } from './report-drawer.tsx';
import { WaitingLink } from './waiting.tsx';
import { words } from './words.ts';

type Row = RowOf<typeof listReports>;

/** Laporan: for those who only count, where the numbers stand; an empty list would be a lie to them. */
export function ReportsPage({ opened = null }: { opened?: string | null }) {
  return useMay('field-report.content') ? <Reports opened={opened} /> : <NotForRole />;
}

function NotForRole() {
  const t = useTexts(words);
  const href = useHref();
  const posko = <AppLink to={href('')}>{t('toPosko')}</AppLink>;
  return (
    <Page title={t('title')}>
      <EmptyState icon="lock" title={t('notForRole')} text={t('notForRoleText')} action={posko} />
    </Page>
  );
}

/** Everything that came in from the field, worked by keyboard. */
function Reports({ opened }: { opened: string | null }) {
  const t = useTexts(words);
  const { id: operationId } = useOperation();
  const frame = useRef<HTMLDivElement>(null);
  const mayAnswer = useMay('field-report.answer');
  const [shown, setShown] = useState<string | null>(opened);
  const reading = useReading();
  useKeys(t('keys'), [
    {
      keys: 'E',
      title: t('keyRead'),
      hint: true,
      run: () => {
        const reportId = markOfActiveRow(frame.current, ROW_MARK);
        if (mayAnswer && reportId !== null) void reading.mark([reportId]);
      },
    },
  ]);
  const bulk = mayAnswer
    ? [
        {
          id: 'read',
          text: t('markRead'),
          icon: 'check' as const,
          run: (ids: readonly string[]) => void reading.mark(ids),
        },
      ]
    : [];
  return (
    <Page title={t('title')}>
      <CommandNotice command={reading.command} />
      <div ref={frame} className="reports-frame">
        <DataTable
          endpoint={useReportList()}
          label={t('title')}
          params={{ operationId }}
          rowKey={(row) => row.id}
          cells={useReportCells()}
          lead={['text']}
          grow={['text']}
          onOpen={(row: Row) => setShown(row.id)}
          bulk={bulk}
          live={['field-report']}
          tools={mayAnswer ? <WaitingLink /> : null}
          empty={<EmptyState icon="inbox" title={t('none')} text={t('noneText')} />}
        />
      </div>
      {shown === null ? null : <ReportDrawer reportId={shown} onClose={() => setShown(null)} />}
    </Page>
  );
}

const PER_COMMAND = 500;

/** Marks reports as read, however many. */
function useReading() {
  const t = useTexts(words);
  const command = useCommand(acknowledgeReports, [listReports, readReport]);
  const mark = async (ids: readonly string[]) => {
    let acknowledged = 0;
    for (let first = 0; first < ids.length; first += PER_COMMAND) {
      const reportIds = ids.slice(first, first + PER_COMMAND);
      const reply = await command.run({ body: { reportIds } });
      if (!reply) return;
      acknowledged += reply.acknowledged;
    }
    toast(acknowledged > 0 ? t('markedRead', { count: acknowledged }) : t('markedAlready'));
  };
  return { command, mark };
}
