import { useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { useOperation } from '#web/shell/index.ts';
import { Button, CommandNotice, Drawer, NumberField, Select, toast } from '#web/ui/index.ts';
import { listNeed, readNeedSummary } from '../contract.ts';
import {
  type PatternReading,
  readPatterns as patternsEndpoint,
  type readPatterns,
  setPattern,
} from '../plan.ts';
import { ReadingChoice } from './reading-choice.tsx';
import { beginStatement, isStated, StatementFields, statementOf } from './statement-fields.tsx';
import { words } from './words.ts';

type Props = {
  readonly classes: ReplyOf<typeof readPatterns>['classes'];
  readonly today: string;
  readonly onClose: () => void;
};
type Triple = { police: number | null; stations: number | null; linmas: number | null };

/** Sets the pattern of a class: from text whose reading is confirmed, or from the three fields. */
export function PatternEditor({ classes, today, onClose }: Props) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { id: operationId } = useOperation();
  const command = useCommand(setPattern, [patternsEndpoint, readNeedSummary, listNeed]);
  const [id] = useState(() => newId());
  const [chosen, setChosen] = useState('');
  const [text, setText] = useState('');
  const [reading, setReading] = useState<PatternReading | null>(null);
  const [triple, setTriple] = useState<Triple>({ police: null, stations: null, linmas: null });
  const [perStation, setPerStation] = useState<number | null>(2);
  const [statement, setStatement] = useState(() => beginStatement(today));
  const confirm = (next: PatternReading | null) => {
    setReading(next);
    if (next) setTriple({ police: next.police, stations: next.stations, linmas: next.linmas });
  };
  // A text that nobody has read yet must not be saved beside fields that say something else.
  const isRead = text.trim() === '' || reading !== null;
  const { police, stations, linmas } = triple;
  const send = async () => {
    if (police === null || stations === null || linmas === null || perStation === null) return;
    const writing = { writtenAs: reading ? text.trim() : null, reading: reading?.order ?? null };
    const body = {
      id,
      class: chosen,
      police,
      stations,
      linmas,
      linmasPerStation: perStation,
      ...writing,
      ...statementOf(statement),
    };
    if (!(await command.run({ params: { operationId }, body }))) return;
    toast(t('saved'));
    onClose();
  };
  const isFull = [police, stations, linmas, perStation].every((value) => value !== null);
  const isReady = chosen !== '' && isRead && isFull && isStated(statement);
  return (
    <Drawer
      title={t('setPattern')}
      open
      dismissable={false}
      onClose={onClose}
      actions={
        <Button kind="primary" busy={command.busy} isDisabled={!isReady} onPress={() => void send()}>
          {t('save')}
        </Button>
      }
    >
      <div className="plan-form">
        <p className="quiet">{t('patternNote')}</p>
        <Select
          label={t('class')}
          options={classes.map(({ key, name }) => ({ id: key, text: localized(name) }))}
          value={chosen}
          onChange={setChosen}
        />
        <ReadingChoice text={text} onText={setText} chosen={reading} onChoose={confirm} />
        <div className="plan-triple">
          <NumberField
            label={t('police')}
            value={police}
            onChange={(next) => setTriple({ ...triple, police: next })}
            min={1}
            max={1000}
            disabled={reading !== null}
          />
          <NumberField
            label={t('stations')}
            value={stations}
            onChange={(next) => setTriple({ ...triple, stations: next })}
            min={1}
            max={1000}
            disabled={reading !== null}
          />
          <NumberField
            label={t('linmasIn')}
            value={linmas}
            onChange={(next) => setTriple({ ...triple, linmas: next })}
            min={0}
            max={1000}
            disabled={reading !== null}
          />
        </div>
        <NumberField
          label={t('linmasPerStation')}
          value={perStation}
          onChange={setPerStation}
          min={0}
          max={20}
        />
        <StatementFields value={statement} onChange={setStatement} />
        <CommandNotice command={command} />
      </div>
    </Drawer>
  );
}
