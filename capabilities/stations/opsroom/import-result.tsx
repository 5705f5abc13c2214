import { useEffect, useRef } from 'react';
import { urlOf } from '#web/api/index.ts';
import { useFormat, useLanguage, useTexts } from '#web/i18n/index.ts';
import { Badge, Button, FieldErrors } from '#web/ui/index.ts';
import { type ImportReport, readImportErrors } from '../import-contract.ts';
import { words } from './words.ts';

type Props = {
  readonly report: ImportReport;
  readonly busy: boolean;
  readonly onApply: () => void;
  readonly onUndo: () => void;
  readonly onAnother: () => void;
};

const SHAPES = { checked: 'ring', applied: 'circle', undone: 'half' } as const;

/** What a check found, and the next step. */
export function ImportResult({ report, busy, onApply, onUndo, onAnother }: Props) {
  const t = useTexts(words);
  const { number } = useFormat();
  const { state } = report;
  const top = useRef<HTMLDivElement>(null);
  // The button that led here stood at the foot of a long form.
  useEffect(() => top.current?.scrollIntoView({ block: 'nearest' }), []);
  const writes = report.added + report.changed;
  const counts = [
    ['added', report.added],
    ['changedRows', report.changed],
    ['unchanged', report.unchanged],
    ['refused', report.refused],
  ] as const;
  return (
    <div ref={top} className="tps-import" aria-live="polite">
      <Badge shape={SHAPES[state]} tone={state === 'applied' ? 'done' : 'quiet'}>
        {t(`state.${state}`)}
      </Badge>
      <ul className="tps-counts">
        {counts.map(([word, count]) => (
          <li key={word}>
            <strong>{number(count)}</strong> {t(word)}
          </li>
        ))}
      </ul>
      {writes === 0 && state === 'checked' ? <p className="quiet">{t('nothingToApply')}</p> : null}
      <div className="tps-buttons">
        {state === 'checked' && writes > 0 ? (
          <Button kind="primary" icon="check" busy={busy} onPress={onApply}>
            {t('apply', { count: number(writes) })}
          </Button>
        ) : null}
        {state === 'applied' ? (
          <Button icon="refresh" busy={busy} onPress={onUndo}>
            {t('undo')}
          </Button>
        ) : null}
        <Button icon="upload" isDisabled={busy} onPress={onAnother}>
          {t('another')}
        </Button>
      </div>
      <Errors report={report} />
    </div>
  );
}

function Errors({ report }: { report: ImportReport }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const lang = useLanguage();
  const { importId, errorCount, errors } = report;
  if (errorCount === 0) return null;
  return (
    <section>
      <h2>{t('errors')}</h2>
      <p>
        {t('errorsShown', { shown: number(errors.length), total: number(errorCount) })}{' '}
        <a href={urlOf(readImportErrors, { params: { importId }, query: { lang } })} download>
          {t('errorsAll')}
        </a>
      </p>
      <FieldErrors errors={errors} />
    </section>
  );
}
