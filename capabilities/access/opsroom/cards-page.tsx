import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { Page, useHref, useMay, useOperation } from '#web/shell/index.ts';
import { DataTable } from '#web/table/index.ts';
import { AppLink, Button, Drawer, EmptyState, useGo } from '#web/ui/index.ts';
import { listCards, revokeCards } from '../endpoints-cards.ts';
import { choiceIn } from './card-order.ts';
import { CardSheet, type Sheet } from './card-sheet.tsx';
import { useTaking } from './confirm.tsx';
import { IssueForm } from './issue-form.tsx';
import { words } from './words.ts';
import { words as phoneWords } from './words-phones.ts';

/**
 * Cards of one operation: print, see which are in use, revoke what was lost. `?stations=id,id` and `?area=code` open the
 * form for what was chosen elsewhere.
 */
export function CardsPage() {
  const t = useTexts(words);
  const mayIssue = useMay('card.issue');
  const { id } = useOperation();
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const chosen = choiceIn(search);
  const [isAsked, setAsked] = useState(false);
  const [go, href] = [useGo(), useHref()];
  const stop = () => {
    setAsked(false);
    // Otherwise going back would open the form again.
    if (chosen) go(href('kartu'), { replace: true });
  };
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const revoking = useTaking({
    endpoint: revokeCards,
    refreshes: [listCards],
    title: t('revokeCards'),
    icon: 'x',
  });
  if (sheet) return <CardSheet sheet={sheet} onDone={() => setSheet(null)} />;
  return (
    <Page title={t('cards')} actions={<CardActions onIssue={mayIssue ? () => setAsked(true) : null} />}>
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
      <Drawer
        title={t('issueCards')}
        open={mayIssue && (isAsked || chosen !== null)}
        onClose={stop}
        dismissable={false}
      >
        <IssueForm
          key={JSON.stringify(chosen)}
          from={chosen}
          onIssued={(issued) => {
            stop();
            setSheet(issued);
          }}
        />
      </Drawer>
    </Page>
  );
}

/** The phones on which the cards are in use, and new cards for whoever may issue them. */
function CardActions({ onIssue }: { onIssue: (() => void) | null }) {
  const t = useTexts(words);
  const p = useTexts(phoneWords);
  const href = useHref();
  return (
    <>
      <AppLink to={href('hp')}>{p('title')}</AppLink>
      {onIssue ? (
        <Button kind="primary" icon="print" onPress={onIssue}>
          {t('issueCards')}
        </Button>
      ) : null}
    </>
  );
}
