import { useFormat, useTexts } from '#web/i18n/index.ts';
import { AppLink, Icon } from '#web/ui/index.ts';
import { useParked, useWatchedReactions } from './use-parked.ts';
import './upkeep.css';
import { words } from './words.ts';

/** How many follow-ups the server has given up on; stands in the rail, and so watches for all screens of the room. */
export function FollowUpBadge() {
  const t = useTexts(words);
  const { number } = useFormat();
  const total = useParked();
  useWatchedReactions();
  return total > 0 ? <span title={t('badge', { total: number(total) })}>{number(total)}</span> : null;
}

/** On the start page of those who look after the server, while something waits for them. */
export function ParkedCard() {
  const t = useTexts(words);
  const { number } = useFormat();
  const total = useParked();
  if (total === 0) return null;
  return (
    <section className="upkeep-card">
      <div className="notice notice-alarm">
        <Icon name="warning" size={16} />
        <div>
          <p className="strong">{t('cardTitle', { total: number(total) })}</p>
          <p>{t('cardText')}</p>
          <AppLink to="/perawatan">{t('cardLink')}</AppLink>
        </div>
      </div>
    </section>
  );
}
