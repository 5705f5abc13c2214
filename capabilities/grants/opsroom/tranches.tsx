import { useTexts } from '#web/i18n/index.ts';
import { DueExplained } from './due-explained.tsx';
import { Entries } from './entries.tsx';
import { DueBadge, useTrancheName, useYearDay } from './marks.tsx';
import { Amount, useRupiah } from './money-text.tsx';
import type { Grant } from './use-grant.ts';
import { words } from './words.ts';

/** Each tranche: how much, by when and why, and what came of it. */
export function Tranches({ grant }: { grant: Grant }) {
  const t = useTexts(words);
  return (
    <section>
      <h2>{t('tranches')}</h2>
      <ol className="grant-tranches">
        {grant.tranches.map((tranche) => (
          <li key={tranche.id}>
            <TrancheHead tranche={tranche} />
            <DueExplained due={tranche.due} />
            <Entries
              grant={grant}
              entries={tranche.transfers}
              none={t('noTransfers')}
              caption={t('transfers')}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

function TrancheHead({ tranche }: { tranche: Grant['tranches'][number] }) {
  const t = useTexts(words);
  const name = useTrancheName();
  const day = useYearDay();
  const { short } = useRupiah();
  const { ordinal, percent, amount, state, daysLeft, paidOn, paidLateDays, transferred } = tranche;
  const isPart = transferred > 0 && transferred < amount;
  return (
    <>
      <h3 className="grant-tranche-head">
        <span>
          {name(ordinal)}
          {percent === null ? '' : ` · ${percent} %`}
        </span>
        <Amount amount={amount} />
        <DueBadge state={state} daysLeft={daysLeft} />
      </h3>
      {paidOn === null ? null : <PaidOn on={day(paidOn)} lateDays={paidLateDays} />}
      {isPart ? <p>{t('paidPart', { sum: short(transferred), of: short(amount) })}</p> : null}
    </>
  );
}

/** Whether that was in time is said only where the due day is known. */
function PaidOn({ on, lateDays }: { on: string; lateDays: number | null }) {
  const t = useTexts(words);
  if (lateDays === null) return <p>{t('paidDay', { day: on })}</p>;
  if (lateDays > 0) return <p className="alarm">{t('paidLate', { day: on, count: lateDays })}</p>;
  return <p>{t('paidOn', { day: on })}</p>;
}
