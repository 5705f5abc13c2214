import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { DataTable } from '#web/table/index.ts';
import {
  AreaField,
  Badge,
  EmptyState,
  NumberField,
  Select,
  TextField,
  toast,
  useFieldError,
} from '#web/ui/index.ts';
import { type AddFigure, addFigure, listFigures } from '../figures.ts';
import { keysOf, unitWords } from '../vocabulary.ts';
import { NameFields } from './name-fields.tsx';
import { RecordDrawer, unsourced } from './record-drawer.tsx';
import { words } from './words.ts';

type InOperation = { readonly operationId: string };

/** A figure is read with the whole of its name. */
const NAMED = ['name'];

/** Angka terbit: what was published, with its source, and which figures about one topic disagree. */
export function FiguresTab({ operationId }: InOperation) {
  const t = useTexts(words);
  return (
    <DataTable
      endpoint={listFigures}
      label={t('figures')}
      params={{ operationId }}
      prefix="a"
      grow={NAMED}
      rowKey={(row) => row.id}
      cells={{
        disagrees: (row) =>
          row.disagrees === 'yes' ? (
            <Badge shape="triangle" tone="alarm">
              {t('disagrees')}
            </Badge>
          ) : (
            <span className="quiet">–</span>
          ),
      }}
      live={['operation']}
      empty={<EmptyState icon="not-equal" title={t('noneYet')} text={t('noneYetText')} />}
    />
  );
}

const isKey = (text: string) => /^[a-z0-9]+([-.][a-z0-9]+)*$/.test(text);
const empty = {
  name: '',
  nameEn: '',
  topic: '',
  area: '',
  statedOn: '',
  unit: 'station' as AddFigure['unit'],
};
type Said = typeof empty;

export function FigureForm({ operationId, onClose }: InOperation & { readonly onClose: () => void }) {
  const t = useTexts(words);
  const command = useCommand(addFigure, [listFigures]);
  const errorOf = useFieldError(command.problem);
  const [id] = useState(() => newId());
  const [said, setSaid] = useState(empty);
  const [value, setValue] = useState<number | null>(null);
  const [sourcing, setSourcing] = useState(unsourced);
  const set = (next: Partial<Said>) => setSaid({ ...said, ...next });
  const send = async () => {
    if (value === null) return;
    const { topic, unit, area, statedOn } = said;
    const name = { id: said.name.trim(), en: said.nameEn.trim() || said.name.trim() };
    const { source, standing } = sourcing;
    const about = { topic, name, value, unit, area: area || null, statedOn: statedOn || null, note: null };
    const body = { id, ...about, source: source.trim(), standing };
    if (!(await command.run({ params: { operationId }, body }))) return;
    toast(t('saved'));
    onClose();
  };
  return (
    <RecordDrawer
      title={t('addFigure')}
      note={t('figuresText')}
      command={command}
      isReady={value !== null && said.name.trim() !== '' && isKey(said.topic)}
      onSave={() => void send()}
      onClose={onClose}
      sourcing={sourcing}
      onSourcing={setSourcing}
    >
      <NameFields said={said} onChange={set} />
      <div className="ops-pair">
        <NumberField label={t('value')} value={value} onChange={setValue} min={0} />
        <UnitField unit={said.unit} onChange={(unit) => set({ unit })} />
      </div>
      <TopicField topic={said.topic} onChange={(topic) => set({ topic })} />
      <AreaField
        label={t('area')}
        note={t('ofAreaNote')}
        value={said.area}
        onChange={(area) => set({ area })}
        error={errorOf('area')}
      />
      <TextField
        label={t('statedOn')}
        type="date"
        value={said.statedOn}
        onChange={(statedOn) => set({ statedOn })}
      />
    </RecordDrawer>
  );
}

type UnitProps = { readonly unit: Said['unit']; readonly onChange: (next: Said['unit']) => void };

function UnitField({ unit, onChange }: UnitProps) {
  const t = useTexts(words);
  const localized = useLocalized();
  const options = keysOf(unitWords).map((each) => ({ id: each, text: localized(unitWords[each]) }));
  return <Select label={t('unit')} options={options} value={unit} onChange={onChange} />;
}

type TopicProps = { readonly topic: string; readonly onChange: (next: string) => void };

/** The key under which figures are compared. */
function TopicField({ topic, onChange }: TopicProps) {
  const t = useTexts(words);
  return (
    <TextField
      label={t('topic')}
      description={t('topicNote')}
      value={topic}
      onChange={onChange}
      maxLength={80}
      error={topic === '' || isKey(topic) ? undefined : t('keyNote')}
      required
    />
  );
}
