import { useTexts } from '#web/i18n/index.ts';
import { OwnJobs } from '#web/jobs/index.ts';
import { Page } from '#web/shell/index.ts';
import { words } from './words.ts';

/** Jobs of whoever looks at them. */
export function OwnJobsPage() {
  const t = useTexts(words);
  return (
    <Page title={t('own')}>
      <OwnJobs />
    </Page>
  );
}
