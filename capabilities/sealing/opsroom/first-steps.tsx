import { useTexts } from '#web/i18n/index.ts';
import { useHref } from '#web/shell/index.ts';
import { AppLink, Icon } from '#web/ui/index.ts';
import { type Ring, stepOf } from './use-keys.ts';
import { words } from './words.ts';

const SAID = {
  'no-agency-key': ['noAgencyKey', 'noAgencyKeyText'],
  'no-own-key': ['noOwnKey', 'noOwnKeyText'],
  'no-share': ['noShare', 'noShareText'],
} as const;

/** What is still to be done before this officer can read; draws nothing when nothing is. */
export function FirstSteps({ ring }: { ring: Ring }) {
  const t = useTexts(words);
  const href = useHref();
  const step = stepOf(ring);
  if (step === 'ready') return null;
  const [title, text] = SAID[step];
  return (
    <div className="notice notice-alarm">
      <Icon name="key" size={16} />
      <div>
        <p className="strong">
          <AppLink to={href('tersegel/kunci')}>{t(title)}</AppLink>
        </p>
        <p>{t(text, { agency: ring.agency, count: ring.holders })}</p>
      </div>
    </div>
  );
}

/** Versions of the agency's key for which nobody spoke who held the one before. */
export function Unvouched({ versions }: { versions: readonly number[] }) {
  const t = useTexts(words);
  if (versions.length === 0) return null;
  return (
    <div className="notice notice-alarm" role="alert">
      <Icon name="warning" size={16} />
      <div>
        <p className="strong">{t('unvouched', { versions: versions.join(', ') })}</p>
        <p>{t('unvouchedText')}</p>
      </div>
    </div>
  );
}
