import { useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { Button, StandingNote } from '#web/ui/index.ts';
import { forceName } from '../force-name.ts';
import { dutyWords, forceWords, type PoolRow, type readPools } from '../plan.ts';
import { PoolWithdrawal } from './pool-withdrawal.tsx';
import { words } from './words.ts';

const DUTIES = ['tps', 'reserve', 'support', 'all'] as const;

/** The published strength by duty, and what was distributed or added here. */
export function PoolList({ found }: { found: ReplyOf<typeof readPools> }) {
  const t = useTexts(words);
  const { day, number } = useFormat();
  const localized = useLocalized();
  const { strength, pools, excesses, mayPlan } = found;
  const [leaving, setLeaving] = useState<PoolRow | null>(null);
  const dutyOf = (key: string) => {
    const duty = DUTIES.find((one) => one === key);
    return duty ? t(`duty.${duty}`) : key;
  };
  const forceOf = (key: string) => localized(forceName(key));
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
      {excesses.map(({ force, announced, distributed }) => (
        <p key={force} className="notice notice-alarm">
          {t('exceeds', {
            force: forceOf(force),
            distributed: number(distributed),
            announced: number(announced),
            over: number(distributed - announced),
          })}
        </p>
      ))}
      <h3 className="quiet">{t('own')}</h3>
      {pools.length === 0 ? <p className="quiet">{t('ownNone')}</p> : null}
      <ul className="plan-lines">
        {pools.map((pool) => (
          <Line key={pool.id} pool={pool} onWithdraw={mayPlan ? setLeaving : null} />
        ))}
      </ul>
      {leaving ? <PoolWithdrawal pool={leaving} onClose={() => setLeaving(null)} /> : null}
    </section>
  );
}

function Line({ pool, onWithdraw }: { pool: PoolRow; onWithdraw: ((pool: PoolRow) => void) | null }) {
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
      {pool.withdrawn ? (
        <div className="quiet small">
          {t('withdrawn', { day: day(pool.withdrawn.from), reason: pool.withdrawn.reason })}
        </div>
      ) : null}
      {onWithdraw && pool.withdrawn === null ? (
        <Button size="s" onPress={() => onWithdraw(pool)}>
          {t('withdraw')}
        </Button>
      ) : null}
    </li>
  );
}
