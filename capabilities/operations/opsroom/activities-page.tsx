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

type Closing = { readonly ids: readonly string[]; readonly clear?: () => void };

const READ_WHOLE = ['title', 'result'];

/** Kegiatan: what is to be secured, planned one by one and closed together. */
export function ActivitiesPage() {
  const t = useTexts(words);
  const { id: operationId } = useOperation();
  const { instant } = useFormat();
  const cells = useCells();
  const mayPlan = useMay('activity.plan');
  const [isPlanning, setPlanning] = useState(false);
  const [opened, setOpened] = useState<string | null>(null);
  const [closing, setClosing] = useState<Closing>({ ids: [] });
  const [ending, setEnding] = useState<Ending>('done');
  const close = (state: Ending, next: Closing) => {
    setEnding(state);
    setClosing(next);
  };
  const endOpened = (id: string) => {
    setOpened(null);
    close('done', { ids: [id] });
  };
  const closings = useClosings(close);
  return (
    <Page
      title={t('activities')}
      note={instant(useNow().toISOString())}
      actions={mayPlan ? <PlanButton onPress={() => setPlanning(true)} /> : null}
    >
      <DataTable
        endpoint={listActivities}
        label={t('activities')}
        params={{ operationId }}
        rowKey={(row) => row.id}
        cells={cells}
        {...(mayPlan ? { onOpen: (row: Row) => setOpened(row.id) } : {})}
        bulk={mayPlan ? closings : []}
        live={['activity']}
        grow={READ_WHOLE}
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
          onEnd={() => endOpened(opened)}
        />
      ) : null}
      {closing.ids.length > 0 ? (
        <CloseDialog
          operationId={operationId}
          ids={closing.ids}
          begin={ending}
          {...(closing.clear ? { onDone: closing.clear } : {})}
          onClose={() => setClosing({ ids: [] })}
        />
      ) : null}
    </Page>
  );
}

function PlanButton({ onPress }: { readonly onPress: () => void }) {
  const t = useTexts(words);
  return (
    <Button kind="primary" icon="plus" onPress={onPress}>
      {t('planActivity')}
    </Button>
  );
}

/** The two ways to end many activities at once, as the table offers them. */
function useClosings(close: (state: Ending, next: Closing) => void): readonly BulkAction[] {
  const t = useTexts(words);
  return [
    {
      id: 'done',
      text: t('closeActivities'),
      icon: 'check',
      run: (ids, _, clear) => close('done', { ids, clear }),
    },
    {
      id: 'cancelled',
      text: t('cancelActivities'),
      icon: 'x',
      run: (ids, _, clear) => close('cancelled', { ids, clear }),
    },
  ];
}

const marks: Record<ActivityState, { shape: Shape; tone: Tone }> = {
  planned: { shape: 'ring', tone: 'accent' },
  done: { shape: 'circle', tone: 'done' },
  cancelled: { shape: 'square', tone: 'quiet' },
};

function useCells(): Cells<Row> {
  const t = useTexts(words);
  return {
    result: (row) => (
      <>
        {row.result ?? ''}
        {row.correctedAt ? <span className="quiet small"> ({t('corrected')})</span> : null}
      </>
    ),
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
