import type { Problem } from '#shared/problem.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { ExplainedChoice } from '#web/kit/index.ts';
import { useOperation } from '#web/shell/index.ts';
import {
  AreaField,
  Checkbox,
  ComboBox,
  NumberField,
  Select,
  TextField,
  useFieldError,
} from '#web/ui/index.ts';
import { sharings, themes, themeWords } from '../task.ts';
import { DueEditor } from './due-editor.tsx';
import type { TaskDraft } from './new-task-draft.ts';
import type { Choices } from './use-task.ts';
import { words } from './words.ts';

type Props = {
  readonly draft: TaskDraft;
  readonly onChange: (next: TaskDraft) => void;
  readonly choices: Choices;
  readonly problem: Problem | null;
};

/** Who does what by when; then what it counts for and who sees it. */
export function NewTaskFields(props: Props) {
  return (
    <>
      <What {...props} />
      <DueEditor
        value={props.draft.due}
        onChange={(due) => props.onChange({ ...props.draft, due })}
        choices={props.choices}
      />
      <Where {...props} />
      <SeenBy {...props} />
    </>
  );
}

function What({ draft, onChange, choices, problem }: Props) {
  const t = useTexts(words);
  const errorOf = useFieldError(problem);
  return (
    <>
      <TextField
        label={t('taskTitle')}
        description={t('taskTitleNote')}
        value={draft.title}
        onChange={(title) => onChange({ ...draft, title })}
        error={errorOf('title')}
        maxLength={200}
        autoFocus
        required
      />
      <ComboBox
        label={t('ownerChoose')}
        description={
          draft.ownerId === choices.ownAgencyId && draft.ownerId !== null ? undefined : t('ownerNote')
        }
        options={useOwners(choices)}
        value={draft.ownerId}
        onChange={(ownerId) => onChange({ ...draft, ownerId })}
        error={errorOf('ownerId')}
        required
      />
      <TextField
        label={t('measure')}
        description={t('measureNote')}
        value={draft.measure}
        onChange={(measure) => onChange({ ...draft, measure })}
        error={errorOf('measure')}
        maxLength={300}
        required
      />
      <TextField
        label={t('detail')}
        value={draft.detail}
        onChange={(detail) => onChange({ ...draft, detail })}
        multiline
        rows={3}
        maxLength={4000}
      />
    </>
  );
}

/** One's own agency first, then the others by name. */
function useOwners({ agencies, ownAgencyId }: Choices) {
  const t = useTexts(words);
  const own = agencies.filter(({ id }) => id === ownAgencyId);
  const others = agencies.filter(({ id }) => id !== ownAgencyId);
  return [...own, ...others].map(({ id, name, needsPlenary }) => {
    const note = id === ownAgencyId ? t('ownerOwn') : needsPlenary ? t('ownerPlenary') : null;
    return { id, text: name, ...(note === null ? {} : { note }) };
  });
}

function Where({ draft, onChange, problem }: Props) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { areas } = useOperation();
  const errorOf = useFieldError(problem);
  return (
    <>
      <AreaField
        label={t('area')}
        value={draft.area}
        onChange={(area) => onChange({ ...draft, area })}
        error={errorOf('area')}
        within={areas}
        required
      />
      <div className="task-columns">
        <Select
          label={t('theme')}
          options={themes.map((id) => ({ id, text: localized(themeWords[id]) }))}
          value={draft.theme}
          onChange={(theme) => onChange({ ...draft, theme })}
        />
        <NumberField
          label={t('weight')}
          description={t('weightNote')}
          value={draft.weight}
          onChange={(weight) => onChange({ ...draft, weight: weight === null ? null : Math.round(weight) })}
          min={1}
          max={100}
          step={1}
          required
        />
      </div>
    </>
  );
}

function SeenBy({ draft, onChange, choices }: Props) {
  const t = useTexts(words);
  const { sharing, readerIds, ownerId } = draft;
  const others = choices.agencies.filter(({ id }) => id !== choices.ownAgencyId && id !== ownerId);
  const tick = (id: string, checked: boolean) => {
    const rest = readerIds.filter((one) => one !== id);
    onChange({ ...draft, readerIds: checked ? [...rest, id] : rest });
  };
  return (
    <>
      <ExplainedChoice
        label={t('sharing')}
        options={sharings.map((id) => ({ id, text: t(`sharing.${id}`), meaning: t(`sharingMeans.${id}`) }))}
        value={sharing}
        onChange={(next) => onChange({ ...draft, sharing: next })}
      />
      {sharing === 'named' ? (
        <fieldset className="task-readers">
          <legend className="field-label">{t('readers')}</legend>
          {others.map(({ id, name }) => (
            <Checkbox key={id} checked={readerIds.includes(id)} onChange={(checked) => tick(id, checked)}>
              {name}
            </Checkbox>
          ))}
        </fieldset>
      ) : null}
    </>
  );
}
