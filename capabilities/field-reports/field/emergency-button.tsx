import { useEffect, useRef, useState } from 'react';
import { newId } from '#shared/id.ts';
import { systemClock } from '#shared/time.ts';
import { useTexts } from '#web/i18n/index.ts';
import type { Outbox } from '#web/outbox/index.ts';
import { EMERGENCY_KIND, type Place, type ReportDraft } from '../report.ts';
import { KindIcon } from './kind-icon.tsx';
import type { Post } from './kinds.ts';
import { findPlace } from './place.ts';
import { REPORT } from './sender.ts';
import { words } from './words.ts';

const HOLD_MS = 2_000;

/** Held for two seconds, by finger or key, it saves a report that asks for help now. Shorter does nothing. */
export function EmergencyButton(props: { post: Post; outbox: Outbox; onSaved: (id: string) => void }) {
  const { post, outbox, onSaved } = props;
  const t = useTexts(words);
  const [holding, setHolding] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const place = useRef<Place | null>(null);
  const release = () => {
    clearTimeout(timer.current);
    setHolding(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const save = async () => {
    release();
    const text = t('emergencyText');
    const draft: ReportDraft = { ...draftFor(post), text, place: place.current };
    await outbox.save(REPORT, { id: draft.id, body: draft, files: [] });
    onSaved(draft.id);
  };
  const hold = () => {
    clearTimeout(timer.current);
    setHolding(true);
    timer.current = setTimeout(() => void save(), HOLD_MS);
    // Asked for while the button is held; what has not come by then is left out rather than waited for.
    void findPlace().then((found) => {
      if (typeof found === 'object') place.current = found;
    });
  };
  return (
    <button
      type="button"
      className={holding ? 'action emergency holding' : 'action emergency'}
      onPointerDown={hold}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => (event.key === ' ' || event.key === 'Enter') && !event.repeat && hold()}
      onKeyUp={release}
      onBlur={release}
    >
      <KindIcon name="siren" size={24} />
      <strong>{t('emergency')}</strong>
      <span aria-live="polite">{holding ? t('emergencyHolding') : t('emergencyHold')}</span>
    </button>
  );
}

function draftFor(post: Post): ReportDraft {
  const { operationId, stationId, area } = post;
  return {
    id: newId(),
    operationId,
    stationId,
    area,
    kind: EMERGENCY_KIND,
    help: 'now',
    text: '',
    capturedAt: systemClock().toISOString(),
    place: null,
    photos: 0,
    aboutAgencyId: null,
  };
}
