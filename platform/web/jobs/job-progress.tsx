import './jobs.css';
import type { ImportJob } from '#shared/import.ts';
import { cancelJob, isOver, listOwnJobs, retryJob } from '#shared/jobs.ts';
import { useCommand } from '../api/index.ts';
import { useLocalized, useTexts } from '../i18n/index.ts';
import { Button, CommandNotice, FieldErrors, Icon } from '../ui/index.ts';
import { JobBar, JobStateBadge } from './job-state.tsx';
import { words } from './words.ts';

type Props = {
  readonly job: ImportJob;
  /** Once it was told to stop or to begin again. */
  readonly onChange: () => void;
};

/** A job on the page that asked for it: how far it is, why it stopped, and how to stop it or begin it again. */
export function JobProgress({ job, onChange }: Props) {
  const t = useTexts(words);
  const cancel = useCommand(cancelJob, [listOwnJobs]);
  const retry = useCommand(retryJob, [listOwnJobs]);
  const input = { params: { jobId: job.id }, body: {} };
  const over = isOver(job.state);
  return (
    <div className="job" aria-live="polite">
      <JobStateBadge job={job} />
      {over ? null : <JobBar job={job} />}
      {over ? <Why job={job} /> : <p className="quiet">{t('leave')}</p>}
      <CommandNotice command={cancel} />
      <CommandNotice command={retry} />
      {job.mine ? (
        <div className="job-buttons">
          {over ? (
            <Button icon="refresh" busy={retry.busy} onPress={() => void retry.run(input).then(onChange)}>
              {t('again')}
            </Button>
          ) : (
            <Button
              icon="x"
              busy={cancel.busy}
              isDisabled={job.cancelAsked}
              onPress={() => void cancel.run(input).then(onChange)}
            >
              {t(job.cancelAsked ? 'cancelling' : 'cancel')}
            </Button>
          )}
        </div>
      ) : null}
    </div>
  );
}

function Why({ job }: { job: ImportJob }) {
  const t = useTexts(words);
  const localized = useLocalized();
  if (job.state !== 'failed') return null;
  return (
    <div className="notice notice-alarm" role="alert">
      <Icon name="warning" size={16} />
      <div>
        <p>{job.problem ? localized(job.problem.detail) : t('failed', { code: job.failure ?? '?' })}</p>
        {job.problem && job.problem.errors.length > 0 ? <FieldErrors errors={job.problem.errors} /> : null}
      </div>
    </div>
  );
}
