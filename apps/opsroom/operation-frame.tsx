import { Outlet } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo } from 'react';
import { readOperation } from '#rooms/operations/contract.ts';
import type { ReplyOf } from '#shared/endpoint.ts';
import { systemClock } from '#shared/time.ts';
import { useAsk } from '#web/api/index.ts';
import { ZoneContext } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { type OpenOperation, OperationContext, useOpenOperation } from '#web/shell/index.ts';
import { Answer, Loading } from '#web/ui/index.ts';

/** Holds the operation of the address, so that the bar above the screens can name it and show its clock. */
export function OperationProvider({ operationId, children }: { operationId: string; children: ReactNode }) {
  const asked = useAsk(readOperation, { params: { operationId } });
  useLive(['operation'], [readOperation]);
  const operation = useMemo(() => (asked.state === 'ready' ? openOperation(asked.data) : null), [asked]);
  const opened = operation?.id;
  useEffect(() => {
    if (opened) localStorage.setItem(LAST_OPERATION, opened);
  }, [opened]);
  return (
    <OperationContext value={operation}>
      <ZoneContext value={operation?.zone ?? 'WIB'}>{children}</ZoneContext>
    </OperationContext>
  );
}

export const LAST_OPERATION = 'rakor.operation';

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
