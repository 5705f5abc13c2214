import type { ReplyOf } from '#shared/endpoint.ts';
import { addDays, dayOf, instantOf } from '#shared/time.ts';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { type OpenOperation, useHref, useNow, useOpenOperation } from '#web/shell/index.ts';
import { Answer, AppLink } from '#web/ui/index.ts';
import { listActivities } from '../activities.ts';
import './operations.css';
import { words } from './words.ts';

type Activities = ReplyOf<typeof listActivities>['rows'];

/** What is to be secured today, by the operation's clock. */
export function TodayCard() {
  const operation = useOpenOperation();
  return operation ? <Today operation={operation} /> : null;
}

function Today({ operation }: { operation: OpenOperation }) {
  const { id: operationId, zone } = operation;
  const day = dayOf(useNow(), zone);
  const where = JSON.stringify([
    { field: 'startsAt', is: 'ge', value: instantOf(day, '00:00', zone).toISOString() },
    { field: 'startsAt', is: 'lt', value: instantOf(addDays(day, 1), '00:00', zone).toISOString() },
  ]);
  const activities = useAsk(listActivities, { params: { operationId }, query: { where, limit: 20 } });
  useLive(['activity'], [listActivities]);
  return (
    <Answer of={activities} rows={3}>
      {({ rows }) => <TodayList activities={rows} />}
    </Answer>
  );
}

function TodayList({ activities }: { activities: Activities }) {
  const t = useTexts(words);
  const { time } = useFormat();
  const href = useHref();
  return (
    <section className="ops-home">
      <h2 className="ops-side-head">
        <AppLink to={href('kegiatan')}>{t('todayCard')}</AppLink>
      </h2>
      {activities.length === 0 ? <p className="ops-sources quiet">{t('todayNone')}</p> : null}
      <ul className="ops-list">
        {activities.map(({ id, title, place, startsAt, endsAt, state }) => (
          <li key={id}>
            <div className="ops-list-line">
              <span className="strong">{title}</span>
              <span>
                {time(startsAt)}
                {endsAt ? `–${time(endsAt)}` : ''}
              </span>
            </div>
            <span className="quiet small">
              {place} · {t(state)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
