import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { useOperation } from '#web/shell/index.ts';
import { AreaField, Checkbox, NumberField, Segmented, Select, TextField } from '#web/ui/index.ts';
import {
  attendedBases,
  audiences,
  audienceWords,
  basisWords,
  kindWords,
  outreachKinds,
} from '../contract.ts';
import type { Draft } from './draft.ts';
import { PartnerField } from './partner-field.tsx';
import { words } from './words.ts';

type Props = {
  readonly draft: Draft;
  readonly onChange: (next: Draft) => void;
  readonly isHeld: boolean;
  readonly errorOf: (field: string) => string | undefined;
};

/** The fields of an event. Each place where somebody would type a name says that none belongs there. */
export function OutreachFields({ draft, onChange, isHeld, errorOf }: Props) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { areas } = useOperation();
  const set = (next: Partial<Draft>) => onChange({ ...draft, ...next });
  return (
    <>
      <p className="notice">{t('principle')}</p>
      <TextField
        label={t('name')}
        description={t('nameNote')}
        value={draft.title}
        onChange={(title) => set({ title })}
        error={errorOf('title')}
        maxLength={160}
        autoFocus
        required
      />
      <Select
        label={t('kind')}
        options={outreachKinds.map((id) => ({ id, text: localized(kindWords[id]) }))}
        value={draft.kind}
        onChange={(kind) => set({ kind })}
        required
      />
      <AreaField
        label={t('area')}
        note={t('areaNote')}
        value={draft.area}
        onChange={(area) => set({ area })}
        error={errorOf('area')}
        within={areas}
        required
      />
      <TextField
        label={t('place')}
        description={t('placeNote')}
        value={draft.place}
        onChange={(place) => set({ place })}
        maxLength={200}
      />
      <WhenFields draft={draft} set={set} dayLabel={t(isHeld ? 'heldDay' : 'plannedDay')} />
      <AudienceFields draft={draft} set={set} />
      {isHeld ? <AttendedFields draft={draft} set={set} /> : null}
      <PartnerField value={draft.partnerIds} onChange={(partnerIds) => set({ partnerIds })} />
      <NoteField note={draft.note} onChange={(note) => set({ note })} />
    </>
  );
}

type Part<K extends keyof Draft> = {
  readonly draft: Pick<Draft, K>;
  readonly set: (next: Partial<Pick<Draft, K>>) => void;
};

export function WhenFields({ draft, set, dayLabel }: Part<'day' | 'hour'> & { dayLabel: string }) {
  const t = useTexts(words);
  const { zone } = useOperation();
  return (
    <div className="outreach-pair">
      <TextField label={dayLabel} type="date" value={draft.day} onChange={(day) => set({ day })} required />
      <TextField
        label={t('hour', { zone })}
        type="time"
        value={draft.hour}
        onChange={(hour) => set({ hour })}
        required
      />
    </div>
  );
}

export function AttendedFields({ draft, set }: Part<'count' | 'basis'>) {
  const t = useTexts(words);
  const localized = useLocalized();
  return (
    <div className="outreach-pair">
      <NumberField
        label={t('attended')}
        description={t('attendedNote')}
        value={draft.count}
        onChange={(count) => set({ count })}
        min={0}
        max={1_000_000}
      />
      <div className="outreach-basis">
        <span className="field-label" aria-hidden>
          {t('basis')}
        </span>
        <Segmented
          label={t('basis')}
          options={attendedBases.map((id) => ({ id, text: localized(basisWords[id]) }))}
          value={draft.basis}
          onChange={(basis) => set({ basis })}
        />
      </div>
    </div>
  );
}

export function NoteField({ note, onChange }: { note: string; onChange: (note: string) => void }) {
  const t = useTexts(words);
  return (
    <TextField
      label={t('note')}
      description={t('noteNote')}
      value={note}
      onChange={onChange}
      maxLength={4000}
      multiline
    />
  );
}

function AudienceFields({ draft, set }: Part<'audiences'>) {
  const t = useTexts(words);
  const localized = useLocalized();
  return (
    <fieldset className="outreach-audiences">
      <legend className="field-label">{t('audiences')}</legend>
      <p className="field-note">{t('audiencesNote')}</p>
      {audiences.map((key) => (
        <Checkbox
          key={key}
          checked={draft.audiences.includes(key)}
          onChange={(isChosen) =>
            set({
              audiences: audiences.filter((each) =>
                each === key ? isChosen : draft.audiences.includes(each),
              ),
            })
          }
        >
          {localized(audienceWords[key])}
        </Checkbox>
      ))}
    </fieldset>
  );
}
