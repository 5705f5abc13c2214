import { useTexts } from '#web/i18n/index.ts';
import { Page } from '#web/shell/index.ts';
import { DataTable } from '#web/table/index.ts';
import { listSessions, revokeSessions } from '../endpoints-accounts.ts';
import { useTaking } from './confirm.tsx';
import { words } from './words.ts';

/** Where one is signed in; an administrator sees those of their accounts as well. */
export function DevicesPage() {
  const t = useTexts(words);
  const ending = useTaking({
    endpoint: revokeSessions,
    refreshes: [listSessions],
    title: t('signOutDevices'),
    icon: 'sign-out',
  });
  return (
    <Page title={t('devices')} note={t('devicesText')}>
      <DataTable
        endpoint={listSessions}
        label={t('devices')}
        rowKey={(row) => row.id}
        bulk={[ending.action]}
      />
      {ending.dialog}
    </Page>
  );
}
