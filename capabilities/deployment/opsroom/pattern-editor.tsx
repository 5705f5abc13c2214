import { useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { useOperation } from '#web/shell/index.ts';
import { Button, CommandNotice, Drawer, NumberField, Select, toast, useFieldError } from '#web/ui/index.ts';
import { listNeed, readNeedSummary } from '../contract.ts';
import { type PatternReading, readPatterns, setPattern } from '../plan.ts';
import { ReadingChoice } from './reading-choice.tsx';
import { beginStatement, isStated, StatementFields, statementOf } from './statement-fields.tsx';
import { words } from './words.ts';

type Props = {
  readonly classes: ReplyOf<typeof readPatterns>['classes'];
  readonly today: string;
  readonly onClose: () => void;
};
type Triple = { police: number | null; stations: number | null; linmas: number | null };

const noTriple: Triple = { police: null, stations: null, linmas: null };

/** What is typed about a pattern, and the body that is sent once it is whole. */
function usePatternDraft(today: string) {
  const [id] = useState(() => newId());
  const [chosen, setChosen] = useState('');
  const [text, setText] = useState('');
  const [reading, setReading] = useState<PatternReading | null>(null);
  const [triple, setTriple] = useState(noTriple);
  const [perStation, setPerStation] = useState<number | null>(2);
  const [statement, setStatement] = useState(() => beginStatement(today));
  const confirm = (next: PatternReading | null) => {
    setReading(next);
    if (next) setTriple({ police: next.police, stations: next.stations, linmas: next.linmas });
  };
  const { police, stations, linmas } = triple;
  // A text that nobody has read yet must not be saved beside fields that say something else.
  const isRead = text.trim() === '' || reading !== null;
  const isReady = chosen !== '' && isRead && isStated(statement);
  const isFull = police !== null && stations !== null && linmas !== null && perStation !== null;
  const writing = { writtenAs: reading ? text.trim() : null, reading: reading?.order ?? null };
  const body =
    isReady && isFull
      ? {
          ...{ id, class: chosen, police, stations, linmas, linmasPerStation: perStation },
          ...writing,
          ...statementOf(statement),
        }
      : null;
  const values = { chosen, text, reading, triple, perStation, statement, body };
  return { ...values, setChosen, setText, confirm, setTriple, setPerStation, setStatement };
}

/** Sets the pattern of a class: from text whose reading is confirmed, or from the three fields. */
export function PatternEditor({ classes, today, onClose }: Props) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { id: operationId } = useOperation();
  const command = useCommand(setPattern, [readPatterns, readNeedSummary, listNeed]);
  const draft = usePatternDraft(today);
  const { body } = draft;
  const send = async () => {
    if (!body || !(await command.run({ params: { operationId }, body }))) return;
    toast(t('saved'));
    onClose();
  };
  return (
    <Drawer
      title={t('setPattern')}
      open
      dismissable={false}
      onClose={onClose}
      actions={
        <Button kind="primary" busy={command.busy} isDisabled={!body} onPress={() => void send()}>
          {t('save')}
        </Button>
      }
    >
      <div className="plan-form">
        <p className="quiet">{t('patternNote')}</p>
        <Select
          label={t('class')}
          options={classes.map(({ key, name }) => ({ id: key, text: localized(name) }))}
          value={draft.chosen}
          onChange={draft.setChosen}
        />
        <ReadingChoice
          text={draft.text}
          onText={draft.setText}
          chosen={draft.reading}
          onChoose={draft.confirm}
        />
        <TripleFields value={draft.triple} onChange={draft.setTriple} fixed={draft.reading !== null} />
        <NumberField
          label={t('linmasPerStation')}
          value={draft.perStation}
          onChange={draft.setPerStation}
          min={0}
          max={20}
        />
        <StatementFields
          value={draft.statement}
          onChange={draft.setStatement}
          areaError={useFieldError(command.problem)('area')}
        />
        <CommandNotice command={command} />
      </div>
    </Drawer>
  );
}

/** `fixed`: a confirmed reading has filled them in. */
function TripleFields(props: { value: Triple; onChange: (next: Triple) => void; fixed: boolean }) {
  const { value, onChange, fixed } = props;
  const t = useTexts(words);
  const part = (name: keyof Triple, label: string, min: number) => (
    <NumberField
      label={label}
      value={value[name]}
      onChange={(next) => onChange({ ...value, [name]: next })}
      min={min}
      max={1000}
      disabled={fixed}
    />
  );
  return (
    <div className="plan-triple">
      {part('police', t('police'), 1)}
      {part('stations', t('stations'), 1)}
      {part('linmas', t('linmasIn'), 0)}
    </div>
  );
}
