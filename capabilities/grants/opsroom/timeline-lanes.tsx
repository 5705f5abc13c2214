import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useHref } from '#web/shell/index.ts';
import { AppLink, Mark, type Shape, type Tone } from '#web/ui/index.ts';
import { markKinds, markWords } from '../doors-overview.ts';
import { type Axis, apart, axisOf } from './axis.ts';
import { dueMarks, romanOf, useTrancheName, useYearDay } from './marks.tsx';
import { useRupiah } from './money-text.tsx';
import { delaysOf, type Lane, type Timeline, type TimeMark } from './timeline.ts';
import { words } from './words.ts';

type Look = { readonly shape: Shape; readonly tone: Tone; readonly hollow?: boolean };
const looks: Record<TimeMark['kind'], Look> = {
  signed: { shape: 'ring', tone: 'quiet' },
  due: { shape: 'diamond', tone: 'quiet' },
  transferred: { shape: 'circle', tone: 'accent' },
  absorbed: { shape: 'hatch', tone: 'accent' },
  returned: { shape: 'square', tone: 'accent' },
  'return-due': { shape: 'diamond', tone: 'quiet', hollow: true },
};
/** What has to be stands above; what was stands below. */
const isDue = ({ kind }: TimeMark) => kind === 'due' || kind === 'return-due';
/** Percent of the width that the words beside a mark need. */
const LABEL_WIDTH = 15;

/** The drawing. It says no more than the table below it, which is its text alternative. */
export function Lanes({ timeline, lanes }: { timeline: Timeline; lanes: readonly Lane[] }) {
  const t = useTexts(words);
  const { today, votingDay, marks } = timeline;
  const fixed = [today, ...(votingDay === null ? [] : [votingDay])];
  const axis = axisOf([...marks.map(({ day }) => day), ...fixed]);
  if (axis === null || lanes.length === 0) return null;
  return (
    <section className="time" aria-label={t('timeline')}>
      <p className="sr-only">{t('timelineAlternative')}</p>
      <div className="time-frame">
        <Ground axis={axis} timeline={timeline} />
        {lanes.map((lane) => (
          <LaneRow key={lane.grantId} lane={lane} axis={axis} today={today} />
        ))}
      </div>
      <Legend kinds={markKinds.filter((kind) => marks.some((mark) => mark.kind === kind))} />
    </section>
  );
}

/** Months, today and the day of voting, behind all lanes. */
function Ground({ axis, timeline }: { axis: Axis; timeline: Timeline }) {
  const t = useTexts(words);
  const { shortDay } = useFormat();
  const { today, votingDay } = timeline;
  return (
    <div className="time-ground" aria-hidden="true">
      {axis.ticks.map(({ day, at, isMajor }, index) => (
        <span
          key={day}
          className={isMajor ? 'time-tick' : 'time-tick time-tick-minor'}
          style={{ left: `${at}%` }}
        >
          <span>{monthOf(shortDay(day), day, index === 0)}</span>
        </span>
      ))}
      <Upright at={axis.at(today)} name={t('today')} form="time-today" />
      {votingDay === null ? null : (
        <Upright at={axis.at(votingDay)} name={`${t('voting')} ${shortDay(votingDay)}`} form="time-voting" />
      )}
    </div>
  );
}

const monthOf = (shortDay: string, day: string, isFirst: boolean) => {
  const month = shortDay.replace(/^\d+ /, '');
  return isFirst || day.slice(5, 7) === '01' ? `${month} ${day.slice(0, 4)}` : month;
};

function Upright({ at, name, form }: { at: number; name: string; form: string }) {
  const side = at > 60 ? 'time-left' : 'time-right';
  return (
    <span className={`time-upright ${form}`} style={{ left: `${at}%` }}>
      <span className={side}>{name}</span>
    </span>
  );
}

function LaneRow({ lane, axis, today }: { lane: Lane; axis: Axis; today: string }) {
  const t = useTexts(words);
  const href = useHref();
  const { grantId, areaName, recipient } = lane;
  return (
    <div className="time-lane">
      <AppLink to={href(`hibah/${grantId}`)} className="time-name">
        <span className="strong">{t(`recipient.${recipient}`)}</span>{' '}
        <span className="quiet">{areaName}</span>
      </AppLink>
      <div className="time-track" aria-hidden="true">
        {delaysOf(lane, today).map(({ from, to }) => (
          <span
            key={`${from} ${to}`}
            className="time-delay"
            style={{ left: `${axis.at(from)}%`, width: `${axis.at(to) - axis.at(from)}%` }}
          />
        ))}
        <Row marks={lane.marks.filter(isDue)} axis={axis} form="time-due" />
        <Row marks={lane.marks.filter((mark) => !isDue(mark))} axis={axis} form="time-done" />
      </div>
    </div>
  );
}

function Row({ marks, axis, form }: { marks: readonly TimeMark[]; axis: Axis; form: string }) {
  const label = useLabel();
  const hint = useHint();
  const places = marks.map(({ day }) => axis.at(day));
  // A word is written only where it does not run into the mark after it.
  const isFree = (index: number) =>
    (places[index + 1] ?? Number.POSITIVE_INFINITY) - (places[index] ?? 0) > LABEL_WIDTH;
  const isShown = apart(places, LABEL_WIDTH);
  return (
    <div className={form}>
      {marks.map((mark, index) => {
        const at = places[index] ?? 0;
        const isLeft = at > 100 - LABEL_WIDTH;
        return (
          <span key={mark.key} className="time-mark" style={{ left: `${at}%` }} title={hint(mark)}>
            <Mark {...lookOf(mark)} />
            {(isLeft ? isShown[index] : isFree(index)) ? (
              <span className={isLeft ? 'time-label time-left' : 'time-label time-right'}>
                <Label {...label(mark)} />
              </span>
            ) : null}
          </span>
        );
      })}
    </div>
  );
}

/** A due day is in the tone of its state. */
function lookOf({ kind, state }: TimeMark): Look {
  return kind === 'due' && state !== null ? { ...looks.due, tone: dueMarks[state].tone } : looks[kind];
}

type Said = { readonly always: string; readonly onDesk: string };

/** On a phone there is room for the number of the tranche alone; the table has the rest. */
function Label({ always, onDesk }: Said) {
  return (
    <>
      <span className="time-on-desk">{onDesk}</span>
      <span className="time-on-phone">{always}</span>
    </>
  );
}

function useLabel(): (mark: TimeMark) => Said {
  const t = useTexts(words);
  const { shortDay } = useFormat();
  const name = useTrancheName();
  const { short } = useRupiah();
  return ({ kind, day, ordinal, amount }) => {
    if (kind === 'due' && ordinal !== null)
      return { always: romanOf(ordinal), onDesk: `${name(ordinal)} · ${shortDay(day)}` };
    if (kind === 'return-due') return { always: '', onDesk: `${t('returnShort')} · ${shortDay(day)}` };
    return { always: '', onDesk: amount === null || kind === 'signed' ? shortDay(day) : short(amount) };
  };
}

function useHint(): (mark: TimeMark) => string {
  const localized = useLocalized();
  const name = useTrancheName();
  const day = useYearDay();
  const { full } = useRupiah();
  return (mark) =>
    [
      mark.ordinal === null || mark.ordinal === 0 ? null : name(mark.ordinal),
      localized(markWords[mark.kind]),
      day(mark.day),
      mark.amount === null ? null : full(mark.amount),
    ]
      .filter((part) => part !== null)
      .join(' · ');
}

function Legend({ kinds }: { kinds: readonly TimeMark['kind'][] }) {
  const t = useTexts(words);
  const localized = useLocalized();
  return (
    <ul className="time-legend quiet small" aria-hidden="true">
      {kinds.map((kind) => (
        <li key={kind}>
          <Mark {...looks[kind]} /> {localized(markWords[kind])}
        </li>
      ))}
      <li>
        <span className="time-delay-sample" /> {t('delay')}
      </li>
    </ul>
  );
}
