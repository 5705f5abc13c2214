import { useFormat, useTexts } from '../i18n/index.ts';
import { useConnection } from '../live/index.ts';
import { Icon } from '../ui/index.ts';
import { words } from './words.ts';

/** Silent while all is well; says since when it is not. */
export function ConnectionNote() {
  const t = useTexts(words);
  const { time, zone } = useFormat();
  const connection = useConnection();
  if (connection.state === 'connected') return <span className="sr-only">{t('connected')}</span>;
  if (connection.since.getTime() === 0) return null;
  const since = `${time(connection.since.toISOString())} ${zone}`;
  return (
    <span className="connection" role="status">
      <Icon name="wifi-off" size={15} />
      {t(connection.state, { time: since })}
    </span>
  );
}
