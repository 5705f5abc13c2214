import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { MAX_PAGE } from '#shared/table.ts';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useNow, useOperation } from '#web/shell/index.ts';
import { Button, CommandNotice, Drawer, toast, useFieldError } from '#web/ui/index.ts';
import {
  type Activity,
  changeActivity,
  listActivities,
  type PlanActivity,
  planActivity,
  readActivity,
} from '../activities.ts';
import { listTaskForces } from '../frame.ts';
import { type Draft, draftOf, emptyDraft, planOf } from './activity-draft.ts';
import { ActivityFields } from './activity-fields.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import { words } from './words.ts';

type Props = {
  readonly operationId: string;
  /** null: a new one. */
  readonly activity: Activity | null;
  readonly onClose: () => void;
  readonly onEnd?: () => void;
};

const refreshes = [listActivities, readActivity, listTaskForces];

/** Plans an activity or changes one; what was closed is shown, and only its result corrected. */
export function ActivityForm({ operationId, activity, onClose, onEnd }: Props) {
  const t = useTexts(words);
  const { zone, areas } = useOperation();
  const now = useNow();
  const [id] = useState(() => newId());
  const [draft, setDraft] = useState<Draft>(() =>
    activity ? draftOf(activity, zone) : emptyDraft(now, zone, areas),
  );
  const { command, save } = useSaving(operationId, activity);
  const forces = useAsk(listTaskForces, { params: { operationId }, query: { limit: MAX_PAGE } });
  const plan = planOf(draft, zone);
  const isOpen = activity === null || activity.state === 'planned';
  const send = async () => {
    if (!plan || !(await save({ ...plan, id }))) return;
    toast(t('saved'));
    onClose();
  };
  const actions = isOpen ? (
    <>
      {onEnd ? (
        <Button icon="check" onPress={onEnd}>
          {t('closeActivities')}
        </Button>
      ) : null}
      <Button kind="primary" busy={command.busy} isDisabled={!plan} onPress={() => void send()}>
        {t('save')}
      </Button>
    </>
  ) : null;
  return (
    <Drawer
      title={t(activity ? (isOpen ? 'changeActivity' : 'closedActivity') : 'planActivity')}
      open
      onClose={onClose}
      dismissable={!isOpen}
      reading={!isOpen}
      actions={actions}
    >
      <div className="ops-form">
        {activity?.result ? <Result activity={activity} /> : null}
        <ActivityFields
          draft={draft}
          onChange={setDraft}
          disabled={!isOpen}
          zone={zone}
          areas={areas}
          areaError={useFieldError(command.problem)('area')}
          taskForces={forces.state === 'ready' ? forces.data.rows : []}
        />
        <CommandNotice command={command} />
      </div>
    </Drawer>
  );
}

/** With what it was closed, whether that was corrected, and the door to correct it. */
function Result({ activity }: { activity: Activity }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  const [isCorrecting, setCorrecting] = useState(false);
  return (
    <div>
      <p>
        <span className="strong">{t('result')}:</span> {activity.result}
      </p>
      {activity.correctedAt ? (
        <p className="quiet small">{t('correctedAt', { at: instant(activity.correctedAt) })}</p>
      ) : null}
      <Button icon="edit" onPress={() => setCorrecting(true)}>
        {t('correctResult')}
      </Button>
      {isCorrecting ? <CorrectDialog activity={activity} onClose={() => setCorrecting(false)} /> : null}
    </div>
  );
}

/** Plans a new activity or changes the one that is there; resolves to whether it is saved. */
function useSaving(operationId: string, activity: Activity | null) {
  const planning = useCommand(planActivity, refreshes);
  const changing = useCommand(changeActivity, refreshes);
  const save = async ({ id, ...plan }: PlanActivity) => {
    const params = { operationId };
    if (!activity) return (await planning.run({ params, body: { id, ...plan } })) !== null;
    const { id: activityId, version } = activity;
    return (await changing.run({ params: { ...params, activityId }, body: { ...plan, version } })) !== null;
  };
  return { command: activity ? changing : planning, save };
}
