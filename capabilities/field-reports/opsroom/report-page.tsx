import { useParam } from '#web/shell/index.ts';
import { ReportsPage } from './reports-page.tsx';

/** The list with one report open: where links lead. */
export function ReportPage() {
  const reportId = useParam('reportId');
  return <ReportsPage key={reportId} opened={reportId} />;
}
