import { Outlet } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo } from 'react';
import { readOperation } from '#rooms/operations/contract.ts';
import type { ReplyOf } from '#shared/endpoint.ts';
import { systemClock } from '#shared/time.ts';
import { ProblemError, useAsk } from '#web/api/index.ts';
import { ZoneContext } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { type OpenOperation, OperationContext, useOpenOperation, usePerson } from '#web/shell/index.ts';
import { Answer, Loading } from '#web/ui/index.ts';
import { forgetOperation, rememberOperation } from './last-operation.ts';

/**
 * Holds the operation of the address, or on a page outside all of them the last one, so that the bar above the screens
 * names it, shows its clock and leads back into it.
 */
export function OperationProvider({ operationId, children }: { operationId: string; children: ReactNode }) {
  const asked = useAsk(readOperation, { params: { operationId } });
  useLive(['operation'], [readOperation]);
  const operation = useMemo(() => (asked.state === 'ready' ? openOperation(asked.data) : null), [asked]);
  const { id: userId } = usePerson();
  const opened = operation?.id;
  const isRefused = asked.state === 'failed' && asked.error instanceof ProblemError;
  useEffect(() => {
    if (opened) rememberOperation(userId, opened);
    if (isRefused) forgetOperation(userId, operationId);
  }, [userId, opened, isRefused, operationId]);
  return (
    <OperationContext value={operation}>
      <ZoneContext value={operation?.zone ?? 'WIB'}>{children}</ZoneContext>
    </OperationContext>
  );
}

/** Screens below an operation wait until it is there. */
export function OperationFrame({ operationId }: { operationId: string }) {
  const operation = useOpenOperation();
  const asked = useAsk(readOperation, { params: { operationId } });
  if (!operation)
    return (
      <Answer of={asked} rows={12}>
        {() => <Loading rows={12} />}
      </Answer>
    );
  return <Outlet />;
}

function openOperation(reply: ReplyOf<typeof readOperation>): OpenOperation {
  const { id, codeName, period, areas, votingDay, sample, clock } = reply;
  return {
    id,
    name: codeName,
    revision: period.revision,
    zone: clock.zone,
    areas,
    votingDay,
    sample,
    clock: { mode: clock.mode, now: new Date(clock.now), saidAt: systemClock() },
  };
}
