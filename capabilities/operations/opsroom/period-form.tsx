import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { daysInclusive } from '#shared/time.ts';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { NumberField, TextField, toast } from '#web/ui/index.ts';
import { listOperations, readOperation } from '../contract.ts';
import { listPeriods, revisePeriod } from '../revisions.ts';
import { listContradictions } from '../warnings.ts';
import { RecordDrawer, unsourced } from './record-drawer.tsx';
import { words } from './words.ts';

/** Records another statement of the period beside the earlier ones. */
export function PeriodForm({ operationId, onClose }: { operationId: string; onClose: () => void }) {
  const t = useTexts(words);
  const command = useCommand(revisePeriod, [listPeriods, readOperation, listOperations, listContradictions]);
  const [id] = useState(() => newId());
  const [days, setDays] = useState({ announcedOn: '', appliesFrom: '', firstDay: '', lastDay: '' });
  const [stated, setStated] = useState<number | null>(null);
  const [sourcing, setSourcing] = useState(unsourced);
  const isReady = days.firstDay !== '' && days.lastDay !== '';
  const counted =
    isReady && days.lastDay >= days.firstDay ? daysInclusive(days.firstDay, days.lastDay) : null;
  const send = async () => {
    const body = {
      id,
      announcedOn: days.announcedOn || null,
      ...(days.appliesFrom ? { appliesFrom: days.appliesFrom } : {}),
      firstDay: days.firstDay,
      lastDay: days.lastDay,
      daysStated: stated,
      source: sourcing.source.trim(),
      standing: sourcing.standing,
    };
    if (!(await command.run({ params: { operationId }, body }))) return;
    toast(t('saved'));
    onClose();
  };
  const field = (name: keyof typeof days, required = false) => (
    <TextField
      label={t(name)}
      type="date"
      value={days[name]}
      onChange={(value) => setDays({ ...days, [name]: value })}
      required={required}
      description={name === 'appliesFrom' ? t('appliesFromNote') : undefined}
    />
  );
  return (
    <RecordDrawer
      title={t('revisePeriod')}
      note={t('neverOverwritten')}
      command={command}
      isReady={isReady}
      onSave={() => void send()}
      onClose={onClose}
      sourcing={sourcing}
      onSourcing={setSourcing}
    >
      <div className="ops-pair">
        {field('firstDay', true)}
        {field('lastDay', true)}
      </div>
      <NumberField label={t('daysStated')} value={stated} onChange={setStated} min={0} max={10_000} />
      <DayCount counted={counted} stated={stated} />
      <div className="ops-pair">
        {field('announcedOn')}
        {field('appliesFrom')}
      </div>
    </RecordDrawer>
  );
}

function DayCount({ counted, stated }: { counted: number | null; stated: number | null }) {
  const t = useTexts(words);
  if (counted === null) return null;
  const differs = stated !== null && stated !== counted;
  return (
    <p className={differs ? 'alarm' : 'quiet'} role="status">
      {t(differs ? 'daysDiffer' : 'daysCounted', { count: counted })}
    </p>
  );
}
