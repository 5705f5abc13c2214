import { useState } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { Page, useMay } from '#web/shell/index.ts';
import { DataTable } from '#web/table/index.ts';
import { AppLink, Segmented } from '#web/ui/index.ts';
import { listSessions, revokeSessions } from '../endpoints-sessions.ts';
import { useTaking } from './confirm.tsx';
import { deviceName } from './device-name.ts';
import { words } from './words.ts';
import { words as securityWords } from './words-security.ts';

/** Where one is signed in; besides, the accounts that one administers and the cards that one may revoke. */
export function DevicesPage() {
  const t = useTexts(words);
  const s = useTexts(securityWords);
  const seesAccounts = useMay('account.read');
  const seesCards = useMay('card.read');
  const [whose, setWhose] = useState<Whose>('mine');
  const ending = useTaking({
    endpoint: revokeSessions,
    refreshes: [listSessions],
    title: t('signOutDevices'),
    icon: 'sign-out',
  });
  const choices = [
    { id: 'mine' as const, text: t('devicesMine') },
    ...(seesAccounts ? [{ id: 'accounts' as const, text: t('devicesOfAccounts') }] : []),
    ...(seesCards ? [{ id: 'cards' as const, text: t('devicesOfCards') }] : []),
  ];
  return (
    <Page
      title={t('devices')}
      actions={<AppLink to="/cara-masuk">{s('title')}</AppLink>}
      note={t(whose === 'cards' ? 'devicesOfCardsText' : 'devicesText')}
      above={
        choices.length > 1 ? (
          <Segmented label={t('devices')} options={choices} value={whose} onChange={setWhose} />
        ) : null
      }
    >
      <DataTable
        key={whose}
        endpoint={listSessions}
        label={t('devices')}
        query={{ whose }}
        rowKey={(row) => row.id}
        cells={{ device: (row) => deviceName(row.device) }}
        bulk={[ending.action]}
        live={whose === 'cards' ? ['post-card'] : ['account']}
      />
      {ending.dialog}
    </Page>
  );
}

type Whose = 'mine' | 'accounts' | 'cards';
