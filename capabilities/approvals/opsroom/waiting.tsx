import { useAsk } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { AppLink, Icon } from '#web/ui/index.ts';
import { listProposals } from '../contract.ts';
import './approvals.css';
import { words } from './words.ts';

const MINE = JSON.stringify([{ field: 'mine', is: 'in', value: ['decide', 'take'] }]);

/** How many matters wait for this person's decision; 0 while that is not known. */
function useWaiting(): number {
  const asked = useAsk(listProposals, { query: { where: MINE, limit: 0 } });
  useLive(['proposal'], [listProposals]);
  return asked.state === 'ready' ? asked.data.total : 0;
}

export function WaitingBadge() {
  const t = useTexts(words);
  const { number } = useFormat();
  const total = useWaiting();
  return total > 0 ? <span title={t('badge', { total: number(total) })}>{number(total)}</span> : null;
}

/** On the start page, while something waits. */
export function WaitingCard() {
  const t = useTexts(words);
  const { number } = useFormat();
  const total = useWaiting();
  if (total === 0) return null;
  return (
    <section className="approvals-card">
      <div className="notice notice-attention">
        <Icon name="user" size={16} />
        <div>
          <p className="strong">{t('cardTitle', { total: number(total) })}</p>
          <AppLink to={`/persetujuan?${new URLSearchParams({ where: MINE })}`}>{t('cardLink')}</AppLink>
        </div>
      </div>
    </section>
  );
}
