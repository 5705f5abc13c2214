import '../jobs/jobs.css';
import './import.css';
import { useFormat, useLocalized, useTexts } from '../i18n/index.ts';
import { Button, Icon } from '../ui/index.ts';
import type { Sending } from './use-sending.ts';
import { words } from './words.ts';

const MEGABYTE = 1024 * 1024;

/** How much of a file has arrived; after a cut, that nothing is lost and how to go on. */
export function SendingBar({ sending }: { sending: Sending }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const localized = useLocalized();
  const { state, sent, total, why } = sending;
  if (state === 'idle') return null;
  if (state === 'refused')
    return (
      <div className="notice notice-alarm" role="alert">
        <Icon name="warning" size={16} />
        <p>{why ? localized(why) : t('sendRefused')}</p>
      </div>
    );
  const megabytes = (bytes: number) => number(Math.round((bytes / MEGABYTE) * 10) / 10);
  return (
    <div className="job-bar import-sending" role="status">
      <progress aria-label={t('sending')} value={sent} max={Math.max(total, 1)} />
      <span className="quiet small">{t('sent', { sent: megabytes(sent), total: megabytes(total) })}</span>
      {state === 'cut' ? <p>{t('cut')}</p> : null}
      <div className="import-buttons">
        {state === 'cut' ? (
          <Button size="s" icon="refresh" onPress={sending.goOn}>
            {t('goOn')}
          </Button>
        ) : null}
        <Button size="s" icon="x" onPress={sending.cancel}>
          {t('cancelSending')}
        </Button>
      </div>
    </div>
  );
}
