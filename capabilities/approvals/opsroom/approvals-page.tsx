import { useState } from 'react';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { Page } from '#web/shell/index.ts';
import { DataTable } from '#web/table/index.ts';
import { Badge, EmptyState, type Shape, type Tone } from '#web/ui/index.ts';
import { listProposals, type ProposalRow, type ProposalState } from '../contract.ts';
import './approvals.css';
import { ProposalDrawer } from './proposal-drawer.tsx';
import { words } from './words.ts';

const MARKS: Readonly<Record<ProposalState, { shape: Shape; tone?: Tone }>> = {
  waiting: { shape: 'ring' },
  confirmed: { shape: 'circle', tone: 'done' },
  refused: { shape: 'square', tone: 'alarm' },
  withdrawn: { shape: 'diamond' },
  lapsed: { shape: 'diamond' },
};

/** What waits for a second person, and what was decided. */
export function ApprovalsPage() {
  const t = useTexts(words);
  const localized = useLocalized();
  const [shown, setShown] = useState<ProposalRow | null>(null);
  const meaning = <p className="approvals-meaning">{t('meaning')}</p>;
  return (
    <Page title={t('title')} above={meaning}>
      <DataTable
        endpoint={listProposals}
        label={t('title')}
        rowKey={(row) => row.id}
        lead={['summary', 'actionName']}
        grow={['summary', 'reason']}
        cells={{
          state: ({ state }) => (
            <Badge {...MARKS[state]}>{localized(listProposals.columns.state.choices[state])}</Badge>
          ),
          actionName: (row) => localized({ id: row.actionName, en: row.actionNameEn }),
          summary: (row) => localized({ id: row.summary, en: row.summaryEn }),
        }}
        onOpen={setShown}
        live={['proposal']}
        empty={<EmptyState icon="user-check" title={t('none')} text={t('noneText')} />}
      />
      {shown === null ? null : <ProposalDrawer proposal={shown} onClose={() => setShown(null)} />}
    </Page>
  );
}
