import { useFormat, useTexts } from '#web/i18n/index.ts';
import { DueExplained } from './due-explained.tsx';
import { Entries } from './entries.tsx';
import { DueBadge } from './marks.tsx';
import { useRupiah } from './money-text.tsx';
import type { Grant } from './use-grant.ts';
import { words } from './words.ts';

/** What the recipient says it has spent, day by day of counting; the latest stands. */
export function AbsorbedSection({ grant }: { grant: Grant }) {
  const t = useTexts(words);
  const { day } = useFormat();
  return (
    <section className="grant-section">
      <h2>{t('absorbedTitle')}</h2>
      <p className="quiet small">
        {grant.absorbedAsOf === null
          ? t('absorbedMeans')
          : t('absorbedStands', { day: day(grant.absorbedAsOf) })}
      </p>
      <Entries
        grant={grant}
        entries={grant.absorbedEntries}
        caption={t('absorbedTitle')}
        none={t('noAbsorbed')}
      />
    </section>
  );
}

/** By when unspent money has to be back, and what came back. */
export function ReturnSection({ grant }: { grant: Grant }) {
  const t = useTexts(words);
  const { short } = useRupiah();
  const { due, state, daysLeft } = grant.return;
  const isSettled = state === 'paid';
  const isKnown = grant.absorbedAsOf !== null;
  return (
    <section className="grant-section">
      <h2 className="grant-tranche-head">
        <span>{t('returnTitle')}</span>
        {isSettled ? null : <DueBadge state={state} daysLeft={daysLeft} />}
      </h2>
      <p>
        {isSettled
          ? t('returnSettled')
          : isKnown
            ? t('returnOpen', { sum: short(grant.unspent) })
            : t('returnUnknown')}
      </p>
      <DueExplained due={due} />
      <Entries
        grant={grant}
        entries={grant.returnedEntries}
        caption={t('returnTitle')}
        none={t('noReturned')}
      />
    </section>
  );
}
