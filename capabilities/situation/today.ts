/** The desk of today: what happens, what waits for whoever asks, what is short. */
import { leadRoles } from '#rooms/access/contract.ts';
import { type OperationSummary, operationNow, operationStages } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import type { ReplyOf } from '#shared/endpoint.ts';
import { addDays, dayOf, daysBetween, instantOf } from '#shared/time.ts';
import { gatherActions } from './actions.ts';
import type { ActionItem, ActionKind, readToday } from './contract.ts';
import { missingIn } from './gaps.ts';
import { activitiesIn } from './gather.ts';
import { iso } from './names.ts';
import { nextStage, stagesAround } from './rules.ts';
import { listUnread } from './waiting-store.ts';

type Today = ReplyOf<typeof readToday>;

const SHORT: readonly ActionKind[] = ['gap', 'contradiction'];

export async function gatherToday(context: Context, operation: OperationSummary): Promise<Today> {
  const { now, shifted } = await context.ask(operationNow, { id: operation.id });
  const { zone, votingDay } = operation;
  const today = dayOf(now, zone);
  const period = { from: instantOf(today, '00:00', zone), to: instantOf(addDays(today, 1), '00:00', zone) };
  const stages = await context.ask(operationStages, { id: operation.id });
  const running = stagesAround(stages, today, 0);
  const next = nextStage(stages, today);
  const { items, tied } = await gatherActions(context, operation);
  const unread = (await listUnread(context, operation.id)).length;
  return {
    clock: { now: iso(now), today, zone, shifted },
    role: roleOf(context, operation.id),
    daysToVoting: votingDay === null ? null : daysBetween(today, votingDay),
    stages: next ? [...running, next] : running,
    activities: await activitiesIn(context, operation.id, period),
    waiting: items.filter(({ kind }) => !SHORT.includes(kind)),
    short: items.filter(({ kind }) => SHORT.includes(kind)),
    missing: await missingIn(context, operation, today),
    elsewhere: unread - tied - items.filter(isReport).length,
  };
}

const isReport = ({ opens }: ActionItem) => opens.list === 'field-reports.list';

function roleOf({ actor }: Context, operationId: string): Today['role'] {
  const held = actor.grants.filter(
    (grant) => grant.operationId === null || grant.operationId === operationId,
  );
  if (held.some(({ role }) => leadRoles.some((lead) => lead === role))) return 'lead';
  return held.some(({ role }) => role === 'agency-officer') ? 'agency' : 'reader';
}
