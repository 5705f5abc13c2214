import { useAsk, useCommand } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { JobBar, JobStateBadge, useWatchedJobs } from '#web/jobs/index.ts';
import { DataTable, type RowOf } from '#web/table/index.ts';
import { CommandNotice, EmptyState, toast } from '#web/ui/index.ts';
import { cancelJobs, listJobs, readFileUse, retryJobs } from '../contract.ts';
import { failureWords } from './follow-up-words.ts';
import { words } from './words.ts';

/** As many as one command takes. */
const AT_ONCE = 200;
const LEAD = ['kind', 'state'];
const GROW = ['kind', 'done'];
type Row = RowOf<typeof listJobs>;

/** All jobs of the server, by whom does not matter and about what is not told. */
export function ServerJobs() {
  const t = useTexts(words);
  const localized = useLocalized();
  const { cancel, retry, commands } = useSteps();
  useWatchedJobs(listJobs);
  return (
    <>
      <div className="upkeep-words">
        <p>{t('jobsMeaning')}</p>
        <FileUseLine />
      </div>
      {commands.map((command) => (
        <CommandNotice key={command.id} command={command.of} />
      ))}
      <DataTable
        endpoint={listJobs}
        label={t('jobs')}
        rowKey={(row) => row.id}
        prefix="jobs-"
        lead={LEAD}
        grow={GROW}
        cells={{
          kind: (row) => (
            <span title={`${localized(row.title)} (${row.kind})`}>
              {localized(row.title)}{' '}
              <span className="quiet small">{row.scheduled ? t('scheduled') : row.kind}</span>
            </span>
          ),
          state: (row) => <JobStateBadge job={row} />,
          done: (row) => <JobBar job={row} label={localized(row.title)} />,
          failure: (row) => <Failure row={row} />,
        }}
        bulk={[
          { id: 'cancel', text: t('cancelJobs'), icon: 'x', run: (ids) => void cancel(ids) },
          { id: 'retry', text: t('again'), icon: 'refresh', run: (ids) => void retry(ids) },
        ]}
        empty={<EmptyState icon="check" title={t('noJobs')} text={t('noJobsText')} />}
      />
    </>
  );
}

/** How much the file store holds, and what the next round takes away. */
function FileUseLine() {
  const t = useTexts(words);
  const { number } = useFormat();
  const use = useAsk(readFileUse, {});
  if (use.state !== 'ready') return null;
  const megabytes = (bytes: number) => number(Math.round((bytes / 1_048_576) * 10) / 10);
  const { files, bytes, unneeded, unneededBytes } = use.data;
  const said = { files: number(files), size: megabytes(bytes), unneeded: number(unneeded) };
  return <p className="quiet">{t('fileUse', { ...said, unneededSize: megabytes(unneededBytes) })}</p>;
}

function Failure({ row }: { row: Row }) {
  const localized = useLocalized();
  if (row.failure === null) return '–';
  const named = failureWords(row.failure);
  return (
    <>
      {named ? `${localized(named)} ` : ''}
      <span className="quiet small">{row.failure}</span>
    </>
  );
}

function useSteps() {
  const t = useTexts(words);
  const { number } = useFormat();
  const cancelling = useCommand(cancelJobs, [listJobs]);
  const retrying = useCommand(retryJobs, [listJobs]);
  const parts = (ids: readonly string[]) =>
    Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, at) =>
      ids.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
    );
  const cancel = async (ids: readonly string[]) => {
    let total = 0;
    for (const part of parts(ids)) total += (await cancelling.run({ body: { ids: part } }))?.cancelled ?? 0;
    toast(t('jobsCancelled', { total: number(total) }));
  };
  const retry = async (ids: readonly string[]) => {
    let total = 0;
    for (const part of parts(ids)) total += (await retrying.run({ body: { ids: part } }))?.retried ?? 0;
    toast(t('jobsRetried', { total: number(total) }));
  };
  const commands = [
    { id: 'cancel', of: cancelling },
    { id: 'retry', of: retrying },
  ];
  return { cancel, retry, commands };
}
