import { lazy, type ReactNode, Suspense } from 'react';
import { readPhoto } from '#rooms/field-reports/contract.ts';
import type { ReplyOf } from '#shared/endpoint.ts';
import { urlOf } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useHref } from '#web/shell/index.ts';
import { AppLink, Loading } from '#web/ui/index.ts';
import type { LogEntry, readIncident } from '../contract.ts';
import { EmergencyBadge, LevelMark, StateBadge } from './marks.tsx';
import { ownText, reportText } from './said-once.ts';
import { words } from './words.ts';

type Incident = ReplyOf<typeof readIncident>;

const SpotMap = lazy(async () => ({ default: (await import('#web/map/index.ts')).SpotMap }));

/** Draws one incident: what it is, where, out of which reports, and what was done. */
export function IncidentView({ incident }: { incident: Incident }) {
  const t = useTexts(words);
  const { code, level, state, lon, lat, log } = incident;
  const text = ownText(incident);
  return (
    <>
      <p className="incident-marks">
        {incident.emergency ? <EmergencyBadge /> : null}
        <span className="strong">{code}</span>
        <StateBadge state={state} />
        <LevelMark level={level} />
      </p>
      {text === '' ? null : <p className="incident-text">{text}</p>}
      <Facts incident={incident} />
      <Reports incident={incident} />
      {lon === null || lat === null ? null : (
        <Suspense fallback={<Loading rows={3} />}>
          <SpotMap label={t('map', { code })} note={t('mapFrom')} lon={lon} lat={lat} shape="triangle" />
        </Suspense>
      )}
      <section>
        <h2>{t('log')}</h2>
        <ol className="incident-log">
          {log.map((entry) => (
            <Line key={entry.id} entry={entry} />
          ))}
        </ol>
      </section>
    </>
  );
}

function Facts({ incident }: { incident: Incident }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { kindName, addressee, aboutAgency, resolvedAt, resolvedOperationAt, result } = incident;
  return (
    <dl className="incident-facts">
      <Fact name={t('kind')}>{localized(kindName)}</Fact>
      <Fact name={t('where')}>{whereOf(incident)}</Fact>
      <Fact name={t('openedAt')}>
        <OperationTime at={incident.openedOperationAt} really={incident.openedAt} />
      </Fact>
      {resolvedOperationAt === null || resolvedAt === null ? null : (
        <Fact name={t('resolvedAt')}>
          <OperationTime at={resolvedOperationAt} really={resolvedAt} />
        </Fact>
      )}
      <Fact name={t('addressee')}>{addressee ?? t('posko')}</Fact>
      {aboutAgency === null ? null : (
        <Fact name={t('about')}>
          {aboutAgency}
          <span className="quiet small"> {t('aboutNote')}</span>
        </Fact>
      )}
      {result === null ? null : <Fact name={t('result')}>{result}</Fact>}
    </dl>
  );
}

/** The posts of its reports, then the area. */
function whereOf({ areaName, reports }: Incident): string {
  const posts = new Set(reports.flatMap(({ stationName }) => stationName ?? []));
  return [...posts, areaName].join(' · ');
}

/** The operation's time, and the real one beside it where they differ. */
function OperationTime({ at, really }: { at: string; really: string }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  return (
    <>
      {instant(at)}
      {at === really ? null : (
        <span className="quiet small incident-really">
          {t('operationTime')} · {t('really', { time: instant(really) })}
        </span>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Reports({ incident }: { incident: Incident }) {
  const t = useTexts(words);
  const href = useHref();
  const { instant } = useFormat();
  if (incident.reports.length === 0) return null;
  return (
    <section>
      <h2>{t('reports')}</h2>
      <ul className="incident-log">
        {incident.reports.map((report) => (
          <li key={report.id}>
            <AppLink to={href(`laporan/${report.id}`)}>{report.code}</AppLink>
            <span className="quiet small">{instant(report.operationAt)}</span>
            <ReportText text={reportText(incident, report.text)} />
            <Photos report={report} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function ReportText({ text }: { text: string }) {
  return text === '' ? null : <p className="incident-text">{text}</p>;
}

function Photos({ report }: { report: Incident['reports'][number] }) {
  const t = useTexts(words);
  const { id: reportId, code, photoIds = [] } = report;
  if (photoIds.length === 0) return null;
  return (
    <div className="incident-photos">
      {photoIds.map((photoId, index) => {
        const address = urlOf(readPhoto, { params: { reportId, photoId } });
        return (
          <a key={photoId} href={address} target="_blank" rel="noreferrer">
            <img src={address} alt={t('photo', { number: index + 1, code })} loading="lazy" />
          </a>
        );
      })}
    </div>
  );
}

function Line({ entry }: { entry: LogEntry }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  const { operationAt, what, by, text, level } = entry;
  return (
    <li>
      <span className="strong">{t(`log.${what}`)}</span>
      {level === null ? null : <LevelMark level={level} />}
      <span className="quiet small">
        {instant(operationAt)}
        {by === null && what !== 'opened' ? '' : ` · ${by ?? t('server')}`}
      </span>
      {text === null ? null : <p className="incident-text">{text}</p>}
    </li>
  );
}
