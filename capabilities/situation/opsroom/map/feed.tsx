import { acknowledgeReports, listReports } from '#rooms/field-reports/contract.ts';
import { listIncidents, takeIncident } from '#rooms/incidents/contract.ts';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useFormat, useLanguage, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { useHref, useMay, useNow, useOperation } from '#web/shell/index.ts';
import {
  Answer,
  AppLink,
  Badge,
  Button,
  CommandNotice,
  EmptyState,
  Icon,
  toast,
  useGo,
} from '#web/ui/index.ts';
import { listActions, readFigures } from '../../contract.ts';
import { screens, withinArea } from './addresses.ts';
import { type FeedItem, feedOf } from './feed-items.ts';
import { useListKeys } from './use-list-keys.ts';
import { words } from './words.ts';

const SHOWN = 40;

/** What came in, as it comes in. @param area only at or below it */
export function Feed({ area }: { area: string | null }) {
  const t = useTexts(words);
  const lang = useLanguage();
  const { id: operationId } = useOperation();
  const where = area === null ? {} : { where: JSON.stringify([withinArea('area', area)]) };
  const asked = { params: { operationId } };
  const reports = useAsk(
    listReports,
    { ...asked, query: { ...where, limit: SHOWN, sort: '-operationAt', lang } },
    { keep: true, enabled: useMay('field-report.read') },
  );
  const incidents = useAsk(
    listIncidents,
    { ...asked, query: { ...where, limit: SHOWN, sort: '-openedOperationAt', lang } },
    { keep: true, enabled: useMay('incident.read') },
  );
  useLive(['field-report', 'incident'], [listReports, listIncidents]);
  const open = incidents.state === 'ready' ? incidents.data.rows : [];
  return (
    <Answer of={reports}>
      {({ rows }) => {
        const items = feedOf(rows, open).slice(0, SHOWN);
        if (items.length === 0)
          return <EmptyState icon="inbox" title={t('feedNone')} text={t('feedNoneText')} />;
        return <FeedList items={items} />;
      }}
    </Answer>
  );
}

function FeedList({ items }: { items: readonly FeedItem[] }) {
  const t = useTexts(words);
  const go = useGo();
  const href = useHref();
  const refreshed = [listReports, listIncidents, listActions, readFigures];
  const reading = useCommand(acknowledgeReports, refreshed);
  const taking = useCommand(takeIncident, refreshed);
  const take = async ({ kind, id, mayTake }: FeedItem) => {
    if (!mayTake) return;
    if (kind === 'report') {
      if (await reading.run({ body: { reportIds: [id] } })) toast(t('acknowledged'));
    } else if (await taking.run({ params: { incidentId: id }, body: { reason: null } })) toast(t('taken'));
  };
  const itemOf = (key: string) => items.find((item) => item.key === key);
  const { current, lineId } = useListKeys(
    t('feed'),
    items.map(({ key }) => key),
    {
      open: (key) => {
        const item = itemOf(key);
        if (item) go(href(pathOf(item)));
      },
      take: (key) => {
        const item = itemOf(key);
        if (item) void take(item);
      },
    },
  );
  return (
    <>
      <CommandNotice command={reading} />
      <CommandNotice command={taking} />
      <ul className="wall-list">
        {items.map((item) => (
          <li
            key={item.key}
            id={lineId(item.key)}
            className="wall-item"
            aria-current={item.key === current ? 'true' : undefined}
          >
            <FeedLine item={item} href={href(pathOf(item))} onTake={() => void take(item)} />
          </li>
        ))}
      </ul>
    </>
  );
}

function FeedLine({ item, href, onTake }: { item: FeedItem; href: string; onTake: () => void }) {
  const t = useTexts(words);
  const { age } = useFormat();
  const now = useNow();
  return (
    <>
      <span className={item.isUrgent ? 'alarm' : 'quiet'}>
        <Icon name={item.kind === 'incident' || item.isUrgent ? 'triangle' : 'message'} size={20} />
      </span>
      <div className="wall-item-words">
        <div className="wall-item-head">
          <AppLink to={href}>{item.title}</AppLink>
          <time className="quiet small" dateTime={item.at}>
            {age(item.at, now)}
          </time>
        </div>
        <span className="quiet">{item.place}</span>
        <span className="wall-item-text">{item.text}</span>
        <div className="wall-item-head">
          {item.isNew ? (
            <Badge shape="ring" tone={item.isUrgent ? 'alarm' : 'quiet'}>
              {t(item.kind === 'report' ? (item.isUrgent ? 'helpNow' : 'unread') : 'unheld')}
            </Badge>
          ) : null}
          {item.mayTake ? (
            <Button size="s" onPress={onTake}>
              {t(item.kind === 'report' ? 'markRead' : 'take')}
            </Button>
          ) : null}
        </div>
      </div>
    </>
  );
}

function pathOf({ kind, id }: FeedItem): string {
  return `${kind === 'report' ? screens.reports : screens.incidents}/${id}`;
}
