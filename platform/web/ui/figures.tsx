import type { ReactNode } from 'react';
import type { Standing } from '#shared/schema.ts';
import { useFormat, useTexts } from '../i18n/index.ts';
import { words } from './words.ts';

/** How firmly a figure stands, beside every figure that is not simply counted here. */
export function StandingNote({ standing }: { standing: Standing }) {
  const t = useTexts(words);
  return <span className="quiet small">{t(standing)}</span>;
}

/** One figure with its name above: a door into its list when it has an `href`. */
export function Figure(props: {
  readonly label: string;
  readonly children: ReactNode;
  readonly note?: ReactNode;
  readonly tone?: 'alarm' | 'done';
}) {
  return (
    <div className="figure">
      <div className="figure-label">{props.label}</div>
      <div className="figure-line">
        <span className={`figure-value ${props.tone ?? ''}`}>{props.children}</span>
        {props.note ? <span className="quiet">{props.note}</span> : null}
      </div>
    </div>
  );
}

export type NeedProps = {
  readonly label: string;
  readonly need: number;
  readonly available: number;
  readonly standing?: Standing;
  readonly size?: 'm' | 'l';
};

/** Need / available / gap: always three figures, and a bar that is full when nothing is missing. */
export function Need({ label, need, available, standing, size = 'l' }: NeedProps) {
  const t = useTexts(words);
  const { number } = useFormat();
  const gap = need - available;
  const filled = need === 0 ? 100 : Math.min(100, (available / need) * 100);
  return (
    <div className={`figure need need-${size}`}>
      <div className="figure-label">
        {label}: {t('need')} / {t('available')} / {t(gap < 0 ? 'surplus' : 'gap')}{' '}
        {standing ? (
          <>
            · <StandingNote standing={standing} />
          </>
        ) : null}
      </div>
      <div className="figure-line">
        <span className="figure-value">{number(need)}</span>
        <span className="quiet">/ {number(available)} /</span>
        <span className={`figure-value ${gap > 0 ? 'alarm' : ''}`}>{number(Math.abs(gap))}</span>
      </div>
      <svg className="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect className="bar-ground" width="100" height="4" />
        <rect className="bar-fill" width={filled} height="4" />
      </svg>
    </div>
  );
}
