import { useState } from 'react';
import { levelOf } from '#shared/area-code.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useHref, useMay } from '#web/shell/index.ts';
import { AppLink, Button, IconButton } from '#web/ui/index.ts';
import { NewOutreach } from './outreach-form.tsx';
import type { CoveredArea } from './tones.ts';
import { useMayWrite } from './use-may-write.ts';
import { useSince } from './use-since.ts';
import { words } from './words.ts';

/** One area picked on the map: how long there was nothing, and the step that follows. */
export function ChosenArea({ area, onClose }: { area: CoveredArea; onClose: () => void }) {
  const t = useTexts(words);
  const href = useHref();
  const since = useSince();
  const mayWrite = useMayWrite();
  const mayWall = useMay('situation.read');
  const [isPlanning, setPlanning] = useState(false);
  const { code, name, daysSince, villages, uncovered } = area;
  return (
    <section className="coverage-chosen" aria-label={name}>
      <header>
        <h2>{name}</h2>
        <IconButton icon="x" label={t('close')} onPress={onClose} />
      </header>
      <p>{t('since', { since: since(daysSince) })}</p>
      {levelOf(code) === 'village' ? null : <p>{t('ofVillages', { uncovered, villages })}</p>}
      <p className="coverage-links">
        <AppLink to={href(eventsIn(code))}>{t('eventsHere')}</AppLink>
        {mayWall ? <AppLink to={href(`situasi?wilayah=${code}`)}>{t('onWall')}</AppLink> : null}
      </p>
      {mayWrite ? (
        <Button size="s" icon="calendar" onPress={() => setPlanning(true)}>
          {t('planHere')}
        </Button>
      ) : null}
      {isPlanning ? (
        <NewOutreach form="plan" area={code} onClose={() => setPlanning(false)} onSaved={() => {}} />
      ) : null}
    </section>
  );
}

/** The address of the list with the events of an area. */
export function eventsIn(code: string): string {
  const where = JSON.stringify([{ field: 'area', is: 'within', value: code }]);
  return `sosialisasi?${new URLSearchParams({ where })}`;
}
