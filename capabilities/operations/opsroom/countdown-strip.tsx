import { useEffect, useRef } from 'react';
import { type Translate, useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { AppLink } from '#web/ui/index.ts';
import { countdown, mainLine, type Stage } from '../rules.ts';
import type { Countdown } from '../stages.ts';
import './stage-strip.css';
import { words } from './words.ts';

export type CountdownStripProps = {
  readonly stages: readonly Stage[];
  /** The plain day of the operation, by its clock and zone. */
  readonly today: string;
  /** Where a stage leads. */
  readonly href: string;
};

/** Stages that are over and still shown: more would take the room of what comes. */
const KEPT = 4;

/** The stages around voting in one line, with today's place in them. Draws; fetches nothing. */
export function CountdownStrip({ stages, today, href }: CountdownStripProps) {
  const t = useTexts(words);
  const whole = mainLine(stages);
  const next = whole.findIndex((stage) => countdown(stage, today).state !== 'past');
  const line = next < 0 ? whole.slice(-KEPT) : whole.slice(Math.max(0, next - KEPT));
  const scroller = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another day or another line puts today somewhere else
  useEffect(() => {
    const here = scroller.current?.querySelector<HTMLElement>('[data-here]');
    if (here && scroller.current) scroller.current.scrollLeft = here.offsetLeft - 16;
  }, [today, line.length]);
  if (line.length === 0) return null;
  const nearest = whole[next] ?? line.at(-1);
  return (
    <nav aria-label={t('stageStrip')} className="stage-strip">
      <ol ref={scroller}>
        {line.map((stage) => (
          <StageSegment
            key={stage.key}
            stage={stage}
            today={today}
            href={href}
            isNearest={stage === nearest}
          />
        ))}
      </ol>
    </nav>
  );
}

type SegmentProps = {
  readonly stage: Stage;
  readonly today: string;
  readonly href: string;
  readonly isNearest: boolean;
};

function StageSegment({ stage, today, href, isNearest }: SegmentProps) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { days, hMinus } = useFormat();
  const { state, day, of } = countdown(stage, today);
  const { start, end } = stage;
  const length = of ?? 1;
  const filled = state === 'past' ? 100 : state === 'running' && day !== null && of ? (day / of) * 100 : 0;
  const when = start !== null && end !== null ? days(start, end) : '';
  const place =
    placeOf(countdown(stage, today), t) ??
    (isVotingAhead(stage, state) ? hMinus(today, start ?? today) : null);
  const name = localized(stage.name);
  return (
    <li
      className={`stage stage-${state} stage-${stage.phase}`}
      // A long stage is wider, but never so much that a day of voting disappears beside it.
      style={{ flexGrow: 1 + Math.log2(length) }}
      {...(isNearest ? { 'data-here': true } : {})}
      {...(state === 'running' ? { 'aria-current': 'step' as const } : {})}
    >
      <svg className="stage-bar" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">
        <rect className="stage-bar-ground" width="100" height="3" />
        <rect className="stage-bar-fill" width={filled} height="3" />
      </svg>
      <AppLink to={href} className="stage-link">
        <span className="stage-name">{name}</span>
        <span className="stage-when">
          {when}
          {place ? ` · ${place}` : ''}
        </span>
      </AppLink>
    </li>
  );
}

function placeOf({ state, day, of }: Countdown, t: Translate<'dayOf' | 'today'>): string | null {
  if (state !== 'running' || day === null || of === null) return null;
  return of === 1 ? t('today') : t('dayOf', { day, of });
}

const isVotingAhead = (stage: Stage, state: string) => stage.phase === 'voting' && state === 'ahead';
