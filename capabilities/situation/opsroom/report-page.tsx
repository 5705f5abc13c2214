import { useSearch } from '@tanstack/react-router';
import type { ReplyOf } from '#shared/endpoint.ts';
import { call, urlOf, useAsk } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { Page, useHref, useOperation, useParam } from '#web/shell/index.ts';
import { Answer, AppLink, Badge, Icon } from '#web/ui/index.ts';
import { messageReport, printReport, readDailyReport, sheetReport } from '../contract.ts';
import { printedReport } from '../printed.ts';
import { Copies } from './copies.tsx';
import { LettersNotice } from './letters-notice.tsx';
import { Paper } from './paper.tsx';
import './situation.css';
import { words } from './words.ts';

type Read = ReplyOf<typeof readDailyReport>;

/** One issued report, in any of its versions. */
export function ReportPage() {
  const t = useTexts(words);
  const href = useHref();
  const { id: operationId } = useOperation();
  const params = { operationId, reportId: useParam('reportId') };
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const query = typeof search.versi === 'string' ? { version: Number(search.versi) } : {};
  const asked = useAsk(readDailyReport, { params, query });
  useLive(['daily-report'], [readDailyReport]);
  const at = { params, query };
  const number = asked.state === 'ready' ? asked.data.number : t('lapharOne');
  const actions = (
    <>
      {asked.state === 'ready' && asked.data.mayCorrect ? (
        <AppLink
          to={href(`laphar/konsep?hari=${asked.data.report.day}`)}
          className="button button-plain button-m"
        >
          <Icon name="edit" size={16} />
          <span>{t('makeCorrection')}</span>
        </AppLink>
      ) : null}
      <Copies
        pdf={urlOf(printReport, at)}
        xlsx={urlOf(sheetReport, at)}
        message={() => call(messageReport, at)}
      />
    </>
  );
  const side = <Answer of={asked}>{(data) => <Versions read={data} />}</Answer>;
  return (
    <Page
      title={number}
      note={<AppLink to={href('laphar')}>{t('back')}</AppLink>}
      actions={actions}
      side={side}
    >
      <div className="sit-sheet">
        <Answer of={asked} rows={14}>
          {(data) => (
            <>
              <LettersNotice replaced={data.unprintable} />
              <Paper printed={printedReport(data.report, issueOf(data))} unprintable={data.unprintable} />
            </>
          )}
        </Answer>
        <p className="quiet small">{t('notLhgk')}</p>
      </div>
    </Page>
  );
}

function issueOf({ number, version, superseded, versions }: Read) {
  const shown = versions.find((each) => each.version === version);
  return {
    number,
    version,
    superseded,
    reason: shown?.reason ?? null,
    sha256: shown?.sha256 ?? null,
    issuedAt: shown?.issuedAt ?? null,
  };
}

function Versions({ read }: { read: Read }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  const href = useHref();
  const { clock } = useOperation();
  const shown = read.versions.find(({ version }) => version === read.version);
  return (
    <section>
      <h2 className="sit-side-head">{t('versions')}</h2>
      <ul className="sit-versions">
        {read.versions.toReversed().map((each) => (
          <li key={each.version} aria-current={each.version === read.version ? 'true' : undefined}>
            <AppLink to={href(`laphar/${read.id}?versi=${each.version}`)}>
              {t('version', { version: each.version })}
            </AppLink>
            <span className="quiet small">
              {instant(each.issuedAt)}
              {clock.mode === 'real' ? '' : ` · ${t('realTime')}`}
            </span>
            <span className="quiet small">{t('issuedBy', { agency: each.agency, name: each.issuedBy })}</span>
            {each.reason === null ? null : <span>{each.reason}</span>}
          </li>
        ))}
      </ul>
      {read.superseded ? (
        <p className="sit-side-note">
          <Badge shape="half" tone="alarm">
            {t('superseded')}
          </Badge>
        </p>
      ) : null}
      <p className="sit-side-note quiet small">
        {t('fingerprint')}
        <br />
        <code className="sit-hash">{shown?.sha256}</code>
      </p>
    </section>
  );
}
