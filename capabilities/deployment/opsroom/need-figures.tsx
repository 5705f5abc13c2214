import type { ReplyOf } from '#shared/endpoint.ts';
import type { Standing } from '#shared/schema.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { FigureStrip } from '#web/shell/index.ts';
import { AreaName, Figure, Need, StandingNote } from '#web/ui/index.ts';
import type { readNeedSummary } from '../contract.ts';
import { words } from './words.ts';

type Summary = ReplyOf<typeof readNeedSummary>;

/** Butuh / ada / kekurangan of the whole operation, ideal and grouped; reserve, army and lent people apart. */
export function NeedFigures({ summary }: { summary: Summary }) {
  const t = useTexts(words);
  const { number, day } = useFormat();
  const { whole, strength } = summary;
  const later = strength !== null && strength.statedOn > summary.day;
  const note = strength
    ? t(later ? 'strengthLater' : 'strengthOf', { day: day(strength.statedOn) })
    : t('notStated');
  return (
    <>
      <FigureStrip>
        <Three
          label={t('policeIdeal')}
          need={whole.policeNeed}
          available={whole.policeGap === null ? null : whole.policeAvailable}
          standing={whole.standing}
        />
        <Three
          label={t('policeGrouped')}
          need={whole.policeNeedGrouped}
          available={whole.policeGap === null ? null : whole.policeAvailable}
          standing={whole.standingGrouped}
        />
        <Three
          label={t('linmas')}
          need={whole.linmasNeed}
          available={whole.linmasGap === null ? null : whole.linmasAvailable}
          standing={whole.standing}
        />
        <Figure label={t('apart')}>
          {number(summary.reserve)} / {number(summary.army)} / {number(summary.lent)}
        </Figure>
      </FigureStrip>
      <p className="plan-note quiet small">
        {note}
        {strength && !strength.agrees ? <span className="alarm"> {t('strengthDiffers')}</span> : null}
        {strength?.wider ? (
          <span className="alarm">
            {' '}
            {t('strengthWider')} <AreaName code={strength.wider} />
          </span>
        ) : null}
        {strength && !strength.wider && strength.standing !== 'computed' ? (
          <>
            {' · '}
            <StandingNote standing={strength.standing} />
          </>
        ) : null}
      </p>
      {summary.register === 'later' ? <p className="notice">{t('registerLater')}</p> : null}
      {whole.withoutPattern > 0 ? (
        <p className="notice notice-alarm">{t('withoutPattern', { count: whole.withoutPattern })}</p>
      ) : null}
    </>
  );
}

/** Where nothing is known to be available, the need stands alone: an unknown is not a shortfall. */
function Three(props: { label: string; need: number; available: number | null; standing: Standing }) {
  const { label, need, available, standing } = props;
  const t = useTexts(words);
  const { number } = useFormat();
  if (available !== null) return <Need label={label} need={need} available={available} standing={standing} />;
  return (
    <Figure
      label={`${label}: ${t('needOnly')} · ${t('notStatedShort')}`}
      note={<StandingNote standing={standing} />}
    >
      {number(need)}
    </Figure>
  );
}
