import { useTexts } from '#web/i18n/index.ts';
import { Page, useHref, useMay, useOperation } from '#web/shell/index.ts';
import { DataTable } from '#web/table/index.ts';
import { AppLink, EmptyState, Icon } from '#web/ui/index.ts';
import { listDailyReports } from '../contract.ts';
import './situation.css';
import { words } from './words.ts';

/** Laphar: every report that was issued, and the way to the next one. */
export function ReportsPage() {
  const t = useTexts(words);
  const href = useHref();
  const { id: operationId } = useOperation();
  const mayIssue = useMay('daily-report.issue');
  const draft = (
    <AppLink to={href('laphar/konsep')} className="button button-primary button-m">
      <Icon name="edit" size={16} />
      <span>{t('makeDraft')}</span>
    </AppLink>
  );
  return (
    <Page title={t('lapharTitle')} note={t('notLhgk')} actions={mayIssue ? draft : null}>
      <DataTable
        endpoint={listDailyReports}
        label={t('lapharTitle')}
        params={{ operationId }}
        rowKey={(row) => row.id}
        href={(row) => href(`laphar/${row.id}`)}
        live={['daily-report']}
        empty={
          <EmptyState icon="file" title={t('none')} text={t('noneText')} action={mayIssue ? draft : null} />
        }
      />
    </Page>
  );
}
