import { readArea } from '#rooms/areas/contract.ts';
import { type StationHit, searchStations } from '#rooms/stations/contract.ts';
import { levelOf } from '#shared/area-code.ts';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useHref, useMay, useOperation } from '#web/shell/index.ts';
import { Answer, AppLink, Figure, IconButton, Need, StandingNote } from '#web/ui/index.ts';
import { type AreaFigures, type MapLevel, mapLevels, readAreaFigures } from '../../contract.ts';
import { listPath, screens, withinArea } from './addresses.ts';
import type { Selection } from './use-selection.ts';
import type { Wall } from './use-wall.ts';
import { words } from './words.ts';

type CardProps = { readonly selection: Selection; readonly wall: Wall; readonly onClear: () => void };

/** What was chosen on the wall, in a few figures, and the ways further. */
export function ChosenCard({ selection, wall, onClear }: CardProps) {
  const { kind, id } = selection;
  if (kind === 'wilayah') return <AreaCard code={id} onClear={onClear} />;
  if (kind === 'tps') return <StationCard code={id} onClear={onClear} />;
  return <PointCard kind={kind} id={id} wall={wall} onClear={onClear} />;
}

function Card(props: { title: string; note: string; onClear: () => void; children: React.ReactNode }) {
  const t = useTexts(words);
  return (
    <section className="wall-card" aria-label={props.title}>
      <header>
        <div>
          <h2>{props.title}</h2>
          <span className="quiet">{props.note}</span>
        </div>
        <IconButton icon="x" label={t('clear')} onPress={props.onClear} />
      </header>
      {props.children}
    </section>
  );
}

function AreaCard({ code, onClear }: { code: string; onClear: () => void }) {
  const { id } = useOperation();
  const area = useAsk(readArea, { params: { code } }, { enabled: useMay('area.read') });
  const level = mapLevelOf(code);
  const figures = useAsk(readAreaFigures, { params: { operationId: id }, query: { level } });
  const parent = area.state === 'ready' ? area.data.parentName : null;
  const row = figures.state === 'ready' ? figures.data.areas.find((one) => one.area === code) : undefined;
  const name = row?.name ?? (area.state === 'ready' ? area.data.name : code);
  return (
    <Card title={name} note={[parent, code].filter(Boolean).join(' · ')} onClear={onClear}>
      {row ? <AreaFacts row={row} /> : null}
      <AreaLinks code={code} />
    </Card>
  );
}

/** The level of the figures that hold a code; of a province there are none, and villages are nearest to nothing. */
function mapLevelOf(code: string): MapLevel {
  const level = levelOf(code);
  return mapLevels.find((one) => one === level) ?? 'regency';
}

function AreaFacts({ row }: { row: AreaFigures }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const { need, available, needStanding, stations, special, reports } = row;
  return (
    <div className="wall-facts">
      {need === null ? null : available === null ? (
        <Figure label={`${t('police')}: ${t('needWord')}`} note={<NotDistributed standing={needStanding} />}>
          {number(need)}
        </Figure>
      ) : (
        <Need
          label={t('police')}
          need={need}
          available={available}
          {...(needStanding === null ? {} : { standing: needStanding })}
        />
      )}
      <Figure label={t('stations')} {...(special > 0 ? { note: t('specialOf', { count: special }) } : {})}>
        {number(stations)}
      </Figure>
      <Figure label={t('reportsToday')}>{number(reports)}</Figure>
    </div>
  );
}

function NotDistributed({ standing }: { standing: AreaFigures['needStanding'] }) {
  const t = useTexts(words);
  return (
    <>
      {t('notDistributed')} {standing === null ? null : <StandingNote standing={standing} />}
    </>
  );
}

function AreaLinks({ code }: { code: string }) {
  const t = useTexts(words);
  const href = useHref();
  return (
    <p className="wall-links">
      <AppLink to={href(listPath(screens.stations, [withinArea('area', code)]))}>{t('toStations')}</AppLink>
      <AppLink to={href(listPath(screens.need, [withinArea('area', code)]))}>{t('toNeed')}</AppLink>
      <AppLink to={href(listPath(screens.reports, [withinArea('area', code)]))}>{t('toReports')}</AppLink>
      <AppLink to={href(`${screens.areas}/${code}`, 'house')}>{t('toArea')}</AppLink>
    </p>
  );
}

function StationCard({ code, onClear }: { code: string; onClear: () => void }) {
  const t = useTexts(words);
  const href = useHref();
  const { station } = useStation(code);
  return (
    <Answer of={station} rows={2}>
      {({ hits }) => {
        const hit = hitOf(hits, code);
        if (!hit)
          return (
            <Card title={t('stationGone')} note={code} onClear={onClear}>
              {null}
            </Card>
          );
        const note = `${hit.village}, ${hit.district}${hit.lon === null ? ` · ${t('noPoint')}` : ''}`;
        return (
          <Card title={hit.name} note={`${note} · ${hit.code}`} onClear={onClear}>
            <p className="wall-links">
              <AppLink to={href(`${screens.stations}/${hit.id}`)}>{t('toCard')}</AppLink>
            </p>
          </Card>
        );
      }}
    </Answer>
  );
}

/** The station with a code: `31.73.01.1001-012`. */
export function useStation(code: string | null) {
  const { id: operationId } = useOperation();
  const enabled = code !== null;
  const station = useAsk(searchStations, { query: { q: code ?? '', operationId, limit: 5 } }, { enabled });
  const hit = code !== null && station.state === 'ready' ? hitOf(station.data.hits, code) : undefined;
  return { station, hit };
}

function hitOf(hits: readonly StationHit[], code: string): StationHit | undefined {
  return hits.find((hit) => hit.code === code);
}

function PointCard(props: { kind: 'laporan' | 'kejadian'; id: string; wall: Wall; onClear: () => void }) {
  const { kind, id, wall, onClear } = props;
  const t = useTexts(words);
  const href = useHref();
  const { instant } = useFormat();
  const report = wall.reports.points.find((point) => point.id === id);
  const incident = wall.incidents.points.find((point) => point.id === id);
  const path = `${kind === 'laporan' ? screens.reports : screens.incidents}/${id}`;
  const title = incident?.title ?? (report ? t('oneReport', { code: report.code }) : t(kind));
  const at = incident?.openedAt ?? report?.receivedAt;
  return (
    <Card title={title} note={at ? instant(at) : ''} onClear={onClear}>
      <p className="wall-links">
        <AppLink to={href(path)}>{t(kind === 'laporan' ? 'toReport' : 'toIncident')}</AppLink>
      </p>
    </Card>
  );
}
