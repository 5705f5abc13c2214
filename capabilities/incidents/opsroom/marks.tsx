import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { Badge, type Shape, type Tone } from '#web/ui/index.ts';
import { type IncidentLevel, type IncidentState, levelWords } from '../contract.ts';
import { stateWords } from '../incident.ts';
import { words } from './words.ts';

const states: Record<IncidentState, { shape: Shape; tone: Tone }> = {
  open: { shape: 'ring', tone: 'alarm' },
  held: { shape: 'half', tone: 'accent' },
  resolved: { shape: 'circle', tone: 'done' },
};

export function StateBadge({ state }: { state: IncidentState }) {
  const localized = useLocalized();
  return <Badge {...states[state]}>{localized(stateWords[state])}</Badge>;
}

/** The colour of the doctrine, always with its word. */
export function LevelMark({ level }: { level: IncidentLevel }) {
  const localized = useLocalized();
  return (
    <span className="incident-level">
      <span className={`incident-light incident-light-${level}`} aria-hidden="true" />
      {localized(levelWords[level])}
    </span>
  );
}

/** Somebody at a post pressed for help: whatever its kind turns out to be. */
export function EmergencyBadge() {
  const t = useTexts(words);
  return (
    <Badge shape="triangle" tone="alarm">
      {t('emergency')}
    </Badge>
  );
}
