import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { StandingNote } from '#web/ui/index.ts';
import { useYearDay } from './marks.tsx';
import { usePercent } from './meters.tsx';
import { useRupiah } from './money-text.tsx';
import type { Figure, Series } from './published.ts';
import { words } from './words.ts';

/** Every figure with its day, what it counts, how firmly it stands and who published it. */
export function PublishedTable({ series, caption }: { series: Series; caption: string }) {
  const t = useTexts(words);
  const day = useYearDay();
  return (
    <table className="grant-table grant-table-wide">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('dayColumn')}</th>
          <th scope="col">{t('receiver')}</th>
          <th scope="col">{t('whatColumn')}</th>
          <th scope="col" className="grant-cell-number">
            {t('figureColumn')}
          </th>
          <th scope="col">{t('source')}</th>
        </tr>
      </thead>
      {series.points.map((point) => (
        <tbody key={point.day ?? ''}>
          {point.figures.map((figure, index) => (
            <tr key={keyOf(figure)}>
              <td className={index === 0 ? '' : 'grant-said'}>
                {point.day === null ? t('dayNotStated') : day(point.day)}
              </td>
              <td>{t(`recipient.${figure.recipient}`)}</td>
              <What figure={figure} />
              <Value figure={figure} />
              <Source series={series} figure={figure} />
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

const keyOf = ({ recipient, what, amount, percent, governments, source }: Figure) =>
  [recipient, what, amount, percent, governments, source].join(' ');

function What({ figure }: { figure: Figure }) {
  const t = useTexts(words);
  const localized = useLocalized();
  return (
    <td>
      {t(`what.${figure.what}`)}
      {figure.note === null ? null : <span className="quiet"> · {localized(figure.note)}</span>}
    </td>
  );
}

function Value({ figure }: { figure: Figure }) {
  const t = useTexts(words);
  const { short, full } = useRupiah();
  const percent = usePercent();
  const { number } = useFormat();
  const { amount, percent: share, governments } = figure;
  const parts = [
    ...(amount === null ? [] : [figure.roundedTo === 1 ? full(amount) : short(amount)]),
    ...(share === null ? [] : [percent(share)]),
    ...(governments === null ? [] : [t('governments', { count: number(governments) })]),
  ];
  return <td className="grant-cell-number">{parts.join(' · ')}</td>;
}

function Source({ series, figure }: { series: Series; figure: Figure }) {
  const found = series.sources.find(({ key }) => key === figure.source);
  return (
    <td>
      {found?.url ? (
        <a href={found.url} target="_blank" rel="noreferrer" title={found.title}>
          {found.publisher}
        </a>
      ) : (
        (found?.publisher ?? figure.source)
      )}{' '}
      · <StandingNote standing={figure.standing} />
    </td>
  );
}
