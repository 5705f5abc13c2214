import { listAccounts, readAccounts } from '#rooms/access/contract.ts';
import { listAgencies } from '#rooms/agencies/contract.ts';
import { listAreas } from '#rooms/areas/contract.ts';
import { countOperations, listOperators, operatorState } from '#rooms/operations/contract.ts';
import { type Asked, useAsk } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { useMay } from '#web/shell/index.ts';
import { AppLink, Badge } from '#web/ui/index.ts';
import { words } from './words-first-steps.ts';

type Step = {
  readonly key: 'areas' | 'agencies' | 'accounts' | 'operator' | 'operation' | 'admission' | 'stations';
  /** Null: not seen from here, such as the content of an operation for an administrator. */
  readonly isDone: boolean | null;
  readonly count: number;
  readonly to: string | null;
};

const TOTAL = { query: { limit: 1 } };

/** What a house still lacks before its first operation runs, in order; nothing once every opened operation runs. */
export function FirstSteps() {
  const t = useTexts(words);
  const steps = useSteps();
  const next = steps.find(({ isDone }) => isDone === false)?.key;
  if (steps.length === 0) return null;
  return (
    <section className="first-steps" aria-label={t('title')}>
      <h2>{t('title')}</h2>
      <p className="quiet">{t('text')}</p>
      <ol>
        {steps.map((step) => (
          <StepLine key={step.key} step={step} isNext={step.key === next} />
        ))}
      </ol>
    </section>
  );
}

function StepLine({ step, isNext }: { step: Step; isNext: boolean }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const { key, isDone, count, to } = step;
  return (
    <li className={isNext ? 'first-step first-step-next' : 'first-step'}>
      <div>
        <p className="strong">{t(`${key}.title`)}</p>
        <p className="quiet small">{t(`${key}.text`)}</p>
      </div>
      <span className="first-step-state">
        {isDone === null ? (
          <Badge shape="half">{t('others')}</Badge>
        ) : (
          <Badge shape={isDone ? 'circle' : 'ring'} tone={isDone ? 'done' : 'quiet'}>
            {isDone ? t(`${key}.done`, { count: number(count) }) : t(`${key}.open`)}
          </Badge>
        )}
        {to ? (
          <AppLink
            to={to}
            className={isNext ? 'button button-primary button-m' : 'button button-plain button-m'}
          >
            {t(`${key}.go`)}
          </AppLink>
        ) : null}
      </span>
    </li>
  );
}

/** The true state of each step, as far as this person may know it. */
function useSteps(): readonly Step[] {
  const mayRead = useMay(readAccounts.name);
  const mayState = useMay(operatorState.name);
  const counted = useAsk(countOperations, {});
  const figures = counted.state === 'ready' ? counted.data.counted : null;
  const isWanted = figures !== null && !isRunning(figures);
  const areas = useTotal(useAsk(listAreas, TOTAL, { enabled: isWanted }));
  const agencies = useTotal(useAsk(listAgencies, TOTAL, { enabled: isWanted }));
  const accounts = useTotal(useAsk(listAccounts, TOTAL, { enabled: isWanted && mayRead }));
  const operators = useTotal(useAsk(listOperators, TOTAL, { enabled: isWanted }));
  useLive(
    ['area', 'agency', 'account', 'server-operator', 'operation'],
    [countOperations, listAreas, listAgencies, listAccounts, listOperators],
  );
  if (!isWanted) return [];
  const { opened, running } = figures;
  const some = (key: Step['key'], total: number | null, to: string): Step => ({
    key,
    isDone: total === null ? null : total > 0,
    count: total ?? 0,
    to,
  });
  return [
    some('areas', areas, '/muat-wilayah'),
    some('agencies', agencies, '/instansi'),
    // Whoever reads this has one.
    some('accounts', accounts === null ? null : accounts - 1, '/akun'),
    { ...some('operator', operators, '/pengelola'), ...(mayState ? {} : { to: null }) },
    some('operation', opened, '/operasi-baru'),
    { key: 'admission', isDone: opened > 0 && running === opened, count: running, to: null },
    { key: 'stations', isDone: null, count: 0, to: null },
  ];
}

const isRunning = ({ opened, running }: { opened: number; running: number }) =>
  opened > 0 && running === opened;

function useTotal(asked: Asked<{ readonly total: number }>): number | null {
  return asked.state === 'ready' ? asked.data.total : null;
}
