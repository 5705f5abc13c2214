import { useState } from 'react';
import type { Localized } from '#shared/schema.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { Page } from '#web/shell/index.ts';
import { DataTable, type RowOf } from '#web/table/index.ts';
import { Badge, Button, CommandNotice, EmptyState, Tabs } from '#web/ui/index.ts';
import { listReactions } from '../contract.ts';
import { words as backupWords } from './backup-words.ts';
import { Backups } from './backups.tsx';
import { eventWords, failureWords, followUpWords } from './follow-up-words.ts';
import { ServerJobs } from './server-jobs.tsx';
import { useParked } from './use-parked.ts';
import { useRetrying } from './use-retrying.ts';
import './upkeep.css';
import { words } from './words.ts';

// On a phone a long name is cut at its end; the button must not be.
const LEAD = ['nextTryAt', 'reaction'];
// Their words are longer than the codes that the list holds.
const GROW = ['reaction', 'failure', 'event'];
type FollowUp = RowOf<typeof listReactions>;

/** What the server does by itself: follow-ups that failed, and jobs. */
export function UpkeepPage() {
  const t = useTexts(words);
  const backupWordsOf = useTexts(backupWords);
  const parked = useParked();
  const tabs = [
    { id: 'follow-ups', text: t('followUps'), ...(parked > 0 ? { count: parked } : {}), body: <FollowUps /> },
    { id: 'jobs', text: t('jobs'), body: <ServerJobs /> },
    { id: 'backups', text: backupWordsOf('tab'), body: <Backups /> },
  ] as const;
  // The start page leads to the tab that it warns about.
  const asked = tabs.find(({ id }) => id === new URLSearchParams(window.location.search).get('tab'));
  const [tab, setTab] = useState<(typeof tabs)[number]['id']>(asked?.id ?? 'follow-ups');
  return (
    <Page title={t('title')}>
      <Tabs label={t('title')} tabs={tabs} value={tab} onChange={setTab} />
    </Page>
  );
}

/** What the server could not do by itself: what it means, which ones, and "Coba lagi". */
function FollowUps() {
  const t = useTexts(words);
  const { retry, command } = useRetrying();
  const again = ({ id }: FollowUp) => (
    <Button size="s" icon="refresh" isDisabled={command.busy} onPress={() => void retry([id])}>
      {t('again')}
    </Button>
  );
  return (
    <>
      <Meaning />
      <CommandNotice command={command} />
      <DataTable
        endpoint={listReactions}
        label={t('list')}
        rowKey={(row) => row.id}
        lead={LEAD}
        grow={GROW}
        cells={{
          reaction: (row) => <Named code={row.reaction} words={followUpWords(row.reaction)} />,
          event: (row) => <Named code={row.event} words={eventWords(row.event)} />,
          failure: (row) => <Named code={row.failure} words={failureWords(row.failure)} />,
          state: (row) => <State of={row} />,
          // What is waiting shows when; what is parked has the button there.
          nextTryAt: (row) => (row.state === 'parked' ? again(row) : null),
        }}
        bulk={[{ id: 'retry', text: t('again'), icon: 'refresh', run: (ids) => void retry(ids) }]}
        live={['reaction']}
        empty={<EmptyState icon="check" title={t('none')} text={t('noneText')} />}
      />
    </>
  );
}

function Meaning() {
  const t = useTexts(words);
  return (
    <div className="upkeep-words">
      <p>{t('meaning')}</p>
      <p className="quiet">{t('what')}</p>
    </div>
  );
}

/** What people call it, and beside it the code that a log or a manual knows it by. */
function Named({ code, words: named }: { code: string; words: Localized | undefined }) {
  const localized = useLocalized();
  if (named === undefined) return code;
  const text = localized(named);
  return (
    <span title={`${text} (${code})`}>
      {text} <span className="quiet small">{code}</span>
    </span>
  );
}

function State({ of: { state } }: { of: FollowUp }) {
  const text = useLocalized()(listReactions.columns.state.choices[state]);
  return state === 'waiting' ? (
    <Badge shape="ring">{text}</Badge>
  ) : (
    <Badge shape="triangle" tone="alarm">
      {text}
    </Badge>
  );
}
