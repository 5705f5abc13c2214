import { type FormEvent, useEffect, useState } from 'react';
import { newId } from '#shared/id.ts';
import { fill, isRefusal, type ProblemCatalogue } from '#shared/problem.ts';
import type { Localized } from '#shared/schema.ts';
import { systemClock } from '#shared/time.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import type { Item, Outbox } from '#web/outbox/index.ts';
import { tellable } from '../emergency.ts';
import { fieldReportProblems } from '../problems.ts';
import { type HelpNeeded, helpNeeded, type Place } from '../report.ts';
import { draftOf, type ReportForm as Form } from '../rules.ts';
import type { HalfWritten, Kinds, Post } from './kinds.ts';
import type { Photo } from './photo.ts';
import { PhotoField } from './photo-field.tsx';
import { PlaceField } from './place-field.tsx';
import { AboutField, HelpChoice, KindChoice, TextField } from './report-fields.tsx';
import { draftIn, REPORT } from './sender.ts';
import { words } from './words.ts';

export type ReportFormProps = {
  readonly post: Post;
  readonly known: Kinds;
  readonly outbox: Outbox;
  /** What was typed before the phone closed the app. */
  readonly half: HalfWritten | null;
  readonly onHalf: (half: HalfWritten | null) => void;
  /** A refused report that is being mended. */
  readonly mending: Item | null;
  /** The own report of which this one tells more. */
  readonly follows: string | null;
  /** False where this page cannot keep anything. */
  readonly keeps: boolean;
  readonly onSaved: (id: string) => void;
};

type Typed = { kind: string | null; help: HelpNeeded; text: string; aboutAgencyId: string | null };
type Trouble = Localized | 'save' | null;

/** The quick report: a kind, whether help is needed, a few words. Kept the moment it is saved. */
export function ReportForm(props: ReportFormProps) {
  const { known, outbox, mending, onHalf } = props;
  const t = useTexts(words);
  const format = useFormat();
  const [typed, setTyped] = useState<Typed>(() => firstTyped(props));
  const [place, setPlace] = useState<Place | null>(mending ? draftIn(mending.body).place : null);
  const [photos, setPhotos] = useState<readonly Photo[]>([]);
  const [trouble, setTrouble] = useState<Trouble>(null);
  const kind = known.kinds.find((each) => each.key === typed.kind);
  const change = (next: Partial<Typed>) => {
    setTrouble(null);
    setTyped({ ...typed, ...next });
  };
  useEffect(() => {
    if (!mending) onHalf(typed);
  }, [typed, mending, onHalf]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const draft = draftOf(formOf(props, { typed, place, photos: photos.length }), known.kinds);
    if (isRefusal(draft)) return setTrouble(typed.kind ? textOf(draft.refused) : chooseKind);
    try {
      if (mending) await outbox.mend(mending.id, draft);
      else await outbox.save(REPORT, { id: draft.id, body: draft, files: photos });
      onHalf(null);
      props.onSaved(draft.id);
    } catch {
      // Storage full or taken away: said here, and what was typed stays on the screen.
      setTrouble('save');
    }
  };
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      <p className="quiet small">
        {props.post.stationName} · {t('phoneClock', { time: format.time(systemClock().toISOString()) })}
      </p>
      {props.follows !== null && <p className="notice">{t('telling')}</p>}
      <KindChoice
        kinds={tellable(known.kinds, typed.kind)}
        chosen={kind}
        onChange={(key) => change({ kind: key })}
      />
      {kind?.bypassesSubject && (
        <AboutField
          agencies={known.agencies}
          about={typed.aboutAgencyId}
          onChange={(aboutAgencyId) => change({ aboutAgencyId })}
        />
      )}
      <HelpChoice help={typed.help} onChange={(help) => change({ help })} />
      <TextField text={typed.text} onChange={(text) => change({ text })} />
      {!mending && <PhotoField photos={photos} onChange={setPhotos} />}
      <PlaceField place={place} onChange={setPlace} />
      <Foot trouble={trouble} isMending={mending !== null} keeps={props.keeps} />
    </form>
  );
}

function Foot({ trouble, isMending, keeps }: { trouble: Trouble; isMending: boolean; keeps: boolean }) {
  const t = useTexts(words);
  const say = useLocalized();
  return (
    <div className="foot">
      {trouble && (
        <p className="alarm" role="alert">
          {trouble === 'save' ? t('saveFailed') : say(trouble)}
        </p>
      )}
      <button className="button button-primary wide" type="submit">
        {t(isMending ? 'mend' : 'save')}
      </button>
      <p className="quiet small">{t(keeps ? 'saveNote' : 'saveNoteDirect')}</p>
    </div>
  );
}

const chooseKind: Localized = {
  id: 'Pilih dahulu apa yang terjadi.',
  en: 'Choose first what happened.',
};

function textOf(code: string): Localized {
  const catalogue: ProblemCatalogue = fieldReportProblems;
  const text = catalogue[code];
  return { id: fill(text?.id ?? code), en: fill(text?.en ?? code) };
}

function firstTyped({ mending, half, known }: ReportFormProps): Typed {
  const from = mending ? draftIn(mending.body) : half;
  const [first, ...others] = known.kinds;
  const help = helpNeeded.find((each) => each === from?.help) ?? 'no';
  return {
    // Where there is but one kind, there is nothing to choose.
    kind: first && others.length === 0 ? first.key : (from?.kind ?? null),
    help,
    text: from?.text ?? '',
    aboutAgencyId: from?.aboutAgencyId ?? null,
  };
}

function formOf(
  { mending, post, follows }: ReportFormProps,
  filled: { typed: Typed; place: Place | null; photos: number },
): Form {
  const { typed, place, photos } = filled;
  if (mending) return { ...draftIn(mending.body), ...typed, place };
  const { operationId, stationId, area } = post;
  const capturedAt = systemClock().toISOString();
  const draft = { id: newId(), operationId, stationId, area, ...typed, capturedAt, place, photos };
  return follows === null ? draft : { ...draft, follows };
}
