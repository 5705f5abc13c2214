import './import.css';
import { OWN_JOBS_PATH } from '#shared/jobs.ts';
import { useTexts } from '../i18n/index.ts';
import { DataTable, type DataTableProps, type ListEndpoint } from '../table/index.ts';
import { AppLink, EmptyState } from '../ui/index.ts';
import { words } from './words.ts';

type Props<E extends ListEndpoint> = Pick<DataTableProps<E>, 'endpoint' | 'params' | 'rowKey' | 'live'> & {
  readonly onOpen: (importId: string) => void;
};

/** Every import so far; opened, it is taken up again where it was left. */
export function ImportHistory<E extends ListEndpoint>({ onOpen, ...list }: Props<E>) {
  const t = useTexts(words);
  return (
    <section>
      <div className="import-history-head">
        <h2>{t('history')}</h2>
        <AppLink to={`/${OWN_JOBS_PATH}`}>{t('ownJobs')}</AppLink>
      </div>
      <div className="import-history">
        <DataTable<E>
          {...list}
          live={[...(list.live ?? []), 'job']}
          label={t('history')}
          prefix="imports-"
          onOpen={(row) => onOpen(list.rowKey(row))}
          empty={<EmptyState icon="upload" title={t('historyNone')} />}
        />
      </div>
    </section>
  );
}
