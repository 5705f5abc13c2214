import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { NumberField, Segmented, Select, TextField } from '#web/ui/index.ts';
import { type DueDraft, dueKinds, dueOfDraft, dueSides, fallsOn } from './due-draft.ts';
import { useDueWords } from './due-words.tsx';
import { type Choices, stageDays, stageNames } from './use-task.ts';
import { words } from './words.ts';

type Props = {
  readonly value: DueDraft;
  readonly onChange: (next: DueDraft) => void;
  readonly choices: Choices;
};

/** When it is due: so many days from a stage, a day, or never; and which day that is as things stand. */
export function DueEditor({ value, onChange, choices }: Props) {
  const t = useTexts(words);
  return (
    <fieldset className="task-due-editor">
      <legend className="field-label">{t('dueKind')}</legend>
      <Segmented
        label={t('dueKind')}
        options={dueKinds.map((id) => ({ id, text: t(`due.${id}`) }))}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind })}
      />
      {value.kind === 'day' ? (
        <TextField
          label={t('dueDay')}
          type="date"
          value={value.day}
          onChange={(day) => onChange({ ...value, day })}
          required
        />
      ) : null}
      {value.kind === 'stage' ? <ByStage value={value} onChange={onChange} choices={choices} /> : null}
      <FallsOn value={value} choices={choices} />
    </fieldset>
  );
}

function ByStage({ value, onChange, choices }: Props) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { days } = useFormat();
  const stage = choices.stages.find(({ key }) => key === value.stage);
  const hasTwoEdges = stage !== undefined && stage.end !== null && stage.end !== stage.start;
  const options = choices.stages.map(({ key, name, start, end }) => ({
    id: key,
    text: localized(name),
    note: start === null ? t('dayOpen') : days(start, end ?? start),
  }));
  const choose = (key: string) => onChange({ ...value, stage: key, edge: 'start' });
  return (
    <>
      <div className="task-due-line">
        {value.side === 'on' ? null : (
          <NumberField
            label={t('dueDays')}
            value={value.days}
            onChange={(next) => onChange({ ...value, days: next === null ? null : Math.round(next) })}
            min={0}
            max={1000}
            step={1}
            required
          />
        )}
        <Segmented
          label={t('side')}
          options={dueSides.map((id) => ({ id, text: t(`side.${id}`) }))}
          value={value.side}
          onChange={(side) => onChange({ ...value, side })}
        />
      </div>
      <Select label={t('dueStage')} options={options} value={value.stage} onChange={choose} required />
      {hasTwoEdges ? (
        <div className="task-due-line">
          <span className="quiet">{t('edge')}</span>
          <Segmented
            label={t('edge')}
            options={(['start', 'end'] as const).map((id) => ({ id, text: t(`edge.${id}`) }))}
            value={value.edge}
            onChange={(edge) => onChange({ ...value, edge })}
          />
        </div>
      ) : null}
    </>
  );
}

/** The day that comes of it, while it is being written. */
function FallsOn({ value, choices }: Omit<Props, 'onChange'>) {
  const t = useTexts(words);
  const { day } = useFormat();
  const dueWords = useDueWords();
  const due = dueOfDraft(value);
  const falls = fallsOn(due, stageDays(choices), choices.today);
  if (falls === 'nowhere' || due === null || due === 'unfinished') return null;
  if (falls === 'open') return <p className="quiet">{t('fallsOpen')}</p>;
  if (falls.isPast)
    return (
      <p className="field-error" role="status">
        {t('fallsPast', { day: day(falls.day) })}
      </p>
    );
  return (
    <p className="task-falls" role="status">
      <span className="strong">{dueWords(due, falls.day, stageNames(choices))}</span>
      {'on' in due ? null : <span className="quiet"> {t('dueMoves')}</span>}
    </p>
  );
}
