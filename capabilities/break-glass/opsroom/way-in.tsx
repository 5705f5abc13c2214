import { useTexts } from '#web/i18n/index.ts';
import { useHref } from '#web/shell/index.ts';
import { AppLink } from '#web/ui/index.ts';
import './break-glass.css';
import { useOwn } from './use-own.ts';
import { words } from './words.ts';

/** Beneath "not here", for whoever's assignment is smaller than the operation: the place may be why. */
export function WayIn() {
  const t = useTexts(words);
  const href = useHref();
  const own = useOwn();
  if (own === null || own.offer === null || own.open !== null) return null;
  return (
    <div className="emergency-way-in">
      <p className="quiet">{t('wayIn')}</p>
      <AppLink to={href('darurat?buka=1')} className="button button-plain button-m">
        {t('take')}
      </AppLink>
    </div>
  );
}
