import type { ReactNode } from 'react';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useHref } from '#web/shell/index.ts';
import { AppLink, Badge, StandingNote } from '#web/ui/index.ts';
import { placeWords, type SchemeView, specialWords } from '../contract.ts';
import type { StationCard } from '../register.ts';
import { ClassBadge } from './class-badge.tsx';
import { PlaceJudge } from './place-judge.tsx';
import { words } from './words.ts';

type Props = { readonly card: StationCard; readonly classes: SchemeView['classes'] };

/** Draws what is known of a station, and how firmly. */
export function StationFacts({ card, classes }: Props) {
  const t = useTexts(words);
  const { number, day } = useFormat();
  const localized = useLocalized();
  const href = useHref();
  return (
    <div className="tps-card">
      {card.retired ? (
        <p className="notice">{t('retiredOn', { day: day(card.retired.on), reason: card.retired.reason })}</p>
      ) : null}
      <dl className="tps-facts">
        <Fact term={t('area')}>
          <AppLink to={href(`wilayah/${card.area}`, 'house')}>{card.village}</AppLink>, {card.district}{' '}
          <span className="quiet">{card.area}</span>
        </Fact>
        <Fact term={t('class')}>
          <ClassBadge of={card} classes={classes} />
          {card.classSource ? (
            <p className="quiet small">
              {card.classSource}
              {card.classDay ? ` · ${day(card.classDay)}` : ''}
            </p>
          ) : null}
        </Fact>
        <Fact term={t('share')}>
          <Share card={card} />
        </Fact>
        <Fact term={t('voters')}>{card.voters === null ? '–' : number(card.voters)}</Fact>
        <Fact term={t('address')}>{card.address ?? '–'}</Fact>
        {card.specialKind ? (
          <Fact term={t('special')}>
            <Badge shape="diamond">{localized(specialWords[card.specialKind])}</Badge>
            {card.responsible ? (
              <p>
                {t('responsible')}: {card.responsible.name} {card.responsible.phone ?? ''}
              </p>
            ) : null}
          </Fact>
        ) : null}
        <Fact term={t('place')}>
          <PlaceLine card={card} />
        </Fact>
        <Fact term={t('source')}>
          {card.source} <StandingNote standing={card.standing} />
        </Fact>
      </dl>
      <History card={card} />
      <Neighbours card={card} />
    </div>
  );
}

function Share({ card }: { card: StationCard }) {
  const t = useTexts(words);
  if (!card.share) return <span className="quiet">{t('shareNone')}</span>;
  const { police, stations, linmasPerStation, source, standing } = card.share;
  return (
    <>
      {t('shareText', { police, count: stations, linmas: linmasPerStation })}
      <p className="quiet small">
        {source} · <StandingNote standing={standing} />
      </p>
    </>
  );
}

function PlaceLine({ card }: { card: StationCard }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { number } = useFormat();
  if (card.lat === null || card.lon === null) return <span className="quiet">{t('placeNone')}</span>;
  return (
    <>
      {card.lat.toFixed(5)}, {card.lon.toFixed(5)}
      {card.position === 'estimated' ? (
        <p className="quiet small">{t('placeEstimated', { metres: number(card.accuracy ?? 0) })}</p>
      ) : (
        <>
          <p className={card.place === 'village' ? 'quiet small' : 'small alarm'}>
            {localized(placeWords[card.place])} {card.place === 'village' ? '' : (card.placeArea ?? '')}
          </p>
          <PlaceJudge of={card} />
        </>
      )}
    </>
  );
}

function History({ card }: { card: StationCard }) {
  const t = useTexts(words);
  const { instant, day } = useFormat();
  const localized = useLocalized();
  return (
    <section>
      <h2>{t('history')}</h2>
      {card.history.length === 0 ? <p className="quiet">{t('historyNone')}</p> : null}
      <ul className="tps-lines">
        {card.history.map((change) => (
          <li key={`${change.changedAt} ${change.scheme}`}>
            <strong>
              {t('historyLine', {
                before: change.before ?? t('noClass'),
                after: change.className ? localized(change.className) : (change.after ?? t('noClass')),
              })}
            </strong>
            <span className="quiet">
              {change.source}
              {change.statedOn ? ` · ${day(change.statedOn)}` : ''} · {instant(change.changedAt)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Neighbours({ card }: { card: StationCard }) {
  const t = useTexts(words);
  const href = useHref();
  const { number } = useFormat();
  return (
    <section>
      <h2>{t('neighbours')}</h2>
      {card.neighbours.length === 0 ? <p className="quiet">{t('neighboursNone')}</p> : null}
      <ul className="tps-lines">
        {card.neighbours.map((one) => (
          <li key={one.id}>
            <AppLink to={href(`tps/${one.id}`)}>
              {one.name}, {one.village}
            </AppLink>
            <span className="quiet">{t('metres', { count: number(one.distanceM) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
