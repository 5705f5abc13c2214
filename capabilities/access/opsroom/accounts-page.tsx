import { useState } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { Page, useMay } from '#web/shell/index.ts';
import { DataTable } from '#web/table/index.ts';
import { Button, EmptyState, Tabs } from '#web/ui/index.ts';
import {
  closeAccounts,
  listAccounts,
  listGrants,
  listInvitations,
  revokeGrants,
  revokeInvitations,
} from '../endpoints-accounts.ts';
import { useTaking } from './confirm.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { words } from './words.ts';

const tabs = ['accounts', 'invitations', 'roles'] as const;
type TabId = (typeof tabs)[number];
const bodies: Record<TabId, () => React.ReactNode> = {
  accounts: AccountTable,
  invitations: InvitationTable,
  roles: GrantTable,
};

export function AccountsPage() {
  const t = useTexts(words);
  const mayInvite = useMay('account.invite');
  const [tab, setTab] = useState<TabId>('accounts');
  const [isInviting, setInviting] = useState(false);
  const shown = tabs.map((id) => {
    const Body = bodies[id];
    return { id, text: t(id), body: id === tab ? <Body /> : null };
  });
  return (
    <Page
      title={t('accounts')}
      actions={
        mayInvite ? (
          <Button kind="primary" icon="plus" onPress={() => setInviting(true)}>
            {t('invite')}
          </Button>
        ) : null
      }
    >
      <Tabs label={t('accounts')} tabs={shown} value={tab} onChange={setTab} />
      <InviteDialog open={isInviting} onClose={() => setInviting(false)} />
    </Page>
  );
}

function AccountTable() {
  const t = useTexts(words);
  const refreshes = [listAccounts, listGrants];
  const closing = useTaking({
    endpoint: closeAccounts,
    refreshes,
    title: t('closeAccounts'),
    icon: 'user-minus',
  });
  return (
    <>
      <DataTable
        endpoint={listAccounts}
        label={t('accounts')}
        rowKey={(row) => row.id}
        bulk={useMay('account.invite') ? [closing.action] : []}
        live={['account']}
      />
      {closing.dialog}
    </>
  );
}

function InvitationTable() {
  const t = useTexts(words);
  const revoking = useTaking({
    endpoint: revokeInvitations,
    refreshes: [listInvitations],
    title: t('revokeInvitations'),
    icon: 'x',
  });
  return (
    <>
      <DataTable
        endpoint={listInvitations}
        label={t('invitations')}
        rowKey={(row) => row.id}
        bulk={useMay('account.invite') ? [revoking.action] : []}
        live={['account']}
        prefix="u"
        empty={<EmptyState icon="link" title={t('noInvitations')} text={t('noInvitationsText')} />}
      />
      {revoking.dialog}
    </>
  );
}

function GrantTable() {
  const t = useTexts(words);
  const refreshes = [listGrants, listAccounts];
  const revoking = useTaking({ endpoint: revokeGrants, refreshes, title: t('revokeGrants'), icon: 'key' });
  return (
    <>
      <DataTable
        endpoint={listGrants}
        label={t('roles')}
        rowKey={(row) => row.id}
        bulk={useMay('account.invite') ? [revoking.action] : []}
        live={['account']}
        prefix="p"
      />
      {revoking.dialog}
    </>
  );
}
