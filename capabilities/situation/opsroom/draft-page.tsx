import { useSearch } from '@tanstack/react-router';
import { call, urlOf, useAsk } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { Page, useHref, useOperation } from '#web/shell/index.ts';
import { Answer, AppLink, TextField, useGo } from '#web/ui/index.ts';
import { messageDraft, printDraft, readDraft, sheetDraft } from '../contract.ts';
import { Copies } from './copies.tsx';
import type { Draft } from './draft.ts';
import { DraftForm } from './draft-form.tsx';
import { LettersNotice } from './letters-notice.tsx';
import './situation.css';
import { words } from './words.ts';

/** The draft of a day: live figures on a sheet beside what its author writes. */
export function DraftPage() {
  const t = useTexts(words);
  const go = useGo();
  const href = useHref();
  const { id: operationId } = useOperation();
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const asked = typeof search.hari === 'string' ? { day: search.hari } : {};
  const draft = useAsk(readDraft, { params: { operationId }, query: asked }, { keep: true });
  useLive(['field-report', 'incident', 'activity', 'operation', 'deployment'], [readDraft]);
  const day = draft.state === 'ready' ? draft.data.report.day : null;
  const at = { params: { operationId }, query: day === null ? {} : { day } };
  const copies = (
    <Copies pdf={urlOf(printDraft, at)} xlsx={urlOf(sheetDraft, at)} message={() => call(messageDraft, at)} />
  );
  return (
    <Page title={t('draft')} note={<AppLink to={href('laphar')}>{t('back')}</AppLink>} actions={copies}>
      <div className="sit-draft">
        <Answer of={draft} rows={14}>
          {(data) => (
            <>
              <DayChoice day={data.report.day} onDay={(next) => go(href(`laphar/konsep?hari=${next}`))} />
              <Notices draft={data} />
              <DraftForm key={data.report.day} draft={data} />
            </>
          )}
        </Answer>
      </div>
    </Page>
  );
}

function DayChoice({ day, onDay }: { day: string; onDay: (day: string) => void }) {
  const t = useTexts(words);
  const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value);
  return (
    <div className="sit-day">
      <TextField
        label={t('day')}
        type="date"
        value={day}
        onChange={(value) => isDay(value) && onDay(value)}
      />
    </div>
  );
}

function Notices({ draft }: { draft: Draft }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  const href = useHref();
  const { issued, whole, report } = draft;
  return (
    <>
      {issued ? (
        <p className="notice" role="status">
          {t('alreadyIssued', { number: issued.number, version: issued.version })}{' '}
          <AppLink to={href(`laphar/${issued.id}`)}>{t('openIssued')}</AppLink>
        </p>
      ) : null}
      {whole ? null : (
        <p className="notice notice-alarm" role="status">
          {t('partial')}
        </p>
      )}
      {issued || report.period.ended ? null : (
        <p className="notice" role="status">
          {t('issueOpen', { time: instant(report.period.to) })}
        </p>
      )}
      <LettersNotice replaced={draft.unprintable} />
    </>
  );
}
