import './jobs.css';
import { cancelJob, isOver, type JobRow, listOwnJobs, retryJob } from '#shared/jobs.ts';
import { systemClock } from '#shared/time.ts';
import { useCommand } from '../api/index.ts';
import { useFormat, useLocalized, useTexts } from '../i18n/index.ts';
import { DataTable } from '../table/index.ts';
import { AppLink, Button, CommandNotice, EmptyState } from '../ui/index.ts';
import { JobBar, JobStateBadge } from './job-state.tsx';
import { useWatchedJobs } from './use-watched-jobs.ts';
import { words } from './words.ts';

const LEAD = ['kind', 'state'];
const GROW = ['kind', 'done'];

/** Everything that somebody has asked for: how far it is, how it ended, and the page where its result stands. */
export function OwnJobs() {
  const t = useTexts(words);
  const localized = useLocalized();
  const { brief } = useFormat();
  const cancel = useCommand(cancelJob, [listOwnJobs]);
  const retry = useCommand(retryJob, [listOwnJobs]);
  useWatchedJobs(listOwnJobs);
  const step = (row: JobRow) => (
    <Step
      row={row}
      onCancel={() => void cancel.run({ params: { jobId: row.id }, body: {} })}
      onRetry={() => void retry.run({ params: { jobId: row.id }, body: {} })}
    />
  );
  return (
    <>
      <CommandNotice command={cancel} />
      <CommandNotice command={retry} />
      <DataTable
        endpoint={listOwnJobs}
        label={t('own')}
        rowKey={(row) => row.id}
        lead={LEAD}
        grow={GROW}
        cells={{
          kind: (row) =>
            row.link ? <AppLink to={row.link}>{localized(row.title)}</AppLink> : localized(row.title),
          state: (row) => <JobStateBadge job={row} />,
          done: (row) => <JobBar job={row} label={localized(row.title)} />,
          failure: (row) => row.failure ?? '–',
          endedAt: (row) =>
            row.state === 'done' && row.endedAt ? brief(row.endedAt, systemClock()) : step(row),
        }}
        live={['job']}
        empty={<EmptyState icon="check" title={t('none')} text={t('noneText')} />}
      />
    </>
  );
}

type StepProps = { readonly row: JobRow; readonly onCancel: () => void; readonly onRetry: () => void };

/** What may be done with a job that has not ended well; nothing for one that has. */
function Step({ row, onCancel, onRetry }: StepProps) {
  const t = useTexts(words);
  if (row.state === 'done') return null;
  return isOver(row.state) ? (
    <Button size="s" icon="refresh" onPress={onRetry}>
      {t('again')}
    </Button>
  ) : (
    <Button size="s" icon="x" isDisabled={row.cancelAsked} onPress={onCancel}>
      {t('cancel')}
    </Button>
  );
}
