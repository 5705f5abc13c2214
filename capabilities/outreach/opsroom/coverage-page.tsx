import { useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { FigureStrip, Page, useHref, useOperation } from '#web/shell/index.ts';
import { type Cells, DataTable, type RowOf } from '#web/table/index.ts';
import { Answer, AppLink, Badge, EmptyState, Figure, Segmented } from '#web/ui/index.ts';
import { type CoverageLevel, coverageLevels, coveredWords, listCoverage, readCoverage } from '../contract.ts';
import { eventsIn } from './chosen-area.tsx';
import { CoverageMap } from './coverage-map.tsx';
import './outreach.css';
import { useSince } from './use-since.ts';
import { useWallLink } from './use-wall-link.ts';
import { words } from './words.ts';

type Row = RowOf<typeof listCoverage>;
type Summary = ReplyOf<typeof readCoverage>;

/** Which kelurahan had no event in the last 30 days: first those that never had one. */
export function CoveragePage() {
  const t = useTexts(words);
  const href = useHref();
  const { day } = useFormat();
  const { id: operationId } = useOperation();
  const [level, setLevel] = useState<CoverageLevel>('village');
  const asked = useAsk(readCoverage, { params: { operationId } }, { keep: true });
  useLive(['outreach', 'operation'], [readCoverage]);
  const known = asked.state === 'ready' ? asked.data : null;
  return (
    <Page
      title={t('coverage')}
      note={known ? t('asOf', { since: day(known.since), today: day(known.today) }) : null}
      actions={
        <AppLink to={href('sosialisasi')} className="button button-m">
          {t('toList')}
        </AppLink>
      }
      above={
        <>
          <Answer of={asked} rows={2}>
            {(summary) => <Figures summary={summary} />}
          </Answer>
          <p className="coverage-note quiet small">{t('coverageNote')}</p>
        </>
      }
    >
      <div className="coverage">
        <div className="coverage-table">
          <CoverageTable level={level} onLevel={setLevel} />
        </div>
        <div className="coverage-map">{known ? <CoverageMap areas={known.areas} /> : null}</div>
      </div>
    </Page>
  );
}

function Figures({ summary }: { summary: Summary }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const { uncovered, villages, never, events, wider } = summary;
  return (
    <FigureStrip>
      <Figure
        label={t('uncovered')}
        note={t('of', { total: number(villages) })}
        {...(uncovered > 0 ? { tone: 'alarm' } : {})}
      >
        {number(uncovered)}
      </Figure>
      <Figure label={t('never')} note={t('of', { total: number(villages) })}>
        {number(never)}
      </Figure>
      <Figure label={t('events')}>{number(events)}</Figure>
      <Figure label={t('wider')} note={t('widerNote')}>
        {number(wider)}
      </Figure>
    </FigureStrip>
  );
}

const { columns } = listCoverage;
const quiet = true;
/** Of a kelurahan there is nothing to count in it; of a kecamatan, how many of its kelurahan had none. */
const atLevel = {
  village: { ...listCoverage, columns: { ...columns, uncovered: { ...columns.uncovered, quiet } } },
  district: { ...listCoverage, columns: { ...columns, parentName: { ...columns.parentName, quiet } } },
};

function CoverageTable({
  level,
  onLevel,
}: {
  level: CoverageLevel;
  onLevel: (level: CoverageLevel) => void;
}) {
  const t = useTexts(words);
  const href = useHref();
  const { id: operationId } = useOperation();
  return (
    <DataTable
      endpoint={atLevel[level]}
      label={t('coverage')}
      params={{ operationId }}
      query={{ level }}
      rowKey={(row) => row.area}
      href={(row) => href(eventsIn(row.area))}
      cells={useCells()}
      lead={['areaName', 'covered']}
      grow={['areaName']}
      live={['outreach', 'operation']}
      {...useWallLink()}
      tools={
        <Segmented
          label={t('level')}
          options={coverageLevels.map((id) => ({ id, text: t(`level.${id}`) }))}
          value={level}
          onChange={onLevel}
        />
      }
      empty={<EmptyState icon="map" title={t('noAreas')} text={t('noAreasText')} />}
    />
  );
}

function useCells(): Cells<Row> {
  const localized = useLocalized();
  const since = useSince();
  return {
    covered: (row) =>
      row.covered === 'none' ? (
        <Badge shape="triangle" tone="alarm">
          {localized(coveredWords.none)}
        </Badge>
      ) : (
        <Badge tone="done">{localized(coveredWords.covered)}</Badge>
      ),
    daysSince: (row) => <span className={row.daysSince === null ? 'quiet' : ''}>{since(row.daysSince)}</span>,
  };
}
