import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { Button, Checkbox, CommandNotice, Drawer, Select, TextField, toast } from '#web/ui/index.ts';
import { readOperation, readStages, type StageView } from '../contract.ts';
import { listStages, reviseStage } from '../revisions.ts';
import { listAlarms } from '../warnings.ts';
import { StandingSelect, type StatedAs } from './standing-select.tsx';
import { words } from './words.ts';

type Props = {
  readonly operationId: string;
  readonly stages: readonly StageView[];
  readonly onClose: () => void;
};

/** Records other dates for a stage, with the reason and the source. */
export function StageForm({ operationId, stages, onClose }: Props) {
  const t = useTexts(words);
  const localized = useLocalized();
  const command = useCommand(reviseStage, [readStages, listStages, readOperation, listAlarms]);
  const [id] = useState(() => newId());
  const [stage, setStage] = useState<StageView | null>(null);
  const [dates, setDates] = useState({ start: '', end: '', startTime: '', endTime: '' });
  const [confirmed, setConfirmed] = useState(true);
  const [reason, setReason] = useState('');
  const [source, setSource] = useState('');
  const [standing, setStanding] = useState<StatedAs>('stated');
  const choose = (key: string) => {
    const found = stages.find((each) => each.key === key);
    if (!found) return;
    setStage(found);
    const { start, end, startTime, endTime } = found;
    setDates({ start: start ?? '', end: end ?? '', startTime: startTime ?? '', endTime: endTime ?? '' });
  };
  const send = async () => {
    if (!stage) return;
    const body = {
      id,
      stage: stage.key,
      start: dates.start || null,
      end: dates.end || null,
      startTime: dates.startTime || null,
      endTime: dates.endTime || null,
      confirmed,
      reason: reason.trim(),
      source: source.trim(),
      standing,
    };
    if (!(await command.run({ params: { operationId }, body }))) return;
    toast(t('saved'));
    onClose();
  };
  const isReady = stage !== null && reason.trim() !== '' && source.trim() !== '';
  return (
    <Drawer
      title={t('reviseStage')}
      open
      onClose={onClose}
      dismissable={false}
      actions={
        <Button kind="primary" busy={command.busy} isDisabled={!isReady} onPress={() => void send()}>
          {t('save')}
        </Button>
      }
    >
      <div className="ops-form">
        <p className="quiet">{t('neverOverwritten')}</p>
        <Select
          label={t('stage')}
          options={stages.map((each) => ({ id: each.key, text: localized(each.name) }))}
          value={stage?.key ?? null}
          onChange={choose}
        />
        <div className="ops-pair">
          {(['start', 'end'] as const).map((field) => (
            <TextField
              key={field}
              label={t(field)}
              type="date"
              value={dates[field]}
              onChange={(value) => setDates({ ...dates, [field]: value })}
            />
          ))}
        </div>
        <div className="ops-pair">
          {(['startTime', 'endTime'] as const).map((field) => (
            <TextField
              key={field}
              label={t(field)}
              type="time"
              value={dates[field]}
              onChange={(value) => setDates({ ...dates, [field]: value })}
            />
          ))}
        </div>
        {stage?.conditional ? (
          <Checkbox checked={confirmed} onChange={setConfirmed}>
            {t('confirmed')}
          </Checkbox>
        ) : null}
        <TextField label={t('reason')} value={reason} onChange={setReason} maxLength={400} required />
        <TextField
          label={t('source')}
          description={t('sourceNote')}
          value={source}
          onChange={setSource}
          maxLength={400}
          required
        />
        <StandingSelect value={standing} onChange={setStanding} />
        <CommandNotice command={command} />
      </div>
    </Drawer>
  );
}
