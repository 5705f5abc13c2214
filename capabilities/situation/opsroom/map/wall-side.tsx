import { isWithin } from '#shared/area-code.ts';
import { useAsk } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { useOperation } from '#web/shell/index.ts';
import { Answer, Chip, EmptyState, Tabs } from '#web/ui/index.ts';
import { type ActionItem, listActions } from '../../contract.ts';
import { ActionList, useActing } from '../action-list.tsx';
import { AreaList, type AreaListProps } from './area-list.tsx';
import { Feed } from './feed.tsx';
import { words } from './words.ts';

export const tabs = ['actions', 'feed', 'areas'] as const;
export type SideTab = (typeof tabs)[number];

export type WallSideProps = {
  readonly tab: SideTab;
  readonly onTab: (tab: SideTab) => void;
  /** Only what lies at or below this area, under this name. */
  readonly area: { readonly code: string; readonly name: string } | null;
  readonly onClearArea: () => void;
  readonly areaList: AreaListProps;
};

/** One list at a time: what needs an action, what came in, or the areas of the map. */
export function WallSide({ tab, onTab, area, onClearArea, areaList }: WallSideProps) {
  const t = useTexts(words);
  const { id: operationId } = useOperation();
  const actions = useAsk(listActions, { params: { operationId } });
  useLive(['field-report', 'incident', 'activity', 'operation', 'deployment'], [listActions]);
  const items = actions.state === 'ready' ? actions.data.items.filter(inside(area?.code ?? null)) : null;
  const filter = area ? (
    <p className="wall-filter">
      <Chip onRemove={onClearArea} removeLabel={t('clear')}>
        {t('onlyHere', { area: area.name })}
      </Chip>
    </p>
  ) : null;
  return (
    <Tabs
      label={t('side')}
      value={tab}
      onChange={onTab}
      tabs={[
        {
          id: 'actions',
          text: t('actions'),
          ...(items === null ? {} : { count: items.length }),
          body: (
            <>
              {filter}
              <Answer of={actions}>{() => <Actions items={items ?? []} />}</Answer>
            </>
          ),
        },
        {
          id: 'feed',
          text: t('feed'),
          body: (
            <>
              {filter}
              <Feed area={area?.code ?? null} />
            </>
          ),
        },
        {
          id: 'areas',
          text: t('areas'),
          ...(areaList.areas.length === 0 ? {} : { count: areaList.areas.length }),
          body: <AreaList {...areaList} />,
        },
      ]}
    />
  );
}

function inside(area: string | null) {
  return (item: ActionItem) => area === null || (item.area !== null && isWithin(item.area, area));
}

function Actions({ items }: { items: readonly ActionItem[] }) {
  const t = useTexts(words);
  const { act, notices } = useActing();
  return (
    <div className="sit-actions">
      {notices}
      {items.length === 0 ? (
        <EmptyState icon="check" title={t('actionsNone')} />
      ) : (
        <ActionList items={items} onAct={act} withKeys />
      )}
    </div>
  );
}
