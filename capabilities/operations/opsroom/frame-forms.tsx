import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { useOperation } from '#web/shell/index.ts';
import { AreaField, NumberField, Select, TextField, toast, useFieldError } from '#web/ui/index.ts';
import { addEvent, addPoint, addTaskForce, listEvents, listPoints, listTaskForces } from '../frame.ts';
import { keysOf, pointWords } from '../vocabulary.ts';
import { NameFields } from './name-fields.tsx';
import { RecordDrawer, unsourced } from './record-drawer.tsx';
import { words } from './words.ts';

type FormProps = { readonly operationId: string; readonly onClose: () => void };

const isKey = (text: string) => /^[a-z0-9]+([-.][a-z0-9]+)*$/.test(text);
const inBoth = (id: string, en: string) => ({ id: id.trim(), en: en.trim() || id.trim() });

export function TaskForceForm({ operationId, onClose }: FormProps) {
  const t = useTexts(words);
  const command = useCommand(addTaskForce, [listTaskForces]);
  const [id] = useState(() => newId());
  const [said, setSaid] = useState({ key: '', name: '', nameEn: '', tasks: '' });
  const [sourcing, setSourcing] = useState(unsourced);
  const tasks = said.tasks.split('\n').flatMap((line) => (line.trim() ? [inBoth(line, '')] : []));
  const send = async () => {
    const name = inBoth(said.name, said.nameEn);
    const { source, standing } = sourcing;
    const body = { id, key: said.key, name, tasks, source: source.trim(), standing };
    if (!(await command.run({ params: { operationId }, body }))) return;
    toast(t('saved'));
    onClose();
  };
  return (
    <RecordDrawer
      title={t('addTaskForce')}
      command={command}
      isReady={isKey(said.key) && said.name.trim() !== '' && tasks.length > 0}
      onSave={() => void send()}
      onClose={onClose}
      sourcing={sourcing}
      onSourcing={setSourcing}
    >
      <NameFields said={said} onChange={(next) => setSaid({ ...said, ...next })} />
      <TextField
        label={t('key')}
        description={t('keyNote')}
        value={said.key}
        onChange={(key) => setSaid({ ...said, key })}
        error={said.key === '' || isKey(said.key) ? undefined : t('keyNote')}
        required
      />
      <TextField
        label={t('tasks')}
        value={said.tasks}
        onChange={(next) => setSaid({ ...said, tasks: next })}
        multiline
        rows={5}
        required
      />
    </RecordDrawer>
  );
}

type PointKind = keyof typeof pointWords;
type PointSaid = {
  readonly place: string;
  readonly pointKind: PointKind;
  readonly area: string;
  readonly why: string;
};

export function PointForm({ operationId, onClose }: FormProps) {
  const t = useTexts(words);
  const { areas } = useOperation();
  const command = useCommand(addPoint, [listPoints]);
  const errorOf = useFieldError(command.problem);
  const [id] = useState(() => newId());
  const [said, setSaid] = useState<PointSaid>({ place: '', pointKind: 'vital-object', area: '', why: '' });
  const [at, setAt] = useState<Place>({ lon: null, lat: null });
  const [sourcing, setSourcing] = useState(unsourced);
  const send = async () => {
    const { source, standing } = sourcing;
    const body = {
      id,
      name: said.place.trim(),
      kind: said.pointKind,
      area: said.area,
      ...at,
      why: said.why.trim() || null,
      source: source.trim(),
      standing,
    };
    if (!(await command.run({ params: { operationId }, body }))) return;
    toast(t('saved'));
    onClose();
  };
  const field = (name: 'place' | 'why') => (
    <TextField
      label={t(name)}
      value={said[name]}
      onChange={(value) => setSaid({ ...said, [name]: value })}
      required={name !== 'why'}
    />
  );
  return (
    <RecordDrawer
      title={t('addPoint')}
      command={command}
      isReady={said.place.trim() !== '' && said.area !== ''}
      onSave={() => void send()}
      onClose={onClose}
      sourcing={sourcing}
      onSourcing={setSourcing}
    >
      {field('place')}
      <PointKindField kind={said.pointKind} onChange={(pointKind) => setSaid({ ...said, pointKind })} />
      <AreaField
        label={t('area')}
        value={said.area}
        onChange={(area) => setSaid({ ...said, area })}
        within={areas}
        error={errorOf('area')}
        required
      />
      {field('why')}
      <PlaceFields at={at} onChange={setAt} />
    </RecordDrawer>
  );
}

type KindProps = { readonly kind: PointKind; readonly onChange: (next: PointKind) => void };

function PointKindField({ kind, onChange }: KindProps) {
  const t = useTexts(words);
  const localized = useLocalized();
  const options = keysOf(pointWords).map((each) => ({ id: each, text: localized(pointWords[each]) }));
  return <Select label={t('pointKind')} options={options} value={kind} onChange={onChange} />;
}

type Place = { readonly lon: number | null; readonly lat: number | null };

function PlaceFields({ at, onChange }: { at: Place; onChange: (next: Place) => void }) {
  const t = useTexts(words);
  return (
    <div className="ops-pair">
      <NumberField
        label={t('longitude')}
        value={at.lon}
        onChange={(lon) => onChange({ ...at, lon })}
        min={-180}
        max={180}
        step={0.00001}
      />
      <NumberField
        label={t('latitude')}
        value={at.lat}
        onChange={(lat) => onChange({ ...at, lat })}
        min={-90}
        max={90}
        step={0.00001}
      />
    </div>
  );
}

export function EventForm({ operationId, onClose }: FormProps) {
  const t = useTexts(words);
  const command = useCommand(addEvent, [listEvents]);
  const [id] = useState(() => newId());
  const [said, setSaid] = useState({ name: '', nameEn: '', firstDay: '', lastDay: '' });
  const [sourcing, setSourcing] = useState(unsourced);
  const send = async () => {
    const { firstDay, lastDay } = said;
    const { source, standing } = sourcing;
    const name = inBoth(said.name, said.nameEn);
    const body = { id, name, firstDay, lastDay: lastDay || firstDay, source: source.trim(), standing };
    if (!(await command.run({ params: { operationId }, body }))) return;
    toast(t('saved'));
    onClose();
  };
  return (
    <RecordDrawer
      title={t('addEvent')}
      command={command}
      isReady={said.name.trim() !== '' && said.firstDay !== ''}
      onSave={() => void send()}
      onClose={onClose}
      sourcing={sourcing}
      onSourcing={setSourcing}
    >
      <NameFields said={said} onChange={(next) => setSaid({ ...said, ...next })} />
      <div className="ops-pair">
        {(['firstDay', 'lastDay'] as const).map((name) => (
          <TextField
            key={name}
            label={t(name)}
            type="date"
            value={said[name]}
            onChange={(value) => setSaid({ ...said, [name]: value })}
            required={name === 'firstDay'}
          />
        ))}
      </div>
    </RecordDrawer>
  );
}
