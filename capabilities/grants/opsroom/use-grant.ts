import type { Endpoint, ReplyOf } from '#shared/endpoint.ts';
import { type Command, useCommand } from '#web/api/index.ts';
import { readGrantTimeline, readGrantTotals } from '../doors-overview.ts';
import { listGrants, readGrant } from '../doors-reading.ts';

export type Grant = ReplyOf<typeof readGrant>;

/** A command after which list, totals, time line and the open agreement are asked again. */
export function useGrantCommand<E extends Endpoint>(endpoint: E): Command<E> {
  return useCommand(endpoint, [listGrants, readGrant, readGrantTotals, readGrantTimeline]);
}
