import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { useHref } from '#web/shell/index.ts';
import { AppLink } from '#web/ui/index.ts';
import { markWords } from '../doors-overview.ts';
import { dueStateWords } from '../grant.ts';
import { useTrancheName, useYearDay } from './marks.tsx';
import { useRupiah } from './money-text.tsx';
import type { Lane, Timeline, TimeMark } from './timeline.ts';
import { words } from './words.ts';

/** Every day of the drawing in words, agreement by agreement. */
export function TimelineTable({ timeline, lanes }: { timeline: Timeline; lanes: readonly Lane[] }) {
  const t = useTexts(words);
  const day = useYearDay();
  const href = useHref();
  const { votingDay } = timeline;
  return (
    <section>
      <h2>{t('asTable')}</h2>
      {votingDay === null ? null : <p className="quiet">{t('votingOn', { day: day(votingDay) })}</p>}
      <table className="grant-table">
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('dayColumn')}</th>
            <th scope="col">{t('whatColumn')}</th>
            <th scope="col">{t('amountColumn')}</th>
          </tr>
        </thead>
        {lanes.map((lane) => (
          <tbody key={lane.grantId}>
            <tr>
              <th scope="rowgroup" colSpan={3}>
                <AppLink to={href(`hibah/${lane.grantId}`)}>
                  {lane.areaName} → {t(`recipient.${lane.recipient}`)}
                </AppLink>
              </th>
            </tr>
            {lane.marks.map((mark) => (
              <Line key={mark.key} mark={mark} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

function Line({ mark }: { mark: TimeMark }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const name = useTrancheName();
  const day = useYearDay();
  const { short } = useRupiah();
  const { kind, ordinal, state, assumed, amount } = mark;
  const isLate = state === 'late';
  return (
    <tr>
      <td>{day(mark.day)}</td>
      <td className={isLate ? 'alarm strong' : ''}>
        {ordinal === null || ordinal === 0 ? '' : `${name(ordinal)} `}
        {localized(markWords[kind])}
        {state === null || state === 'not-due' ? '' : ` · ${localized(dueStateWords[state])}`}
        {assumed ? <span className="quiet"> ({t('assumedShort')})</span> : null}
      </td>
      <td className="grant-cell-number">{amount === null || kind === 'return-due' ? '' : short(amount)}</td>
    </tr>
  );
}
