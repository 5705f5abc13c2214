import { useTexts } from '#web/i18n/index.ts';
import { AppLink, Icon } from '#web/ui/index.ts';
import { words } from './backup-words.ts';
import { useBackups } from './use-backups.ts';
import './upkeep.css';

/** On the start page of those who look after the server, while its backups are missing, late or failing. */
export function BackupCard() {
  const t = useTexts(words);
  const asked = useBackups();
  if (asked.state !== 'ready') return null;
  const { state, planFault } = asked.data;
  if (state === 'good' || state === 'waiting') return null;
  const title = planFault !== null ? 'fault' : state === 'none' ? 'cardNone' : 'cardLate';
  return (
    <section className="upkeep-card">
      <div className="notice notice-alarm">
        <Icon name="warning" size={16} />
        <div>
          <p className="strong">{t(title)}</p>
          <AppLink to="/perawatan?tab=backups">{t('cardLink')}</AppLink>
        </div>
      </div>
    </section>
  );
}
