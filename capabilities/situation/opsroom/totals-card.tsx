import { useAsk } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { type OpenOperation, useOpenOperation } from '#web/shell/index.ts';
import { Answer, Figure } from '#web/ui/index.ts';
import { readTotals, type Totals } from '../contract.ts';
import './situation.css';
import { words } from './words.ts';

/** What an auditor may count: how much came, of which kind, on which day, and how fast it was read. */
export function TotalsCard() {
  const operation = useOpenOperation();
  return operation ? <TotalsOf operation={operation} /> : null;
}

function TotalsOf({ operation }: { operation: OpenOperation }) {
  const totals = useAsk(readTotals, { params: { operationId: operation.id } });
  useLive(['field-report', 'incident'], [readTotals]);
  return (
    <div className="sit-wide-card">
      <Answer of={totals} rows={6}>
        {(data) => (
          <>
            <Sums totals={data} />
            <ByDay totals={data} />
          </>
        )}
      </Answer>
    </div>
  );
}

function Sums({ totals }: { totals: Totals }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const duration = useDuration();
  const { received, unread, incidents, acknowledgement } = totals;
  const { medianS, longestS, reports } = acknowledgement;
  const read =
    longestS === null
      ? t('untilReadNone')
      : t('untilReadNote', { longest: duration(longestS), reports: number(reports) });
  const ended = { resolved: number(incidents.resolved), open: number(incidents.open) };
  return (
    <section className="figure-strip sit-figures" aria-label={t('totals')}>
      <div>
        <Figure label={t('received')}>{number(received)}</Figure>
      </div>
      <div>
        <Figure label={t('unread')} {...(unread > 0 ? { tone: 'alarm' } : {})}>
          {number(unread)}
        </Figure>
      </div>
      <div>
        <Figure label={`${t('untilRead')} (median)`} note={read}>
          {medianS === null ? '–' : duration(medianS)}
        </Figure>
      </div>
      <div>
        <Figure label={t('incidentsWeek')} note={t('incidentsWeekNote', ended)}>
          {number(incidents.opened)}
        </Figure>
      </div>
    </section>
  );
}

function ByDay({ totals: { days, kinds } }: { totals: Totals }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { number, shortDay } = useFormat();
  const ofDay = (at: number) => kinds.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0);
  return (
    <section className="sit-totals">
      <h2>{t('totals')}</h2>
      <p className="quiet small">{t('totalsNote')}</p>
      {kinds.length === 0 ? (
        <p className="quiet">{t('totalsNone')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard as well
        <section className="sit-totals-table" aria-label={t('totals')} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('kind')}</th>
                {days.map((day) => (
                  <th key={day} scope="col">
                    {shortDay(day)}
                  </th>
                ))}
                <th scope="col">{t('sum')}</th>
              </tr>
            </thead>
            <tbody>
              {kinds.map(({ kind, name, counts, total }) => (
                <tr key={kind}>
                  <th scope="row">{localized(name)}</th>
                  {days.map((day, at) => (
                    <td key={day} className={counts[at] ? undefined : 'quiet'}>
                      {number(counts[at] ?? 0)}
                    </td>
                  ))}
                  <td className="strong">{number(total)}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t('sum')}</th>
                {days.map((day, at) => (
                  <td key={day}>{number(ofDay(at))}</td>
                ))}
                <td className="strong">{number(kinds.reduce((sum, { total }) => sum + total, 0))}</td>
              </tr>
            </tfoot>
          </table>
        </section>
      )}
    </section>
  );
}

function useDuration() {
  const t = useTexts(words);
  return (seconds: number) => {
    if (seconds < 60) return t('seconds', { count: seconds });
    const minutes = Math.round(seconds / 60);
    if (minutes < 60) return t('minutes', { count: minutes });
    return t('hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  };
}
