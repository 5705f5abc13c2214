import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { Page } from '#web/shell/index.ts';
import { Button, Tabs, useGo } from '#web/ui/index.ts';
import { ErasureTable } from './erasure-table.tsx';
import { HoldTable } from './hold-table.tsx';
import './privacy.css';
import { SeekDrawer } from './seek-drawer.tsx';
import { TermTable } from './term-table.tsx';
import { useMayPrepare } from './use-may-prepare.ts';
import { words } from './words.ts';

const TABS = ['erasures', 'terms', 'holds'] as const;
type TabId = (typeof TABS)[number];

/** Penghapusan data pribadi: what was erased, what is held, and the way to a new erasure. */
export function PrivacyPage() {
  const t = useTexts(words);
  const { mayPrepare, isOfOneAgency } = useMayPrepare();
  const [tab, setTab] = useTab();
  const [isSeeking, setSeeking] = useState(false);
  const actions = mayPrepare ? (
    <Button kind="primary" icon="search" onPress={() => setSeeking(true)}>
      {t('seek')}
    </Button>
  ) : null;
  const above = (
    <div className="privacy-meaning">
      <p>{t('meaning')}</p>
      {isOfOneAgency ? <p className="strong">{t('ofOneAgency')}</p> : null}
    </div>
  );
  const tabs = [
    { id: 'erasures' as const, text: t('erasures'), body: tab === 'erasures' ? <ErasureTable /> : null },
    { id: 'terms' as const, text: t('terms'), body: tab === 'terms' ? <TermTable /> : null },
    { id: 'holds' as const, text: t('holds'), body: tab === 'holds' ? <HoldTable /> : null },
  ];
  return (
    <Page title={t('title')} above={above} actions={actions}>
      <Tabs label={t('title')} tabs={tabs} value={tab} onChange={setTab} />
      {isSeeking ? <SeekDrawer onClose={() => setSeeking(false)} /> : null}
    </Page>
  );
}

/** The tab stands in the address; what was filtered in another one does not come along. */
function useTab(): readonly [TabId, (next: TabId) => void] {
  const go = useGo();
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const tab = TABS.find((each) => each === search.tab) ?? 'erasures';
  return [
    tab,
    (next) => go(next === 'erasures' ? '/penghapusan' : `/penghapusan?tab=${next}`, { replace: true }),
  ];
}
