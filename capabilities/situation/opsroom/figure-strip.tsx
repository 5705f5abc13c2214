import type { ReactNode } from 'react';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { useHref, useOperation } from '#web/shell/index.ts';
import { Answer, AppLink, Figure, Need } from '#web/ui/index.ts';
import { type Figures, readFigures } from '../contract.ts';
import { pathOf } from './destinations.ts';
import './situation.css';
import { words } from './words.ts';

/** The five figures of the open operation, each a door into its list. */
export function OperationFigures() {
  const { id: operationId } = useOperation();
  const figures = useAsk(readFigures, { params: { operationId } });
  useLive(['field-report', 'incident', 'activity', 'operation', 'deployment', 'station'], [readFigures]);
  return (
    <Answer of={figures} rows={2}>
      {(data) => <FigureStrip figures={data} />}
    </Answer>
  );
}

/** Draws the figures that it is given. */
export function FigureStrip({ figures }: { figures: Figures }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const { reports, incidents, activities, contradictions } = figures;
  const difference = `${reports.difference > 0 ? '+' : ''}${number(reports.difference)}`;
  return (
    <section className="figure-strip sit-figures" aria-label={t('figures')}>
      <Police police={figures.police} />
      <Door of={reports}>
        <Figure label={t('reports')} note={t('sinceYesterday', { difference })}>
          {number(reports.today)}
        </Figure>
      </Door>
      <Door of={incidents}>
        <Figure
          label={t('incidents')}
          note={t('incidentsToday', { opened: number(incidents.openedToday) })}
          {...(incidents.open > 0 ? { tone: 'alarm' } : {})}
        >
          {number(incidents.open)}
        </Figure>
      </Door>
      <Door of={activities}>
        <Figure label={t('activities')} note={t('withResult', { count: number(activities.withResult) })}>
          {number(activities.today)}
        </Figure>
      </Door>
      <Door of={contradictions}>
        <Figure
          label={t('contradictions')}
          note={contradictions.count > 0 ? t('see') : ''}
          {...(contradictions.count > 0 ? { tone: 'alarm' } : {})}
        >
          {number(contradictions.count)}
        </Figure>
      </Door>
    </section>
  );
}

function Police({ police }: { police: Figures['police'] }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const { need, available, gapGrouped, standingGrouped, standing, reserve, army } = police;
  const standingText = useStanding();
  return (
    <Door of={police}>
      {available === null || need === 0 ? (
        <Figure
          label={`${t('police')}: ${t(need === 0 ? 'policeAvailable' : 'policeNeed')}`}
          note={t(need === 0 ? 'noPattern' : 'noStrength')}
        >
          {need === 0 ? (available === null ? '–' : number(available)) : number(need)}
        </Figure>
      ) : (
        <Need
          label={t('police')}
          need={need}
          available={available}
          {...(standing === 'computed' ? {} : { standing })}
        />
      )}
      <span className="quiet small">
        {gapGrouped === null
          ? null
          : `${t('grouped', { gap: number(gapGrouped), standing: standingText(standingGrouped) })} · `}
        {t('apart', { reserve: number(reserve), army: number(army) })}
      </span>
    </Door>
  );
}

const STANDINGS = {
  stated: { id: 'tertulis', en: 'stated' },
  computed: { id: 'terhitung', en: 'computed' },
  estimated: { id: 'perkiraan', en: 'estimated' },
  assumed: { id: 'asumsi', en: 'assumed' },
  staged: { id: 'contoh', en: 'staged' },
} as const;

function useStanding() {
  const localized = useLocalized();
  return (standing: keyof typeof STANDINGS) => localized(STANDINGS[standing]);
}

/** Where it comes from is told on hover and to readers of the screen. */
function Door({ of, children }: { of: Figures[keyof Figures]; children: ReactNode }) {
  const href = useHref();
  const localized = useLocalized();
  const path = pathOf(of.opens);
  const source = <span className="sr-only">{localized(of.source)}</span>;
  if (path === null) {
    return (
      <div>
        {children}
        {source}
      </div>
    );
  }
  return (
    <AppLink to={href(path)}>
      {children}
      {source}
    </AppLink>
  );
}
