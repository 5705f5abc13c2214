import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { Statement } from '#web/kit/index.ts';
import { audienceWords, basisWords, kindWords, type OutreachCard } from '../contract.ts';
import { StagedNote, StateBadge, WhichArea } from './marks.tsx';
import { words } from './words.ts';

/** Draws one event: what, for whom, where, by whom, and what was done to its record. */
export function OutreachView({ card }: { card: OutreachCard }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { instant } = useFormat();
  const { plannedAt, heldAt, place, areaName } = card;
  return (
    <>
      <p className="outreach-marks">
        <span className="strong">{card.code}</span>
        <StateBadge state={card.state} unlogged={card.unlogged} />
        {card.standing === 'staged' ? <StagedNote /> : null}
      </p>
      <Statement
        facts={[
          [t('kind'), localized(kindWords[card.kind])],
          [t('when'), heldAt === null ? null : instant(heldAt)],
          [t('plannedFor'), plannedAt === null ? null : instant(plannedAt)],
          [t('area'), <WhichArea key="area" code={card.area} name={areaName} />],
          [t('place'), place],
          [t('audiences'), card.audiences.map((key) => localized(audienceWords[key])).join(', ')],
          [t('attended'), <AttendedWords key="attended" card={card} />],
          [t('agency'), card.agency.name],
          [t('partners'), card.partners.map(({ name }) => name).join(', ')],
          [t('cancelledBecause'), card.cancelledBecause],
          [t('note'), card.note],
        ]}
      />
      <History card={card} />
    </>
  );
}

function AttendedWords({ card }: { card: OutreachCard }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { number } = useFormat();
  const { attended, state } = card;
  if (attended === null) return <span className="quiet">{state === 'held' ? t('unknownCount') : '–'}</span>;
  return (
    <>
      {number(attended.count)} <span className="quiet">({localized(basisWords[attended.basis])})</span>
    </>
  );
}

function History({ card }: { card: OutreachCard }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  return (
    <section>
      <h2>{t('history')}</h2>
      <ol className="outreach-history">
        {card.log.map(({ id, what, version, by, text, operationAt }) => (
          <li key={id}>
            <span>{t(`log.${what}`)}</span>
            <span className="quiet small">
              {instant(operationAt)} · {t('by', { version, by: by ?? card.agency.name })}
            </span>
            {text === null ? null : <p>{text}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
