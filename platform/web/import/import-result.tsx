import './import.css';
import { type ReactNode, useEffect, useRef } from 'react';
import type { ImportReport } from '#shared/import.ts';
import { isOver } from '#shared/jobs.ts';
import type { Localized } from '#shared/schema.ts';
import type { Asked, Command } from '../api/index.ts';
import { useFormat, useLanguage, useLocalized, useTexts } from '../i18n/index.ts';
import { JobProgress } from '../jobs/index.ts';
import { Answer, Badge, Button, CommandNotice, FieldErrors } from '../ui/index.ts';
import { words } from './words.ts';

/** Applying or undoing one import by its id. */
type Step = Omit<Command<never>, 'run'> & {
  readonly run: (input: {
    readonly params: { readonly importId: string };
    readonly body: Record<string, never>;
  }) => Promise<unknown>;
};
type Props<R extends ImportReport> = {
  readonly asked: Asked<R>;
  readonly apply: Step;
  readonly undo: Step;
  readonly onAnother: () => void;
  /** Where all errors lie as a file. */
  readonly errorsHref: (language: 'id' | 'en') => string;
  /** What the fields of the sample are called; the others are left out. */
  readonly sampleWords: Readonly<Record<string, Localized>>;
  /** What a room has to say besides. */
  readonly more?: (report: R) => ReactNode;
};

const SHAPES = {
  checking: 'half',
  failed: 'triangle',
  checked: 'ring',
  applying: 'half',
  applied: 'circle',
  undone: 'half',
} as const;

const UNCOUNTED: ReadonlySet<ImportReport['state']> = new Set(['checking', 'failed']);

/** What the check of a file found, and the step that is open: apply it, or take it back. */
export function ImportResult<R extends ImportReport>(props: Props<R>) {
  const { asked, apply, undo, more } = props;
  const top = useRef<HTMLDivElement>(null);
  // The button that led here stood at the foot of a long form, or in the history below. Scrolling answers with a
  // promise in new browsers, which is no clean-up.
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={top} className="import-open">
      <Answer of={asked}>
        {(report) => (
          <>
            <div className="import" aria-live="polite">
              <UnderWay report={report} asked={asked} />
              <Counts report={report} />
              <Steps report={report} {...props} />
              <CommandNotice command={apply} />
              <CommandNotice command={undo} />
              <Errors report={report} href={props.errorsHref} titles={props.sampleWords} />
              <Sample rows={report.sample} titles={props.sampleWords} />
            </div>
            {more?.(report)}
          </>
        )}
      </Answer>
    </div>
  );
}

const LOOK_EVERY_MS = 1_000;

/** The job that is at it, or that stopped; it is asked again only while it is at work. */
function UnderWay({ report, asked }: { report: ImportReport; asked: Asked<ImportReport> }) {
  const { job = null, state } = report;
  const isAtWork = state === 'checking' || state === 'applying' || (job !== null && !isOver(job.state));
  const again = useRef(() => {});
  again.current = asked.state === 'loading' ? () => {} : asked.retry;
  useEffect(() => {
    if (!isAtWork) return;
    const timer = setInterval(() => again.current(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isAtWork]);
  return job ? <JobProgress job={job} onChange={() => again.current()} /> : null;
}

function Counts({ report }: { report: ImportReport }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const { state } = report;
  return (
    <>
      {state === 'checking' || state === 'applying' ? null : (
        <Badge shape={SHAPES[state]} tone={state === 'applied' ? 'done' : 'quiet'}>
          {t(`state.${state}`)}
        </Badge>
      )}
      {UNCOUNTED.has(state) ? null : (
        <ul className="import-counts">
          {(['added', 'changed', 'unchanged', 'refused'] as const).map((what) => (
            <li key={what}>
              <strong>{number(report[what])}</strong> {t(what)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Steps(props: { report: ImportReport; apply: Step; undo: Step; onAnother: () => void }) {
  const { report, apply, undo } = props;
  const t = useTexts(words);
  const writes = report.added + report.changed;
  const input = { params: { importId: report.importId }, body: {} };
  const busy = apply.busy || undo.busy;
  return (
    <>
      {writes === 0 && report.state === 'checked' ? <p className="quiet">{t('nothingToApply')}</p> : null}
      <div className="import-buttons">
        {report.state === 'checked' && writes > 0 ? (
          <Button kind="primary" icon="check" busy={busy} onPress={() => void apply.run(input)}>
            {t('apply', { count: writes })}
          </Button>
        ) : null}
        {report.state === 'applied' ? (
          <Button icon="refresh" busy={busy} onPress={() => void undo.run(input)}>
            {t('undo')}
          </Button>
        ) : null}
        <Button icon="upload" isDisabled={busy} onPress={props.onAnother}>
          {t('another')}
        </Button>
      </div>
    </>
  );
}

type ErrorsProps = {
  readonly report: ImportReport;
  readonly href: (language: 'id' | 'en') => string;
  readonly titles: Props<ImportReport>['sampleWords'];
};

function Errors({ report, href, titles }: ErrorsProps) {
  const t = useTexts(words);
  const { number } = useFormat();
  const language = useLanguage();
  const { errorCount, errors } = report;
  if (errorCount === 0) return null;
  return (
    <section>
      <h2>{t('errors')}</h2>
      <p>
        {t('errorsShown', { shown: number(errors.length), total: number(errorCount) })}{' '}
        <a href={href(language)} download>
          {t('errorsAll')}
        </a>
      </p>
      <FieldErrors errors={errors} titles={titles} />
    </section>
  );
}

function Sample({
  rows,
  titles,
}: {
  rows: ImportReport['sample'];
  titles: Props<ImportReport>['sampleWords'];
}) {
  const t = useTexts(words);
  const localized = useLocalized();
  const shown = Object.entries(titles).filter(([name]) => rows.some((row) => row[name] != null));
  if (rows.length === 0 || shown.length === 0) return null;
  return (
    <section className="import-sample">
      <h2>{t('sample')}</h2>
      <table>
        <thead>
          <tr>
            {shown.map(([name, word]) => (
              <th key={name} scope="col">
                {localized(word)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={JSON.stringify(row)}>
              {shown.map(([name]) => (
                <td key={name}>{row[name] ?? '–'}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
