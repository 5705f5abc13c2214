import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { listOperations, operationOpen, operationRead } from '#rooms/operations/contract.ts';
import type { ReplyOf } from '#shared/endpoint.ts';
import { MAX_PAGE } from '#shared/table.ts';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { AtTheDoor, Page, useMay, usePerson } from '#web/shell/index.ts';
import { Answer, AppLink, Badge, EmptyState, useGo } from '#web/ui/index.ts';
import { FirstSteps } from './first-steps.tsx';
import { HomeCards } from './home-page.tsx';
import { lastOperation } from './last-operation.ts';
import { rooms } from './rooms.ts';
import { words } from './words.ts';

type Operations = ReplyOf<typeof listOperations>['rows'];

/** `/`: the operation of last time, the only one, or a choice. */
export function StartPage() {
  const t = useTexts(words);
  const mayRead = useMay(operationRead.name);
  const mayOpen = useMay(operationOpen.name);
  const asked = useAsk(
    listOperations,
    { query: { limit: MAX_PAGE, sort: '-firstDay' } },
    { enabled: mayRead },
  );
  useLive(['operation'], [listOperations]);
  if (rooms.length === 0) return <EmptyState icon="building" title={t('noRooms')} text={t('noRoomsText')} />;
  return (
    <Page title={t(mayRead ? 'startTitle' : 'startHouse')} form="read">
      {mayOpen ? <FirstSteps /> : null}
      {mayRead ? (
        <Answer
          of={asked}
          isEmpty={({ rows }) => rows.length === 0}
          empty={<EmptyState icon="flag" title={t('startNone')} text={t('startNoneText')} />}
        >
          {({ rows }) => <Choice operations={rows} />}
        </Answer>
      ) : (
        <HomeCards
          scope="house"
          none={<EmptyState icon="lock" title={t('startNoContent')} text={t('startNoContentText')} />}
        />
      )}
      <AtTheDoor rooms={rooms} />
    </Page>
  );
}

function Choice({ operations }: { operations: Operations }) {
  const t = useTexts(words);
  const { days, day } = useFormat();
  const go = useGo();
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const asksToChoose = search.pilih !== undefined;
  const last = lastOperation(usePerson().id);
  const known =
    operations.find(({ id }) => id === last) ?? (operations.length === 1 ? operations[0] : undefined);
  const target = asksToChoose ? undefined : known?.id;
  useEffect(() => {
    if (target) go(`/o/${target}`, { replace: true });
  });
  return (
    <ul className="operation-list">
      {operations.map((operation) => (
        <li key={operation.id}>
          <AppLink to={`/o/${operation.id}`} className="operation-card">
            <span className="strong">{operation.codeName}</span>
            <span className="quiet">
              {days(operation.firstDay, operation.lastDay)}
              {operation.votingDay ? ` · ${t('voting', { day: day(operation.votingDay) })}` : ''}
            </span>
            {operation.sample === 'yes' ? (
              <Badge shape="ring" tone="alarm">
                {t('sample')}
              </Badge>
            ) : null}
          </AppLink>
        </li>
      ))}
    </ul>
  );
}
