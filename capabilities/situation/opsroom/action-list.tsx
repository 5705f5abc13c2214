import { useState } from 'react';
import { acknowledgeReports } from '#rooms/field-reports/contract.ts';
import { takeIncident } from '#rooms/incidents/contract.ts';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { useHref, useNow, useOperation, usePerson } from '#web/shell/index.ts';
import {
  Answer,
  AppLink,
  Badge,
  Button,
  CommandNotice,
  EmptyState,
  Icon,
  type IconName,
  iconPaths,
  toast,
  useGo,
  useKeys,
} from '#web/ui/index.ts';
import { type ActionItem, listActions, readFigures, readToday } from '../contract.ts';
import { pathOf } from './destinations.ts';
import './situation.css';
import { words } from './words.ts';

/** What needs an action in the open operation, fetched and kept fresh, with its keys. */
export function OperationActions() {
  const t = useTexts(words);
  const { id: operationId } = useOperation();
  const actions = useAsk(listActions, { params: { operationId } });
  useLive(
    ['field-report', 'incident', 'activity', 'operation', 'deployment', 'server-operator'],
    [listActions],
  );
  const { act, notices } = useActing();
  return (
    <section className="sit-actions">
      <h2 className="sit-side-head">
        {t('actions')}{' '}
        {actions.state === 'ready' ? <span className="quiet">{actions.data.total}</span> : null}
      </h2>
      {notices}
      <Answer
        of={actions}
        isEmpty={({ items }) => items.length === 0}
        empty={<EmptyState icon="check" title={t('actionsNone')} text={t('actionsNoneText')} />}
      >
        {({ items }) => <ActionList items={items} onAct={act} withKeys />}
      </Answer>
    </section>
  );
}

/** Settles an item by the door of the room that it comes from. */
export function useActing() {
  const t = useTexts(words);
  const refreshed = [listActions, readToday, readFigures];
  const acknowledging = useCommand(acknowledgeReports, refreshed);
  const taking = useCommand(takeIncident, refreshed);
  const act = async ({ action }: ActionItem) => {
    const [first] = action?.ids ?? [];
    if (!action || first === undefined) return;
    if (action.endpoint === acknowledgeReports.name) {
      if (await acknowledging.run({ body: { reportIds: [...action.ids] } })) toast(t('acknowledged'));
    } else if (await taking.run({ params: { incidentId: first }, body: { reason: null } })) toast(t('taken'));
  };
  const notices = (
    <>
      <CommandNotice command={acknowledging} />
      <CommandNotice command={taking} />
    </>
  );
  return { act, notices };
}

export type ActionListProps = {
  readonly items: readonly ActionItem[];
  readonly onAct: (item: ActionItem) => void;
  /** J, K, Enter and E work this list; one list of a screen has them. */
  readonly withKeys?: boolean;
};

/** Draws the items that it is given, most urgent first as they come. */
export function ActionList({ items, onAct, withKeys = false }: ActionListProps) {
  const [chosen, choose] = useState<string | null>(null);
  return (
    <ul className="sit-action-list">
      {withKeys ? <ListKeys items={items} chosen={chosen} choose={choose} onAct={onAct} /> : null}
      {items.map((item) => (
        <ActionLine key={item.key} item={item} chosen={item.key === chosen} onAct={onAct} />
      ))}
    </ul>
  );
}

type KeysProps = ActionListProps & { readonly chosen: string | null; readonly choose: (key: string) => void };

function ListKeys({ items, chosen, choose, onAct }: KeysProps) {
  const t = useTexts(words);
  const go = useGo();
  const href = useHref();
  const at = items.findIndex(({ key }) => key === chosen);
  const move = (by: number) => {
    const next = items[Math.max(0, Math.min(items.length - 1, at + by))];
    if (!next) return;
    choose(next.key);
    document.getElementById(lineId(next.key))?.scrollIntoView({ block: 'nearest' });
  };
  const item = items[at];
  useKeys(t('actions'), [
    { keys: 'J', title: t('keyNext'), run: () => move(1), hint: true },
    { keys: 'K', title: t('keyPrevious'), run: () => move(-1), hint: true },
    {
      keys: 'Enter',
      title: t('keyOpen'),
      run: () => {
        const path = item ? pathOf(item.opens) : null;
        if (path !== null) go(href(path));
      },
    },
    { keys: 'E', title: t('keyAct'), run: () => item?.action && onAct(item), hint: true },
  ]);
  return null;
}

const lineId = (key: string) => `action-${key}`;

function ActionLine({
  item,
  chosen,
  onAct,
}: {
  item: ActionItem;
  chosen: boolean;
  onAct: (item: ActionItem) => void;
}) {
  const t = useTexts(words);
  const localized = useLocalized();
  const href = useHref();
  const { id: me } = usePerson();
  const path = pathOf(item.opens);
  const title = localized(item.title);
  const { action, holder } = item;
  return (
    <li
      id={lineId(item.key)}
      className={`sit-action sit-${item.kind}`}
      aria-current={chosen ? 'true' : undefined}
    >
      <Icon name={iconOf(item.icon)} size={20} />
      <div className="sit-action-words">
        <div className="sit-action-line">
          {path === null ? (
            <span className="strong">{title}</span>
          ) : (
            <AppLink to={href(path)}>{title}</AppLink>
          )}
          <Since item={item} />
        </div>
        {item.kind === 'emergency' ? (
          <Badge shape="triangle" tone="alarm">
            {t('emergency')}
          </Badge>
        ) : null}
        <span className="quiet">{localized(item.subtitle)}</span>
        {holder && holder.id !== me ? (
          <span className="quiet small">{t('held', { name: holder.name })}</span>
        ) : null}
        {action ? (
          <Button size="s" onPress={() => onAct(item)}>
            {t(
              action.endpoint === takeIncident.name ? 'act.incidents.take' : 'act.field-reports.acknowledge',
            )}
          </Button>
        ) : null}
      </div>
    </li>
  );
}

/** Everything that waits ages by the operation's clock, as the lists behind it do. */
function Since({ item }: { item: ActionItem }) {
  const { age } = useFormat();
  const now = useNow();
  if (item.at === null) return null;
  return <time dateTime={item.at}>{age(item.at, now)}</time>;
}

function iconOf(name: string): IconName {
  return isIcon(name) ? name : 'info';
}

function isIcon(name: string): name is IconName {
  return name in iconPaths;
}
