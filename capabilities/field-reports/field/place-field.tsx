import { useState } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { Icon } from '#web/ui/icon.tsx';
import type { Place } from '../report.ts';
import { findPlace } from './place.ts';
import { words } from './words.ts';

/** Where it happened, with how exactly the phone knows. The browser asks for leave only when this is tapped. */
export function PlaceField({
  place,
  onChange,
}: {
  place: Place | null;
  onChange: (place: Place | null) => void;
}) {
  const t = useTexts(words);
  const [state, setState] = useState<'idle' | 'finding' | 'denied' | 'unknown'>('idle');
  const find = async () => {
    setState('finding');
    const found = await findPlace();
    if (typeof found === 'string') return setState(found);
    setState('idle');
    onChange(found);
  };
  const label = {
    idle: t('placeAdd'),
    finding: t('placeFinding'),
    denied: t('placeAdd'),
    unknown: t('placeAdd'),
  };
  return (
    <fieldset>
      <legend>{t('place')}</legend>
      {place ? (
        <p className="place">
          <Icon name="pin" /> {t('placeFound', { m: place.accuracyM })}
          <button className="button button-quiet" type="button" onClick={() => onChange(null)}>
            {t('placeRemove')}
          </button>
        </p>
      ) : (
        <button className="button" type="button" disabled={state === 'finding'} onClick={() => void find()}>
          <Icon name="pin" /> {label[state]}
        </button>
      )}
      <p className="quiet small" aria-live="polite">
        {state === 'denied' && t('placeDenied')}
        {state === 'unknown' && t('placeUnknown')}
      </p>
    </fieldset>
  );
}
