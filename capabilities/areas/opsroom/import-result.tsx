import { urlOf } from '#web/api/index.ts';
import { useFormat, useLanguage, useTexts } from '#web/i18n/index.ts';
import { Badge, Button, FieldErrors } from '#web/ui/index.ts';
import type { ImportReport } from '../contract.ts';
import { readImportErrors } from '../import-contract.ts';
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
  const language = useLanguage();
  const { state, importId, errorCount, errors } = report;
  const writes = report.added + report.changed;
  return (
    <div className="area-import" aria-live="polite">
      <Badge shape={SHAPES[state]} tone={state === 'applied' ? 'done' : 'quiet'}>
        {t(`state.${state}`)}
      </Badge>
      <ul className="area-counts">
        {(['added', 'changed', 'unchanged', 'refused'] as const).map((what) => (
          <li key={what}>
            <strong>{number(report[what])}</strong> {t(what)}
          </li>
        ))}
      </ul>
      {writes === 0 && state === 'checked' ? <p className="quiet">{t('nothingToApply')}</p> : null}
      <div className="area-buttons">
        {state === 'checked' && writes > 0 ? (
          <Button kind="primary" icon="check" busy={busy} onPress={onApply}>
            {t('apply', { count: writes })}
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
      {errorCount > 0 ? (
        <section>
          <h2>{t('errors')}</h2>
          <p>
            {t('errorsShown', { shown: errors.length, total: errorCount })}{' '}
            <a href={urlOf(readImportErrors, { params: { importId }, query: { lang: language } })} download>
              {t('errorsAll')}
            </a>
          </p>
          <FieldErrors errors={errors} />
        </section>
      ) : null}
      <Sample rows={report.sample} title={t('sample')} />
    </div>
  );
}

function Sample({ rows, title }: { rows: ImportReport['sample']; title: string }) {
  const [first] = rows;
  if (!first) return null;
  const names = Object.keys(first);
  return (
    <section className="area-sample">
      <h2>{title}</h2>
      <table>
        <thead>
          <tr>
            {names.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={String(row.key)}>
              {names.map((name) => (
                <td key={name}>{row[name] ?? '–'}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
