import type { Localized } from '#shared/schema.ts';
import type { Zone } from '#shared/time.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { AreaField, NumberField, type Option, Select, TextField } from '#web/ui/index.ts';
import { stanceOf } from '../plan.ts';
import { activityWords, forceWords, keysOf, stanceWords } from '../vocabulary.ts';
import type { Draft } from './activity-draft.ts';
import { StandingSelect } from './standing-select.tsx';
import { words } from './words.ts';

type Props = {
  readonly draft: Draft;
  readonly onChange: (next: Draft) => void;
  readonly disabled: boolean;
  readonly zone: Zone;
  /** Areas of the operation. */
  readonly areas: readonly string[];
  readonly areaError: string | undefined;
  readonly taskForces: readonly { readonly key: string; readonly name: string }[];
};

/** The fields of an activity. Draws; sends nothing. */
export function ActivityFields(props: Props) {
  const t = useTexts(words);
  const { draft, onChange, disabled } = props;
  const set = (next: Partial<Draft>) => onChange({ ...draft, ...next });
  const text = (field: 'title' | 'organiser' | 'place', note?: string) => (
    <TextField
      label={t(field)}
      description={note}
      value={draft[field]}
      onChange={(value) => set({ [field]: value })}
      maxLength={200}
      required={field !== 'organiser'}
      disabled={disabled}
    />
  );
  return (
    <>
      {text('title', t('titleNote'))}
      <KindFields {...props} set={set} />
      {text('place')}
      <AreaField
        label={t('area')}
        value={draft.area}
        onChange={(area) => set({ area })}
        within={props.areas}
        error={props.areaError}
        required
        disabled={disabled}
      />
      <TimeFields {...props} set={set} />
      {text('organiser')}
      <NumberField
        label={t('crowd')}
        value={draft.crowd}
        onChange={(crowd) => set({ crowd })}
        min={0}
        disabled={disabled}
      />
      <StrengthFields {...props} set={set} />
      <TextField
        label={t('note')}
        value={draft.note}
        onChange={(note) => set({ note })}
        multiline
        maxLength={1000}
        disabled={disabled}
      />
      {disabled ? null : <StandingSelect value={draft.standing} onChange={(standing) => set({ standing })} />}
    </>
  );
}

type Part = Props & { readonly set: (next: Partial<Draft>) => void };

function useOptions<K extends string>(from: Readonly<Record<K, Localized>>): readonly Option<K>[] {
  const localized = useLocalized();
  return keysOf(from).map((id) => ({ id, text: localized(from[id]) }));
}

function KindFields({ draft, set, disabled }: Part) {
  const t = useTexts(words);
  return (
    <div className="ops-pair">
      <Select
        label={t('kind')}
        options={useOptions(activityWords)}
        value={draft.kind}
        onChange={(kind) =>
          set({ kind, ...(draft.stanceChosen ? {} : { stance: stanceOf(kind, undefined) }) })
        }
        disabled={disabled}
      />
      <Select
        label={t('stance')}
        description={t('stanceNote')}
        options={useOptions(stanceWords)}
        value={draft.stance}
        onChange={(stance) => set({ stance, stanceChosen: true })}
        disabled={disabled}
      />
    </div>
  );
}

function TimeFields({ draft, set, disabled, zone }: Part) {
  const t = useTexts(words);
  return (
    <div className="ops-pair">
      <TextField
        label={t('day')}
        type="date"
        value={draft.day}
        onChange={(day) => set({ day })}
        required
        disabled={disabled}
      />
      <TextField
        label={`${t('from')} (${zone})`}
        type="time"
        value={draft.from}
        onChange={(from) => set({ from })}
        required
        disabled={disabled}
      />
      <TextField
        label={`${t('until')} (${zone})`}
        description={draft.until !== '' && draft.until < draft.from ? t('untilNote') : undefined}
        type="time"
        value={draft.until}
        onChange={(until) => set({ until })}
        disabled={disabled}
      />
    </div>
  );
}

const NO_SATGAS = '-';

function StrengthFields({ draft, set, disabled, taskForces }: Part) {
  const t = useTexts(words);
  const forces = useOptions(forceWords);
  const countOf = (force: string) => draft.strength.find((each) => each.force === force)?.count ?? null;
  const setCount = (force: keyof typeof forceWords, count: number | null) => {
    const others = draft.strength.filter((each) => each.force !== force);
    set({ strength: count === null ? others : [...others, { force, count }] });
  };
  return (
    <>
      <Select
        label={t('satgas')}
        options={[
          { id: NO_SATGAS, text: t('noSatgas') },
          ...taskForces.map(({ key, name }) => ({ id: key, text: name })),
        ]}
        value={draft.satgas ?? NO_SATGAS}
        onChange={(key) => set({ satgas: key === NO_SATGAS ? null : key })}
        disabled={disabled}
      />
      <fieldset className="ops-fieldset">
        <legend className="field-label">{t('people')}</legend>
        <div className="ops-pair">
          {forces.map(({ id, text }) => (
            <NumberField
              key={id}
              label={text}
              value={countOf(id)}
              onChange={(count) => setCount(id, count)}
              min={0}
              disabled={disabled}
            />
          ))}
        </div>
      </fieldset>
    </>
  );
}
