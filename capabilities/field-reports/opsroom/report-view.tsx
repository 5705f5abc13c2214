import { lazy, type ReactNode, Suspense } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { urlOf } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useHref } from '#web/shell/index.ts';
import { AppLink, Badge, Loading } from '#web/ui/index.ts';
import { readPhoto, type readReport, stateWords } from '../contract.ts';
import { afterShiftMark, emergencyMark, helpMarks, stateMarks } from './marks.ts';
import { words } from './words.ts';

type Report = ReplyOf<typeof readReport>;

const SpotMap = lazy(async () => ({ default: (await import('#web/map/index.ts')).SpotMap }));

/** Draws one report: what, where, when, with photographs and steps. */
export function ReportView({ report }: { report: Report }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { code, help, urgency, lon, lat, state } = report;
  return (
    <>
      <p className="report-marks">
        {urgency === 0 ? <Badge {...emergencyMark}>{t('emergency')}</Badge> : null}
        {report.afterShift === 'yes' ? <Badge {...afterShiftMark}>{t('afterShift')}</Badge> : null}
        <Badge {...stateMarks[state]}>{localized(stateWords[state])}</Badge>
        {help === 'no' ? null : (
          <Badge {...helpMarks[help]}>{t(help === 'now' ? 'helpNow' : 'helpLater')}</Badge>
        )}
      </p>
      <p className="report-text">{report.text === '' ? t('noText') : report.text}</p>
      <Facts report={report} />
      <Photos report={report} />
      {lon === null || lat === null ? null : (
        <Suspense fallback={<Loading rows={3} />}>
          <SpotMap label={t('map', { code })} note={t('mapFrom')} lon={lon} lat={lat} shape="circle" />
        </Suspense>
      )}
      <Steps report={report} />
    </>
  );
}

function Facts({ report }: { report: Report }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const href = useHref();
  const { stationName, areaName, addressee, aboutAgency } = report;
  return (
    <dl className="report-facts">
      <Fact name={t('kind')}>{localized(report.kindName)}</Fact>
      <Fact name={t('where')}>{stationName === null ? areaName : `${stationName} · ${areaName}`}</Fact>
      <Fact name={t('when')}>
        <OperationTime at={report.happenedOperationAt} really={report.happenedAt} />
        <ClockNote report={report} />
      </Fact>
      <Fact name={t('received')}>
        <OperationTime at={report.operationAt} really={report.receivedAt} />
      </Fact>
      <Fact name={t('addressee')}>{addressee ?? t('noAddressee')}</Fact>
      {report.follows === null ? null : (
        <Fact name={t('follows')}>
          <AppLink to={href(`laporan/${report.follows.id}`)}>{report.follows.code}</AppLink>
        </Fact>
      )}
      {aboutAgency === null ? null : (
        <Fact name={t('about')}>
          {aboutAgency}
          <span className="quiet small"> {t('aboutNote')}</span>
        </Fact>
      )}
    </dl>
  );
}

/** The operation's time, and the real one beside it where they differ. */
function OperationTime({ at, really }: { at: string; really: string }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  return (
    <>
      {instant(at)}
      {at === really ? null : (
        <span className="quiet small report-clock">
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

/** Only where the phone's error changed the time. */
function ClockNote({ report }: { report: Report }) {
  const t = useTexts(words);
  const { instant, number } = useFormat();
  const { clockSkewS, capturedAt, happenedAt } = report;
  if (clockSkewS === null || capturedAt === happenedAt) return null;
  const minutes = number(Math.round(Math.abs(clockSkewS) / 60));
  return (
    <span className="quiet small report-clock">
      {t(clockSkewS > 0 ? 'clockAhead' : 'clockBehind', { minutes, time: instant(capturedAt) })}
    </span>
  );
}

function Photos({ report }: { report: Report }) {
  const t = useTexts(words);
  const { id: reportId, code, photoIds, photosAnnounced } = report;
  if (photosAnnounced === 0 && photoIds.length === 0) return null;
  const isComing = photoIds.length < photosAnnounced;
  return (
    <section aria-label={t('photos')}>
      {isComing ? (
        <p className="quiet">{t('photosComing', { arrived: photoIds.length, announced: photosAnnounced })}</p>
      ) : null}
      <div className="report-photos">
        {photoIds.map((photoId, index) => {
          const address = urlOf(readPhoto, { params: { reportId, photoId } });
          return (
            <a key={photoId} href={address} target="_blank" rel="noreferrer">
              <img src={address} alt={t('photo', { number: index + 1, code })} loading="lazy" />
            </a>
          );
        })}
      </div>
    </section>
  );
}

function Steps({ report }: { report: Report }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { instant } = useFormat();
  return (
    <section>
      <h2>{t('steps')}</h2>
      <ol className="report-steps">
        {report.steps.map((step) => (
          <li key={`${step.what} ${step.at} ${step.note}`}>
            <Badge {...stateMarks[step.what]}>{localized(stateWords[step.what])}</Badge>
            <span className="quiet small">
              {instant(step.operationAt ?? step.at)}
              {step.by === null ? '' : ` · ${step.by}`}
            </span>
            {step.note === null ? null : <p className="report-text">{step.note}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
