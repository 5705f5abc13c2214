import { useTexts } from '#web/i18n/index.ts';
import { DataTable } from '#web/table/index.ts';
import { EmptyState } from '#web/ui/index.ts';
import { listEvents, listPoints, listTaskForces } from '../frame.ts';
import { listContradictions } from '../warnings.ts';
import { words } from './words.ts';

type InOperation = { readonly operationId: string };

export function ContradictionTable({ operationId }: InOperation) {
  const t = useTexts(words);
  return (
    <DataTable
      endpoint={listContradictions}
      label={t('contradictions')}
      params={{ operationId }}
      prefix="x"
      rowKey={(row) => row.key}
      live={['operation']}
      empty={
        <EmptyState icon="not-equal" title={t('contradictionsNone')} text={t('contradictionsNoneText')} />
      }
    />
  );
}

export function TaskForceTable({ operationId }: InOperation) {
  const t = useTexts(words);
  return (
    <DataTable
      endpoint={listTaskForces}
      label={t('taskForces')}
      params={{ operationId }}
      prefix="s"
      rowKey={(row) => row.id}
      live={['operation', 'activity']}
      empty={<EmptyState icon="shield" title={t('noneYet')} text={t('noneYetText')} />}
    />
  );
}

export function PointTable({ operationId }: InOperation) {
  const t = useTexts(words);
  return (
    <DataTable
      endpoint={listPoints}
      label={t('points')}
      params={{ operationId }}
      prefix="t"
      rowKey={(row) => row.id}
      live={['operation']}
      empty={<EmptyState icon="pin" title={t('noneYet')} text={t('noneYetText')} />}
    />
  );
}

export function EventTable({ operationId }: InOperation) {
  const t = useTexts(words);
  return (
    <DataTable
      endpoint={listEvents}
      label={t('events')}
      params={{ operationId }}
      prefix="e"
      rowKey={(row) => row.id}
      live={['operation']}
      empty={<EmptyState icon="calendar" title={t('noneYet')} text={t('noneYetText')} />}
    />
  );
}
