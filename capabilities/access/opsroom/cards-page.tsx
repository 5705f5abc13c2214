import { useState } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { Page, useMay, useOperation } from '#web/shell/index.ts';
import { DataTable } from '#web/table/index.ts';
import { Button, Drawer, EmptyState } from '#web/ui/index.ts';
import { listCards, revokeCards } from '../endpoints-cards.ts';
import { CardSheet, type Sheet } from './card-sheet.tsx';
import { useTaking } from './confirm.tsx';
import { IssueForm } from './issue-form.tsx';
import { words } from './words.ts';

/** Cards of one operation: print, see which are in use, revoke what was lost. */
export function CardsPage() {
  const t = useTexts(words);
  const mayIssue = useMay('card.issue');
  const { id } = useOperation();
  const [isIssuing, setIssuing] = useState(false);
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const revoking = useTaking({
    endpoint: revokeCards,
    refreshes: [listCards],
    title: t('revokeCards'),
    icon: 'x',
  });
  if (sheet) return <CardSheet sheet={sheet} onDone={() => setSheet(null)} />;
  const issue = (
    <Button kind="primary" icon="print" onPress={() => setIssuing(true)}>
      {t('issueCards')}
    </Button>
  );
  return (
    <Page title={t('cards')} actions={mayIssue ? issue : null}>
      <DataTable
        endpoint={listCards}
        label={t('cards')}
        query={{ operation: id }}
        rowKey={(row) => row.id}
        bulk={mayIssue ? [revoking.action] : []}
        live={['post-card']}
        empty={<EmptyState icon="key" title={t('noCards')} text={t('noCardsText')} />}
      />
      {revoking.dialog}
      <Drawer title={t('issueCards')} open={isIssuing} onClose={() => setIssuing(false)} dismissable={false}>
        <IssueForm
          onIssued={(issued) => {
            setIssuing(false);
            setSheet(issued);
          }}
        />
      </Drawer>
    </Page>
  );
}
