import './access.css';
import { useState } from 'react';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { Page } from '#web/shell/index.ts';
import { type BulkAction, DataTable } from '#web/table/index.ts';
import { EmptyState, toast } from '#web/ui/index.ts';
import { RoleText, roles } from '../contract.ts';
import { recoverAccount } from '../two-persons.ts';
import { listColleagues } from '../two-persons-doors.ts';
import { ProposeDialog } from './proposing.tsx';
import { words } from './words-two-persons.ts';

/** Colleagues of the same agency, to propose that one of them be let back in. */
export function ColleaguesPage() {
  const t = useTexts(words);
  const localized = useLocalized();
  const [accountId, setAccountId] = useState<string | null>(null);
  const choose = (ids: readonly string[]) => {
    const [only, ...more] = ids;
    if (only === undefined || more.length > 0) return toast(t('oneAccount'), { kind: 'alarm' });
    setAccountId(only);
  };
  const action: BulkAction = {
    id: recoverAccount.name,
    text: t('proposeRecovery'),
    icon: 'key',
    run: choose,
  };
  return (
    <Page title={t('colleagues')} above={<p className="access-note">{t('colleaguesText')}</p>}>
      <DataTable
        endpoint={listColleagues}
        label={t('colleagues')}
        cells={{
          roles: (row) =>
            roles
              .filter((role) => row.roles?.split(', ').includes(role))
              .map((role) => localized(RoleText[role]))
              .join(', '),
        }}
        rowKey={(row) => row.id}
        bulk={[action]}
        live={['account', 'proposal']}
        empty={<EmptyState icon="user" title={t('noColleagues')} text={t('noColleaguesText')} />}
      />
      {accountId === null ? null : (
        <ProposeDialog
          action={recoverAccount.name}
          input={{ accountId }}
          title={t('proposeRecovery')}
          text={t('proposeRecoveryText')}
          onClose={() => setAccountId(null)}
        />
      )}
    </Page>
  );
}
