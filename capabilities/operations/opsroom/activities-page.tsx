import { useState } from 'react';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { Page, useMay, useNow, useOperation } from '#web/shell/index.ts';
import { type BulkAction, type Cells, DataTable, type RowOf } from '#web/table/index.ts';
import { Badge, Button, EmptyState, type Shape, type Tone } from '#web/ui/index.ts';
import { type ActivityState, listActivities, readActivity } from '../activities.ts';
import { ActivityForm } from './activity-form.tsx';
import { CloseDialog, type Ending } from './close-dialog.tsx';
import './operations.css';
import { words } from './words.ts';

type Row = RowOf<typeof listActivities>;

/** Kegiatan: what is to be secured, planned one by one and closed together. */
export function ActivitiesPage() {
  const t = useTexts(words);
  const { id: operationId } = useOperation();
  const { instant } = useFormat();
  const now = useNow();
  const mayPlan = useMay('activity.plan');
  const [isPlanning, setPlanning] = useState(false);
  const [opened, setOpened] = useState<string | null>(null);
  const [closing, setClosing] = useState<readonly string[]>([]);
  const [ending, setEnding] = useState<Ending>('done');
  const close = (ids: readonly string[], state: Ending) => {
    setEnding(state);
    setClosing(ids);
  };
  const closings: BulkAction[] = [
    { id: 'done', text: t('closeActivities'), icon: 'check', run: (ids) => close(ids, 'done') },
    { id: 'cancelled', text: t('cancelActivities'), icon: 'x', run: (ids) => close(ids, 'cancelled') },
  ];
  const plan = mayPlan ? (
    <Button kind="primary" icon="plus" onPress={() => setPlanning(true)}>
      {t('planActivity')}
    </Button>
  ) : null;
  return (
    <Page title={t('activities')} note={instant(now.toISOString())} actions={plan}>
      <DataTable
        endpoint={listActivities}
        label={t('activities')}
        params={{ operationId }}
        rowKey={(row) => row.id}
        cells={useCells()}
        {...(mayPlan ? { onOpen: (row: Row) => setOpened(row.id) } : {})}
        bulk={mayPlan ? closings : []}
        live={['activity']}
        empty={<EmptyState icon="calendar" title={t('activitiesNone')} text={t('activitiesNoneText')} />}
      />
      {isPlanning ? (
        <ActivityForm operationId={operationId} activity={null} onClose={() => setPlanning(false)} />
      ) : null}
      {opened ? (
        <OpenedActivity
          operationId={operationId}
          activityId={opened}
          onClose={() => setOpened(null)}
          onEnd={() => {
            setOpened(null);
            close([opened], 'done');
          }}
        />
      ) : null}
      {closing.length > 0 ? (
        <CloseDialog operationId={operationId} ids={closing} begin={ending} onClose={() => setClosing([])} />
      ) : null}
    </Page>
  );
}

const marks: Record<ActivityState, { shape: Shape; tone: Tone }> = {
  planned: { shape: 'ring', tone: 'accent' },
  done: { shape: 'circle', tone: 'done' },
  cancelled: { shape: 'square', tone: 'quiet' },
};

function useCells(): Cells<Row> {
  const t = useTexts(words);
  return {
    state: (row) =>
      row.overdue === 'yes' ? (
        <span title={t('overdueNote')}>
          <Badge shape="triangle" tone="alarm">
            {t('overdue')}
          </Badge>
        </span>
      ) : (
        <Badge {...marks[row.state]}>{t(row.state)}</Badge>
      ),
  };
}

type OpenedProps = {
  readonly operationId: string;
  readonly activityId: string;
  readonly onClose: () => void;
  readonly onEnd: () => void;
};

function OpenedActivity({ operationId, activityId, onClose, onEnd }: OpenedProps) {
  const activity = useAsk(readActivity, { params: { operationId, activityId } });
  if (activity.state !== 'ready') return null;
  return <ActivityForm operationId={operationId} activity={activity.data} onClose={onClose} onEnd={onEnd} />;
}
