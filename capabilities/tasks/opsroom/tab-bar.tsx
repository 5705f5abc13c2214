import { useEffect, useRef } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import type { Asked } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useMay } from '#web/shell/index.ts';
import { AppLink, Button, EmptyState } from '#web/ui/index.ts';
import type { readTaskCounts } from '../doors-reading.ts';
import { useAddress } from './address.ts';
import { type Tab, tabs, tabWords } from './tabs.ts';
import { words } from './words.ts';

export type Counts = ReplyOf<typeof readTaskCounts>;

/** The lists with how much stands in each; the one shown stands in the address. */
export function TabBar({ current, counts }: { current: Tab; counts: Asked<Counts> }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const address = useAddress();
  const bar = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is another one to show
  useEffect(() => {
    bar.current
      ?.querySelector('[aria-current="page"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current, counts.state]);
  return (
    <nav ref={bar} className="task-tabs" aria-label={t('tabs')}>
      {tabs.map((tab) => {
        const total = counts.state === 'ready' ? counts.data[tab] : null;
        const isLate = tab === 'overdue' && total !== null && total > 0;
        return (
          <span key={tab} className={tab === current ? 'task-tab task-tab-here' : 'task-tab'}>
            <AppLink to={address.to(tabWords(tab))} current={tab === current}>
              {t(`tab.${tab}`)}
              {total === null ? null : (
                <span className={isLate ? 'task-tab-count text-alarm' : 'task-tab-count'}>
                  {number(total)}
                </span>
              )}
            </AppLink>
          </span>
        );
      })}
    </nav>
  );
}

/** Where somebody may look when this list is empty: the first one that is not. */
const NEXT: Record<Tab, readonly Tab[]> = {
  ourTurn: ['ours', 'awaited', 'open', 'all'],
  mine: ['ours', 'open', 'all'],
  ours: ['awaited', 'open', 'all'],
  awaited: ['ours', 'open', 'all'],
  overdue: ['open', 'all'],
  open: ['all'],
  all: [],
};

/** The others name a step that only those can take who work on tasks. */
const SAID_TO_ALL: readonly Tab[] = ['overdue', 'open'];

/** What an empty list means, and the next step from it. */
export function NoTasks({ tab, counts, onNew }: { tab: Tab; counts: Counts; onNew: () => void }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const address = useAddress();
  const mayWork = useMay('task.work');
  const next = NEXT[tab].find((one) => counts[one] > 0);
  return (
    <EmptyState
      icon="tasks"
      title={t(`none.${tab}`)}
      {...(mayWork || SAID_TO_ALL.includes(tab) ? { text: t(`noneText.${tab}`) } : {})}
      action={
        <span className="task-buttons">
          {next === undefined ? null : (
            <AppLink to={address.to(tabWords(next))} className="button button-plain button-m">
              {t('seeOther', { tab: t(`tab.${next}`), total: number(counts[next]) })}
            </AppLink>
          )}
          {mayWork ? (
            <Button icon="plus" onPress={onNew}>
              {t('newTask')}
            </Button>
          ) : null}
        </span>
      }
    />
  );
}
