import type { ReactNode } from 'react';
import { listAccounts, listInvitations, listSessions } from '#rooms/access/contract.ts';
import { type Asked, useAsk } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { AppLink, Figure } from '#web/ui/index.ts';
import './situation.css';
import { words } from './words.ts';

/** Only the total is wanted. */
const ONE_ROW = { limit: 1 };
const WAITING = JSON.stringify([{ field: 'status', is: 'eq', value: 'waiting' }]);

/** What an administrator looks after, counted: each figure leads to its list. */
export function HouseCard() {
  const t = useTexts(words);
  const accounts = useAsk(listAccounts, { query: ONE_ROW });
  const invitations = useAsk(listInvitations, { query: { ...ONE_ROW, where: WAITING } });
  const sessions = useAsk(listSessions, { query: { ...ONE_ROW, whose: 'accounts' } });
  return (
    <div className="sit-wide-card">
      <section className="figure-strip sit-figures" aria-label={t('adminTitle')}>
        <AppLink to="/akun">
          <Figure label={t('adminAccounts')}>
            <Total of={accounts} />
          </Figure>
        </AppLink>
        <AppLink to="/akun">
          <Figure label={t('adminInvitations')}>
            <Total of={invitations} />
          </Figure>
        </AppLink>
        <AppLink to="/perangkat">
          <Figure label={t('adminDevices')}>
            <Total of={sessions} />
          </Figure>
        </AppLink>
      </section>
    </div>
  );
}

function Total({ of }: { of: Asked<{ readonly total: number }> }): ReactNode {
  const { number } = useFormat();
  if (of.state === 'ready') return number(of.data.total);
  return of.state === 'loading' ? '…' : '–';
}
