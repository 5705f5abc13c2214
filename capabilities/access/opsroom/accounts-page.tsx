import { type ReactNode, useState } from 'react';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { Page, useMay } from '#web/shell/index.ts';
import { DataTable } from '#web/table/index.ts';
import { Button, EmptyState, Segmented } from '#web/ui/index.ts';
import { RoleText, roles } from '../contract.ts';
import {
  closeAccounts,
  listAccounts,
  listGrants,
  listInvitations,
  revokeGrants,
  revokeInvitations,
} from '../endpoints-accounts.ts';
import { useBinding } from './bind-dialog.tsx';
import { useTaking } from './confirm.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { WhomToInvite } from './whom-to-invite.tsx';
import { words } from './words.ts';

const tabs = ['accounts', 'invitations', 'roles'] as const;
type TabId = (typeof tabs)[number];
const bodies: Record<TabId, () => ReactNode> = {
  accounts: AccountTable,
  invitations: InvitationTable,
  roles: GrantTable,
};

export function AccountsPage() {
  const t = useTexts(words);
  const mayInvite = useMay('account.invite');
  const [tab, setTab] = useState<TabId>('accounts');
  const [isInviting, setInviting] = useState(false);
  const Body = bodies[tab];
  return (
    <Page
      title={t('accounts')}
      above={
        <>
          {mayInvite ? <WhomToInvite /> : null}
          <Segmented
            label={t('accounts')}
            options={tabs.map((id) => ({ id, text: t(id) }))}
            value={tab}
            onChange={setTab}
          />
        </>
      }
      actions={
        mayInvite ? (
          <Button kind="primary" icon="plus" onPress={() => setInviting(true)}>
            {t('invite')}
          </Button>
        ) : null
      }
    >
      <Body />
      <InviteDialog open={isInviting} onClose={() => setInviting(false)} />
    </Page>
  );
}

/** The words of a comma separated list of roles. */
const rolesOf = (text: string | null) => roles.filter((role) => text?.split(', ').includes(role));

function AccountTable() {
  const t = useTexts(words);
  const localized = useLocalized();
  const refreshes = [listAccounts, listGrants];
  const closing = useTaking({
    endpoint: closeAccounts,
    refreshes,
    title: t('closeAccounts'),
    icon: 'user-minus',
    as: 'accountId',
  });
  const binding = useBinding();
  return (
    <>
      <DataTable
        endpoint={listAccounts}
        label={t('accounts')}
        cells={{
          roles: (row) =>
            rolesOf(row.roles)
              .map((role) => localized(RoleText[role]))
              .join(', '),
        }}
        rowKey={(row) => row.id}
        bulk={useMay('account.invite') ? [...binding.actions, closing.action] : []}
        live={['account']}
      />
      {closing.dialog}
      {binding.dialog}
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
    as: 'invitationId',
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
  const revoking = useTaking({
    endpoint: revokeGrants,
    refreshes,
    title: t('revokeGrants'),
    icon: 'key',
    as: 'grantId',
  });
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
