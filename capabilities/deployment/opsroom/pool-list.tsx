import type { ReplyOf } from '#shared/endpoint.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { StandingNote } from '#web/ui/index.ts';
import { dutyWords, forceWords, type PoolRow, poolForces, type readPools } from '../plan.ts';
import { words } from './words.ts';

const DUTIES = ['tps', 'reserve', 'support', 'all'] as const;

/** The published strength by duty, and what was distributed or added here. */
export function PoolList({ found }: { found: ReplyOf<typeof readPools> }) {
  const t = useTexts(words);
  const { day, number } = useFormat();
  const localized = useLocalized();
  const { strength, pools } = found;
  const dutyOf = (key: string) => {
    const duty = DUTIES.find((one) => one === key);
    return duty ? t(`duty.${duty}`) : key;
  };
  const forceOf = (key: string) => {
    const force = poolForces.find((one) => one === key);
    return force ? localized(forceWords[force]) : key;
  };
  return (
    <section>
      <h2>{t('pools')}</h2>
      <h3 className="quiet">{strength ? t('published', { day: day(strength.statedOn) }) : t('notStated')}</h3>
      <ul className="plan-lines">
        {(strength?.parts ?? []).map(({ force, duty, count, standing }) => (
          <li key={`${force} ${duty}`}>
            <strong>{number(count)}</strong> {forceOf(force)} · {dutyOf(duty)} ·{' '}
            <StandingNote standing={standing} />
          </li>
        ))}
      </ul>
      <h3 className="quiet">{t('own')}</h3>
      {pools.length === 0 ? <p className="quiet">{t('ownNone')}</p> : null}
      <ul className="plan-lines">
        {pools.map((pool) => (
          <Line key={pool.id} pool={pool} />
        ))}
      </ul>
    </section>
  );
}

function Line({ pool }: { pool: PoolRow }) {
  const t = useTexts(words);
  const { number, day } = useFormat();
  const localized = useLocalized();
  return (
    <li className={pool.inForce === 'yes' ? '' : 'quiet'}>
      <div>
        <strong>{number(pool.count)}</strong> {localized(forceWords[pool.force])} ·{' '}
        {localized(dutyWords[pool.duty])}{' '}
        <span className="quiet">{pool.areaName ?? pool.area ?? t('wholeOperation')}</span>
      </div>
      <div className="quiet small">
        {t('from', { day: day(pool.validFrom) })} · {pool.source} · <StandingNote standing={pool.standing} />
        {pool.inForce === 'yes' ? '' : ` · ${t('notInForce')}`}
      </div>
    </li>
  );
}
