import type { ReplyOf } from '#shared/endpoint.ts';
import type { Localized } from '#shared/schema.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useMay } from '#web/shell/index.ts';
import { AreaName, Badge, StandingNote } from '#web/ui/index.ts';
import type { readOperation } from '../contract.ts';
import { electionWords, phaseWords } from '../vocabulary.ts';
import { ClockForm } from './clock-form.tsx';
import { words } from './words.ts';

type Operation = ReplyOf<typeof readOperation>;
const electionText: Readonly<Record<string, Localized>> = electionWords;

type Props = {
  readonly operation: Operation;
  /** What an agency is called; null where that is not known here. */
  readonly agencyName: (id: string) => string | null;
};

/** What the operation is, on one page. Draws; fetches nothing. */
export function OperationCard({ operation, agencyName }: Props) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { day } = useFormat();
  const mayClock = useMay('operation.set-clock');
  const { codeName, kind, period, votingDay, phase, areas, clock, elections, openedByAgencyId } = operation;
  const owners = operation.owners.flatMap((id) => agencyName(id) ?? []);
  const opener = openedByAgencyId === null ? null : agencyName(openedByAgencyId);
  return (
    <div className="ops-card">
      <h2>{codeName}</h2>
      <dl className="ops-facts">
        <dt>{t('form')}</dt>
        <dd>{t(kind)}</dd>
        <dt>{t('period')}</dt>
        <dd>
          {day(period.firstDay)} – {day(period.lastDay)} · {t('days', { count: period.days })} ·{' '}
          <span className="quiet">{t('revision', { number: period.revision })}</span>
        </dd>
        <dt>{t('votingDay')}</dt>
        <dd>{votingDay ? day(votingDay) : '–'}</dd>
        <dt>{t('phase')}</dt>
        <dd>{phase ? localized(phaseWords[phase] ?? { id: phase, en: phase }) : '–'}</dd>
        <dt>{t('areas')}</dt>
        <dd>
          {areas.map((area) => (
            <p key={area}>
              <AreaName code={area} />
            </p>
          ))}
        </dd>
        <dt>{t('zone')}</dt>
        <dd>{clock.zone}</dd>
        <dt>{t('owners')}</dt>
        <dd>
          {owners.map((owner) => (
            <p key={owner}>{owner}</p>
          ))}
          {owners.length === 0 ? <span className="quiet">{t('ownersNone')}</span> : null}
        </dd>
        {opener ? (
          <>
            <dt>{t('openedBy')}</dt>
            <dd>{opener}</dd>
          </>
        ) : null}
        <dt>{t('elections')}</dt>
        <dd>
          <Elections elections={elections} />
        </dd>
        <dt>{t('contradictions')}</dt>
        <dd>
          <Contradictions count={operation.contradictions} />
        </dd>
      </dl>
      {mayClock && (operation.sample || operation.drill) ? <ClockForm operation={operation} /> : null}
    </div>
  );
}

function Contradictions({ count }: { readonly count: number }) {
  const t = useTexts(words);
  return count > 0 ? (
    <Badge shape="triangle" tone="alarm">
      {String(count)}
    </Badge>
  ) : (
    <Badge shape="circle" tone="done">
      {t('contradictionsNone')}
    </Badge>
  );
}

function Elections({ elections }: Pick<Operation, 'elections'>) {
  const localized = useLocalized();
  const { day } = useFormat();
  if (elections.length === 0) return <span className="quiet">–</span>;
  return elections.map((election) => (
    <p key={election.key}>
      <span className="strong">{localized(election.name)}</span>
      <span className="ops-under quiet">
        {localized(electionText[election.kind] ?? electionWords.other)} · {day(election.votingDay)}
        {election.area ? (
          <>
            {' · '}
            <AreaName code={election.area} />
          </>
        ) : null}{' '}
        <StandingNote standing={election.standing} />
      </span>
    </p>
  ));
}
