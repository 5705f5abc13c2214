import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { MAX_PAGE } from '#shared/table.ts';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useNow, useOperation } from '#web/shell/index.ts';
import { Button, CommandNotice, Drawer, toast } from '#web/ui/index.ts';
import { type Activity, changeActivity, listActivities, planActivity, readActivity } from '../activities.ts';
import { listTaskForces } from '../frame.ts';
import { type Draft, draftOf, emptyDraft, planOf } from './activity-draft.ts';
import { ActivityFields } from './activity-fields.tsx';
import { words } from './words.ts';

type Props = {
  readonly operationId: string;
  /** null: a new one. */
  readonly activity: Activity | null;
  readonly onClose: () => void;
  readonly onEnd?: () => void;
};

const refreshes = [listActivities, readActivity, listTaskForces];

/** Plans an activity or changes one; what was closed is shown and stays as it is. */
export function ActivityForm({ operationId, activity, onClose, onEnd }: Props) {
  const t = useTexts(words);
  const { zone, areas } = useOperation();
  const now = useNow();
  const [id] = useState(() => newId());
  const [draft, setDraft] = useState<Draft>(() =>
    activity ? draftOf(activity, zone) : emptyDraft(now, zone, areas),
  );
  const planning = useCommand(planActivity, refreshes);
  const changing = useCommand(changeActivity, refreshes);
  const forces = useAsk(listTaskForces, { params: { operationId }, query: { limit: MAX_PAGE } });
  const command = activity ? changing : planning;
  const plan = planOf(draft, zone);
  const isOpen = activity === null || activity.state === 'planned';
  const send = async () => {
    if (!plan) return;
    const params = { operationId };
    const reply = activity
      ? await changing.run({
          params: { ...params, activityId: activity.id },
          body: { ...plan, version: activity.version },
        })
      : await planning.run({ params, body: { ...plan, id } });
    if (!reply) return;
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
      title={t(activity ? 'changeActivity' : 'planActivity')}
      open
      onClose={onClose}
      dismissable={!isOpen}
      actions={actions}
    >
      <div className="ops-form">
        {activity?.result ? (
          <p>
            <span className="strong">{t('result')}:</span> {activity.result}
          </p>
        ) : null}
        <ActivityFields
          draft={draft}
          onChange={setDraft}
          disabled={!isOpen}
          zone={zone}
          taskForces={forces.state === 'ready' ? forces.data.rows : []}
        />
        <CommandNotice command={command} />
      </div>
    </Drawer>
  );
}
