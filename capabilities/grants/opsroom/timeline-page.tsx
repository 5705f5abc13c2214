import './grants.css';
import './charts.css';
import './reading.css';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { Page, useHref, useOperation } from '#web/shell/index.ts';
import { Answer, AppLink, EmptyState } from '#web/ui/index.ts';
import { readGrantTimeline } from '../doors-overview.ts';
import { useTrancheName } from './marks.tsx';
import { Tabs } from './tabs.tsx';
import { lanesOf, type Timeline } from './timeline.ts';
import { Lanes } from './timeline-lanes.tsx';
import { TimelineTable } from './timeline-table.tsx';
import { words } from './words.ts';

/** Due days and money of every agreement on one axis to voting day, and the same as a table. */
export function TimelinePage() {
  const t = useTexts(words);
  const { day } = useFormat();
  const { id: operationId } = useOperation();
  const timeline = useAsk(readGrantTimeline, { params: { operationId } });
  useLive(['grant'], [readGrantTimeline]);
  const note = timeline.state === 'ready' ? t('asOf', { day: day(timeline.data.today) }) : null;
  return (
    <Page title={t('title')} note={note} above={<Tabs current="timeline" />} form="fill">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys */}
      <div className="grant-reading" tabIndex={0}>
        <Answer of={timeline} isEmpty={isEmpty} empty={<NoDays />}>
          {(found) => (
            <>
              <Lanes timeline={found} lanes={lanesOf(found.marks)} />
              <WithoutDay timeline={found} />
              <TimelineTable timeline={found} lanes={lanesOf(found.marks)} />
            </>
          )}
        </Answer>
      </div>
    </Page>
  );
}

const isEmpty = ({ marks, withoutDay }: Timeline) => marks.length === 0 && withoutDay.length === 0;

function NoDays() {
  const t = useTexts(words);
  const href = useHref();
  const toList = (
    <AppLink to={href('hibah')} className="button button-plain button-m">
      {t('list')}
    </AppLink>
  );
  return <EmptyState icon="calendar" title={t('noDays')} text={t('noDaysText')} action={toList} />;
}

function WithoutDay({ timeline }: { timeline: Timeline }) {
  const t = useTexts(words);
  const href = useHref();
  const localized = useLocalized();
  const name = useTrancheName();
  if (timeline.withoutDay.length === 0) return null;
  return (
    <section>
      <h2>{t('withoutDay')}</h2>
      <ul className="grant-plain">
        {timeline.withoutDay.map((one) => (
          <li key={`${one.grantId} ${one.ordinal}`}>
            <AppLink to={href(`hibah/${one.grantId}`)}>
              {one.areaName} → {t(`recipient.${one.recipient}`)}
            </AppLink>{' '}
            · {one.ordinal === 0 ? t('returnTitle') : name(one.ordinal)}:{' '}
            <span className="quiet">{localized(one.why)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
