import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { Checkbox, Select, TextField, toast } from '#web/ui/index.ts';
import { readOperation } from '../contract.ts';
import { listStages, reviseStage } from '../revisions.ts';
import { readStages, type StageView } from '../stages.ts';
import { listAlarms } from '../warnings.ts';
import { RecordDrawer, unsourced } from './record-drawer.tsx';
import { words } from './words.ts';

type Props = {
  readonly operationId: string;
  readonly stages: readonly StageView[];
  readonly onClose: () => void;
};

const empty = { start: '', end: '', startTime: '', endTime: '', reason: '', confirmed: true };
type Draft = typeof empty;
const refreshes = [readStages, listStages, readOperation, listAlarms];

/** Records other dates for a stage, with the reason and the source. */
export function StageForm({ operationId, stages, onClose }: Props) {
  const t = useTexts(words);
  const localized = useLocalized();
  const command = useCommand(reviseStage, refreshes);
  const [id] = useState(() => newId());
  const [stage, setStage] = useState<StageView | null>(null);
  const [draft, setDraft] = useState<Draft>(empty);
  const [sourcing, setSourcing] = useState(unsourced);
  const choose = (key: string) => {
    const found = stages.find((each) => each.key === key);
    if (!found) return;
    setStage(found);
    setDraft({ ...draft, ...datesOf(found) });
  };
  const send = async () => {
    if (!stage) return;
    const { source, standing } = sourcing;
    const body = { id, stage: stage.key, ...saidIn(draft), source: source.trim(), standing };
    if (!(await command.run({ params: { operationId }, body }))) return;
    toast(t('saved'));
    onClose();
  };
  return (
    <RecordDrawer
      title={t('reviseStage')}
      note={t('neverOverwritten')}
      command={command}
      isReady={stage !== null && draft.reason.trim() !== ''}
      onSave={() => void send()}
      onClose={onClose}
      sourcing={sourcing}
      onSourcing={setSourcing}
    >
      <Select
        label={t('stage')}
        options={stages.map((each) => ({ id: each.key, text: localized(each.name) }))}
        value={stage?.key ?? null}
        onChange={choose}
      />
      <StageFields draft={draft} onChange={setDraft} conditional={stage?.conditional ?? false} />
    </RecordDrawer>
  );
}

function datesOf({ start, end, startTime, endTime }: StageView) {
  return { start: start ?? '', end: end ?? '', startTime: startTime ?? '', endTime: endTime ?? '' };
}

function saidIn({ start, end, startTime, endTime, reason, confirmed }: Draft) {
  const times = { startTime: startTime || null, endTime: endTime || null };
  return { start: start || null, end: end || null, ...times, reason: reason.trim(), confirmed };
}

type FieldsProps = {
  readonly draft: Draft;
  readonly onChange: (next: Draft) => void;
  readonly conditional: boolean;
};

function StageFields({ draft, onChange, conditional }: FieldsProps) {
  const t = useTexts(words);
  const field = (name: 'start' | 'end' | 'startTime' | 'endTime', type: 'date' | 'time') => (
    <TextField
      label={t(name)}
      type={type}
      value={draft[name]}
      onChange={(value) => onChange({ ...draft, [name]: value })}
    />
  );
  return (
    <>
      <div className="ops-pair">
        {field('start', 'date')}
        {field('end', 'date')}
      </div>
      <div className="ops-pair">
        {field('startTime', 'time')}
        {field('endTime', 'time')}
      </div>
      {conditional ? (
        <Checkbox checked={draft.confirmed} onChange={(confirmed) => onChange({ ...draft, confirmed })}>
          {t('confirmed')}
        </Checkbox>
      ) : null}
      <TextField
        label={t('reason')}
        value={draft.reason}
        onChange={(reason) => onChange({ ...draft, reason })}
        maxLength={400}
        required
      />
    </>
  );
}
