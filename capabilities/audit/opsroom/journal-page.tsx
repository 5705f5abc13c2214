import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { Page, useHref, useOperation } from '#web/shell/index.ts';
import { DataTable, type RowOf } from '#web/table/index.ts';
import { AppLink, Button, EmptyState } from '#web/ui/index.ts';
import { listLeaves } from '../contract.ts';
import './audit.css';
import { LeafDrawer } from './leaf-drawer.tsx';
import { AuditTabs } from './tabs.tsx';
import { words } from './words.ts';

type Row = RowOf<typeof listLeaves>;

/** Jurnal: everything that was recorded, newest first. */
export function JournalPage() {
  const t = useTexts(words);
  return <Leaves page="jurnal" title={t('title')} meaning={t('meaning')} tools={<Shortcuts />} />;
}

/** Siapa membaca: of all leaves those that tell of reading. */
export function ReadsPage() {
  const t = useTexts(words);
  return <Leaves page="siapa-membaca" title={t('readsTitle')} meaning={t('readsMeaning')} />;
}

type LeavesProps = {
  readonly page: 'jurnal' | 'siapa-membaca';
  readonly title: string;
  readonly meaning: string;
  readonly tools?: React.ReactNode;
};

function Leaves({ page, title, meaning, tools }: LeavesProps) {
  const t = useTexts(words);
  const { id: operationId } = useOperation();
  const client = useQueryClient();
  const [shown, setShown] = useState<string | null>(null);
  const isReads = page === 'siapa-membaca';
  const refresh = () => void client.invalidateQueries({ queryKey: [listLeaves.name] });
  const actions = (
    <Button icon="refresh" onPress={refresh}>
      {t('refresh')}
    </Button>
  );
  return (
    <Page title={title} actions={actions} above={<Above page={page} meaning={meaning} />}>
      <DataTable
        endpoint={listLeaves}
        label={title}
        query={isReads ? { operationId, only: 'reads' } : { operationId }}
        rowKey={(row) => row.id}
        lead={['what']}
        grow={['what', 'person']}
        onOpen={(row: Row) => setShown(row.id)}
        tools={tools}
        empty={
          <EmptyState
            icon="journal"
            title={t(isReads ? 'noReads' : 'none')}
            text={t(isReads ? 'noReadsText' : 'noneText')}
          />
        }
      />
      {shown === null ? null : <LeafDrawer leafId={shown} onClose={() => setShown(null)} />}
    </Page>
  );
}

function Above({ page, meaning }: { page: LeavesProps['page']; meaning: string }) {
  return (
    <div className="audit-above">
      <AuditTabs current={page} />
      <p className="quiet audit-meaning">{meaning}</p>
    </div>
  );
}

/** Questions that every audit begins with. */
function Shortcuts() {
  const t = useTexts(words);
  const href = useHref();
  const to = (field: string, is: string, value: unknown) =>
    href(`jurnal?where=${encodeURIComponent(JSON.stringify([{ field, is, value }]))}`);
  return (
    <span className="audit-shortcuts small">
      <AppLink to={to('event', 'in', ['grant.given.v1', 'grant.revoked.v1'])}>{t('askRoles')}</AppLink>
      <AppLink to={to('event', 'eq', 'account.console-link-made.v1')}>{t('askConsole')}</AppLink>
      <AppLink to={to('event', 'eq', 'proposal.newcomer-noted.v1')}>{t('askNewcomers')}</AppLink>
      <AppLink to={to('role', 'eq', 'administrator')}>{t('askAdministrators')}</AppLink>
    </span>
  );
}
