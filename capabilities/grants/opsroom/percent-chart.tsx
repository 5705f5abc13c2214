import { daysBetween } from '#shared/time.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { Mark, type Shape, type Tone } from '#web/ui/index.ts';
import { apart, pushApart } from './axis.ts';
import { usePercent } from './meters.tsx';
import type { Line } from './published.ts';
import { words } from './words.ts';

const GRID = [0, 25, 50, 75, 100] as const;
const LOOKS: readonly { readonly shape: Shape; readonly tone: Tone }[] = [
  { shape: 'circle', tone: 'accent' },
  { shape: 'diamond', tone: 'quiet' },
  { shape: 'triangle', tone: 'class-3' },
  { shape: 'square', tone: 'class-2' },
];
/** Percent of the height that a word needs, and of the width that a day needs: on a desk, and on a phone. */
const WORD_HEIGHT = 9;
const DAY_WIDTH = { desk: 6, phone: 20 } as const;

/** Percents over days, one line each with its name at its end. The table below says the same in words. */
export function PercentChart({ lines, title }: { lines: readonly Line[]; title: string }) {
  const percent = usePercent();
  const days = [...new Set(lines.flatMap(({ points }) => points.map(({ day }) => day)))].toSorted();
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return null;
  const at = (day: string) => (daysBetween(first, day) / daysBetween(first, last)) * 100;
  const ends = pushApart(
    lines.map(({ points }) => points.at(-1)?.percent ?? 0),
    WORD_HEIGHT,
  );
  return (
    <figure className="percent-chart" role="img" aria-label={title}>
      <div className="percent-plot" aria-hidden="true">
        {GRID.map((one) => (
          <span key={one} className="percent-grid" style={{ bottom: `${one}%` }}>
            <span>{percent(one)}</span>
          </span>
        ))}
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {lines.map(({ recipient, points }, index) => (
            <polyline
              key={recipient}
              className={`percent-line tone-${LOOKS[index]?.tone ?? 'quiet'}`}
              points={points.map((one) => `${at(one.day)},${100 - one.percent}`).join(' ')}
            />
          ))}
        </svg>
        {lines.map((line, index) => (
          <Points key={line.recipient} line={line} at={at} look={LOOKS[index] ?? LOOKS[0]} />
        ))}
        {lines.map((line, index) => (
          <EndLabel key={line.recipient} line={line} at={ends[index] ?? 0} />
        ))}
        <Days days={days} at={at} />
      </div>
    </figure>
  );
}

type Look = (typeof LOOKS)[number];
type PointsProps = {
  readonly line: Line;
  readonly at: (day: string) => number;
  readonly look: Look | undefined;
};

function Points({ line, at, look }: PointsProps) {
  const percent = usePercent();
  const { shortDay } = useFormat();
  return line.points.map((one) => (
    <span
      key={one.day}
      className="percent-point"
      style={{ left: `${at(one.day)}%`, bottom: `${one.percent}%` }}
      title={`${shortDay(one.day)} · ${percent(one.percent)}`}
    >
      <Mark shape={look?.shape ?? 'circle'} tone={look?.tone ?? 'quiet'} />
    </span>
  ));
}

function EndLabel({ line, at }: { line: Line; at: number }) {
  const t = useTexts(words);
  const percent = usePercent();
  return (
    <span className="percent-end" style={{ bottom: `${at}%` }}>
      <span className="strong">{t(`recipientShort.${line.recipient}`)}</span>{' '}
      {percent(line.points.at(-1)?.percent ?? 0)}
    </span>
  );
}

function Days({ days, at }: { days: readonly string[]; at: (day: string) => number }) {
  const { shortDay } = useFormat();
  const places = days.map(at);
  const onDesk = apart(places, DAY_WIDTH.desk);
  const onPhone = apart(places, DAY_WIDTH.phone);
  return days.map((day, index) =>
    onDesk[index] ? (
      <span
        key={day}
        className={onPhone[index] ? 'percent-day' : 'percent-day percent-day-desk'}
        style={{ left: `${places[index] ?? 0}%` }}
      >
        {shortDay(day)}
      </span>
    ) : null,
  );
}
