import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { AreaField, Button, NumberField, TextField, toast, useFieldError } from '#web/ui/index.ts';
import { readOperation } from '../contract.ts';
import { computedTotal } from '../revise.ts';
import { listStrengthParts, listStrengths, reviseStrength } from '../revisions.ts';
import { listContradictions } from '../warnings.ts';
import { type DraftPart, PartFields } from './part-fields.tsx';
import { RecordDrawer, unsourced } from './record-drawer.tsx';
import { words } from './words.ts';

const refreshes = [listStrengths, listStrengthParts, readOperation, listContradictions];

/** Records another statement of the strength, with its parts, beside the earlier ones. */
export function StrengthForm({ operationId, onClose }: { operationId: string; onClose: () => void }) {
  const t = useTexts(words);
  const command = useCommand(reviseStrength, refreshes);
  const [id] = useState(() => newId());
  const [days, setDays] = useState<SaidDays>({ statedOn: '', appliesFrom: '' });
  const [area, setArea] = useState('');
  const [total, setTotal] = useState<number | null>(null);
  const [parts, setParts] = useState<readonly DraftPart[]>([]);
  const [sourcing, setSourcing] = useState(unsourced);
  const filled = parts.flatMap(({ count, ...part }) => (count === null ? [] : [{ ...part, count }]));
  const send = async () => {
    const body = {
      id,
      statedOn: days.statedOn || null,
      ...(days.appliesFrom ? { appliesFrom: days.appliesFrom } : {}),
      area: area || null,
      publishedTotal: total,
      parts: filled.map(({ force, duty, count, inPublishedTotal }) => {
        return { force, duty, count, inPublishedTotal, standing: sourcing.standing };
      }),
      source: sourcing.source.trim(),
      standing: sourcing.standing,
    };
    if (!(await command.run({ params: { operationId }, body }))) return;
    toast(t('saved'));
    onClose();
  };
  return (
    <RecordDrawer
      title={t('reviseStrength')}
      note={t('neverOverwritten')}
      command={command}
      isReady={total !== null || filled.length > 0}
      onSave={() => void send()}
      onClose={onClose}
      sourcing={sourcing}
      onSourcing={setSourcing}
    >
      <Days days={days} onChange={setDays} />
      <AreaField
        label={t('ofArea')}
        note={t('ofAreaNote')}
        value={area}
        onChange={setArea}
        error={useFieldError(command.problem)('area')}
      />
      <NumberField label={t('publishedTotal')} value={total} onChange={setTotal} min={0} />
      <Parts parts={parts} onChange={setParts} />
      <Sum published={total} sum={computedTotal(total, filled)} />
    </RecordDrawer>
  );
}

type SaidDays = { readonly statedOn: string; readonly appliesFrom: string };
type DaysProps = { readonly days: SaidDays; readonly onChange: (next: SaidDays) => void };

/** When it was said and from when it holds: two days, since the second may come before the first. */
function Days({ days, onChange }: DaysProps) {
  const t = useTexts(words);
  return (
    <div className="ops-pair">
      <TextField
        label={t('statedOn')}
        type="date"
        value={days.statedOn}
        onChange={(statedOn) => onChange({ ...days, statedOn })}
      />
      <TextField
        label={t('appliesFrom')}
        description={t('appliesFromNote')}
        type="date"
        value={days.appliesFrom}
        onChange={(appliesFrom) => onChange({ ...days, appliesFrom })}
      />
    </div>
  );
}

type PartsProps = {
  readonly parts: readonly DraftPart[];
  readonly onChange: (next: readonly DraftPart[]) => void;
};

function Parts({ parts, onChange }: PartsProps) {
  const t = useTexts(words);
  const add = () => {
    const fresh = { force: 'polri', duty: 'tps', count: null, inPublishedTotal: true } as const;
    onChange([...parts, { key: newId(), ...fresh }]);
  };
  return (
    <>
      {parts.map((part) => (
        <PartFields
          key={part.key}
          part={part}
          onChange={(next) => onChange(parts.map((each) => (each.key === next.key ? next : each)))}
          onRemove={() => onChange(parts.filter((each) => each.key !== part.key))}
        />
      ))}
      <div>
        <Button icon="plus" onPress={add}>
          {t('addPart')}
        </Button>
      </div>
    </>
  );
}

function Sum({ published, sum }: { published: number | null; sum: number | null }) {
  const t = useTexts(words);
  const { number } = useFormat();
  if (sum === null) return null;
  if (published === null || published === sum) {
    return (
      <p className="quiet" role="status">
        {t('sumIs', { sum: number(sum) })}
      </p>
    );
  }
  return (
    <p className="alarm" role="status">
      {t('sumDiffers', { sum: number(sum), difference: number(Math.abs(sum - published)) })}
    </p>
  );
}
