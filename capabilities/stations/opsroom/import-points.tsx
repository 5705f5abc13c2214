import { useMemo, useState } from 'react';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { choropleth, features, labels, MapFrame, points, serverTiles } from '#web/map/index.ts';
import { DataTable, type RowOf } from '#web/table/index.ts';
import { Badge, Drawer, EmptyState } from '#web/ui/index.ts';
import { judgeWords, placeWords } from '../contract.ts';
import { listImportPoints, type StationImportReport } from '../import-contract.ts';
import { PlaceJudge } from './place-judge.tsx';
import { words } from './words.ts';

type Point = RowOf<typeof listImportPoints>;

/** Every point of the file against the village that its row names; opened, it stands on the map. */
export function ImportPoints({ report }: { report: StationImportReport }) {
  const t = useTexts(words);
  const [opened, setOpened] = useState<Point | null>(null);
  return (
    <section>
      <h2>{t('points')}</h2>
      <p className="quiet">{t('pointsNote')}</p>
      <Judges report={report} />
      <div className="tps-points">
        <DataTable
          endpoint={listImportPoints}
          params={{ importId: report.importId }}
          label={t('points')}
          prefix="points-"
          rowKey={(row) => String(row.row)}
          onOpen={setOpened}
          cells={{
            place: (row) => <PlaceBadge place={row.place} />,
          }}
          empty={<EmptyState icon="pin" title={t('pointsNone')} />}
        />
      </div>
      <Drawer
        title={opened ? `TPS ${opened.number}, ${opened.village}` : ''}
        open={opened !== null}
        onClose={() => setOpened(null)}
        wide
      >
        {opened ? <PointMap point={opened} /> : null}
      </Drawer>
    </section>
  );
}

/** Boundaries of different levels may disagree, so the screen says whose judged. */
function Judges({ report }: { report: StationImportReport }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const named = (by: string) => localized(judgeWords[by] ?? { id: by, en: by });
  if (report.judged.length === 0) return null;
  return (
    <>
      <ul className="tps-judges">
        {report.judged.map(({ by, source, points: count }) => (
          <li key={`${by} ${source}`}>
            {t('judgedBy', { count, boundaries: named(by), source: source ?? '–' })}
          </li>
        ))}
      </ul>
      {report.judged.some(({ by }) => by !== 'village') ? (
        <p className="quiet small">{t('judgedNote')}</p>
      ) : null}
    </>
  );
}

const LOOKS = {
  village: { shape: 'circle', tone: 'done' },
  district: { shape: 'triangle', tone: 'alarm' },
  regency: { shape: 'triangle', tone: 'alarm' },
  outside: { shape: 'triangle', tone: 'alarm' },
  unknown: { shape: 'ring', tone: 'quiet' },
} as const;

function PlaceBadge({ place }: { place: Point['place'] }) {
  const localized = useLocalized();
  return <Badge {...LOOKS[place]}>{localized(placeWords[place])}</Badge>;
}

const AROUND_DEGREES = 0.02;
const areas = (id: string) => ({ id, source: 'areas', tileLayer: 'areas' });
const LAYERS = [
  choropleth(areas('area-fill'), 'level', {}),
  labels(areas('area-name'), 'name'),
  points({ id: 'here', source: 'here' }, 'kind', { here: { shape: 'circle', tone: 'alarm' } }),
];

function PointMap({ point }: { point: Point }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { lon, lat } = point;
  const sources = useMemo(() => {
    const geometry = { type: 'Point' as const, coordinates: [lon ?? 0, lat ?? 0] };
    return {
      areas: serverTiles('/api/tiles/areas/{z}/{x}/{y}', { key: 'code' }),
      here: features({ type: 'Feature', geometry, properties: { kind: 'here' } }),
    };
  }, [lon, lat]);
  if (lon === null || lat === null) return <EmptyState icon="pin" title={t('placeNone')} />;
  return (
    <div className="tps-form">
      <p>
        {localized(placeWords[point.place])} {point.placeName ?? ''}{' '}
        <span className="quiet">{point.placeArea ?? ''}</span>
      </p>
      <PlaceJudge of={point} />
      <div className="tps-map">
        <MapFrame
          label={t('mapLabel', { name: `TPS ${point.number}` })}
          sources={sources}
          layers={LAYERS}
          bounds={[lon - AROUND_DEGREES, lat - AROUND_DEGREES, lon + AROUND_DEGREES, lat + AROUND_DEGREES]}
          selected={{ source: 'areas', tileLayer: 'areas', id: point.area }}
          attribution={t('mapPoints')}
        />
      </div>
    </div>
  );
}
