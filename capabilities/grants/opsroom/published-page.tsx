import './grants.css';
import './charts.css';
import './reading.css';
import { useAsk } from '#web/api/index.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { Page } from '#web/shell/index.ts';
import { Answer, EmptyState } from '#web/ui/index.ts';
import { readPublishedGrants } from '../doors-overview.ts';
import { PercentChart } from './percent-chart.tsx';
import { linesOf, type Series } from './published.ts';
import { PublishedTable } from './published-table.tsx';
import { Tabs } from './tabs.tsx';
import { words } from './words.ts';

/** Figures as they were published, with who published them; nothing is computed from them here. */
export function PublishedPage() {
  const t = useTexts(words);
  const published = useAsk(readPublishedGrants, {});
  return (
    <Page title={t('title')} above={<Tabs current="published" />}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys */}
      <div className="grant-reading" tabIndex={0}>
        <Answer
          of={published}
          isEmpty={({ series }) => series.length === 0}
          empty={<EmptyState icon="journal" title={t('nonePublished')} />}
        >
          {({ series }) => (
            <>
              <p className="quiet grant-lead">{t('publishedNote')}</p>
              {series.map((one) => (
                <SeriesSection key={one.key} series={one} />
              ))}
            </>
          )}
        </Answer>
      </div>
    </Page>
  );
}

function SeriesSection({ series }: { series: Series }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const lines = linesOf(series);
  const title = localized(series.title);
  return (
    <section>
      <h2>{title}</h2>
      {lines.length === 0 ? null : <PercentChart lines={lines} title={t('chartOf', { title })} />}
      <PublishedTable series={series} caption={title} />
    </section>
  );
}
