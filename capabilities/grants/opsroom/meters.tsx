import { useFormat, useTexts } from '#web/i18n/index.ts';
import { words } from './words.ts';

/** Two decimals are enough, and 99.99 never reads as 100. */
export function usePercent(): (percent: number) => string {
  const { percent } = useFormat();
  return (value) => percent(value / 100, 2);
}

/** Money that came is a full bar; money that was spent is a hatched one: two things that are not each other's part. */
export function Bar({ kind, percent }: { kind: 'paid' | 'absorbed'; percent: number }) {
  const width = Math.max(0, Math.min(100, percent));
  return (
    <span className="grant-bar" aria-hidden="true">
      <span className={`grant-bar-${kind}`} style={{ width: `${width}%` }} />
    </span>
  );
}

/** A percent of what was agreed, with its bar: for a cell of the list. */
export function Share({ kind, percent }: { kind: 'paid' | 'absorbed'; percent: number }) {
  const said = usePercent();
  return (
    <span className="grant-share">
      <Bar kind={kind} percent={percent} />
      <span>{said(percent)}</span>
    </span>
  );
}

type MetersProps = {
  readonly paidPercent: number;
  readonly absorbed: number;
  readonly absorbedPercent: number;
};

/** Transferred and absorbed of what was agreed, one under the other. A report is never of nothing: zero is none. */
export function Meters(props: MetersProps) {
  const t = useTexts(words);
  const said = usePercent();
  const isReported = props.absorbed > 0;
  return (
    <span className="grant-meters">
      <span className="grant-meter">
        <span>{t('transferred')}</span>
        <span className="strong">{said(props.paidPercent)}</span>
        <Bar kind="paid" percent={props.paidPercent} />
      </span>
      <span className="grant-meter">
        <span>{t('absorbed')}</span>
        {isReported ? (
          <span className="strong">{said(props.absorbedPercent)}</span>
        ) : (
          <span className="quiet">{t('notReported')}</span>
        )}
        <Bar kind="absorbed" percent={props.absorbedPercent} />
      </span>
    </span>
  );
}
