import { useFormat, useTexts } from '#web/i18n/index.ts';
import { isWaiting, type View } from '#web/outbox/index.ts';
import { Icon } from '#web/ui/icon.tsx';
import { words } from './words.ts';

/** The honest state of the line: since when nobody answers, and what is safe on this phone. */
export function NetworkBar({ view, keeps, onSignIn }: { view: View; keeps: boolean; onSignIn: () => void }) {
  const t = useTexts(words);
  const format = useFormat();
  const count = view.items.filter(isWaiting).length;
  if (view.signedOut) {
    return (
      <div className="bar" role="status">
        <Icon name="lock" size={20} />
        <span>
          <strong>{t('signedOut')}</strong> {count > 0 && t('signedOutKept', { count })}
        </span>
        <button type="button" className="button" onClick={onSignIn}>
          {t('signInAgain')}
        </button>
      </div>
    );
  }
  if (view.silentSince) {
    const kept = count > 0 ? t('offlineKept', { count }) : t('offlineNone');
    return (
      <div className="bar" role="status">
        <Icon name="wifi-off" size={20} />
        <span>
          <strong>{t('offlineSince', { time: format.time(view.silentSince.toISOString()) })}</strong>{' '}
          {keeps ? kept : t('offlineDirect')}
        </span>
      </div>
    );
  }
  return (
    <div className="bar bar-online" role="status">
      <Icon name="check" size={16} />
      <span>{count > 0 ? t('onlineWaiting', { count }) : t('online')}</span>
    </div>
  );
}
