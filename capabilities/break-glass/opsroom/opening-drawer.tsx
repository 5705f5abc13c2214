import { useAsk } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { Answer, AppLink, AreaName, Badge, Drawer } from '#web/ui/index.ts';
import { causes, type OpeningDetail, type OpeningRow, readOpening, stateWords } from '../contract.ts';
import './break-glass.css';
import { Reviewing } from './reviewing.tsx';
import { words } from './words.ts';

type Props = { readonly opening: OpeningRow; readonly onClose: () => void };

/** One emergency access: who, why, what was read and done, and the review. */
export function OpeningDrawer({ opening, onClose }: Props) {
  const t = useTexts(words);
  const asked = useAsk(readOpening, { params: { openingId: opening.id } });
  useLive(['break-glass'], [readOpening]);
  return (
    <Drawer title={t('one', { name: opening.openedName })} open wide onClose={onClose} reading>
      <div className="emergency-drawer">
        <Facts opening={opening} />
        {opening.mine === 'own' && opening.reviewedAt === null && opening.endedAt !== null ? (
          <p className="quiet">{t('ownReview')}</p>
        ) : null}
        <Answer of={asked} rows={4}>
          {(detail) => <Done detail={detail} />}
        </Answer>
        {opening.mine === 'review' ? <Reviewing opening={opening} onDone={onClose} /> : null}
      </div>
    </Drawer>
  );
}

function Facts({ opening }: { opening: OpeningRow }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { instant } = useFormat();
  const ended = opening.endedAt === null ? t('stillOpen') : instant(opening.endedAt);
  const how =
    opening.endedHow === null ? '' : ` · ${t(opening.endedHow === 'self' ? 'endedSelf' : 'endedTime')}`;
  const facts: readonly (readonly [string, string | null])[] = [
    [t('state'), localized(stateWords[opening.state])],
    [t('agency'), opening.agency],
    [t('cause'), localized(causes[opening.cause])],
    [t('reason'), opening.reason],
    [t('since'), instant(opening.openedAt)],
    [t('until'), instant(opening.until)],
    [t('ended'), `${ended}${how}`],
    [t('ordinal'), t('ordinalText', { count: opening.ordinal })],
    [t('reviewedBy'), opening.reviewedName],
    [t('reviewNote'), opening.reviewNote],
  ];
  return (
    <dl className="emergency-facts">
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name}>
            <dt className="quiet small">{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function Done({ detail }: { detail: OpeningDetail }) {
  const t = useTexts(words);
  return (
    <>
      <section>
        <h2>{t('reads')}</h2>
        <p className="quiet small">{t('readsNote')}</p>
        {detail.reads.length === 0 ? <p>{t('noReads')}</p> : <Reads reads={detail.reads} />}
      </section>
      <section>
        <h2>{t('acts')}</h2>
        <p className="quiet small">{t('actsNote')}</p>
        {detail.acts.length === 0 ? <p>{t('noActs')}</p> : <Acts acts={detail.acts} />}
      </section>
    </>
  );
}

function Reads({ reads }: { reads: OpeningDetail['reads'] }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { time, number, zone } = useFormat();
  return (
    <ul className="emergency-list">
      {reads.map(({ door, what, times, beyond, firstAt, lastAt, things, records = [] }) => (
        <li key={door}>
          <span className="strong">{localized(what)}</span>
          <span className="quiet small">
            {t('readLine', {
              times: number(times),
              beyond: number(beyond),
              first: time(firstAt),
              last: `${time(lastAt)} ${zone}`,
            })}
          </span>
          {things === undefined ? null : <Things total={things} records={records} />}
        </li>
      ))}
    </ul>
  );
}

type Records = NonNullable<OpeningDetail['reads'][number]['records']>;

/** Single records, by their codes where this reader may open them; the others as a number. */
function Things({ total, records }: { total: number; records: Records }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const rest = total - records.length;
  return (
    <span className="emergency-things small">
      {records.map(({ code, path }) => (
        <AppLink key={path} to={path}>
          {code}
        </AppLink>
      ))}
      {rest === 0 ? null : (
        <span className="quiet">
          {t(records.length === 0 ? 'things' : 'moreThings', { total: number(rest) })}
        </span>
      )}
    </span>
  );
}

function Acts({ acts }: { acts: OpeningDetail['acts'] }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { time, zone } = useFormat();
  return (
    <ul className="emergency-list">
      {acts.map(({ leafId, what, at, area, beyond }) => (
        <li key={leafId}>
          <span className="strong">{localized(what)}</span>{' '}
          {beyond ? (
            <Badge shape="triangle" tone="alarm">
              {t('beyond')}
            </Badge>
          ) : null}
          <span className="quiet small">
            {time(at)} {zone}
            {area === null ? null : (
              <>
                {' · '}
                <AreaName code={area} />
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
