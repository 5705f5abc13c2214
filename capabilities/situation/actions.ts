/** Gathers what needs an action from every room, as far as whoever asks may see it. */
import {
  activityPlan,
  type OperationSummary,
  operationNow,
  operationOverdue,
  operationStages,
  operatorAwaited,
} from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { dayOf } from '#shared/time.ts';
import { type ActionItem, dailyReportIssue } from './contract.ts';
import { contradictionsOf } from './contradictions.ts';
import { gapItems } from './gaps.ts';
import { englishDay, englishFigure, figure, shortDay } from './indonesian.ts';
import { areaNamesOf, iso } from './names.ts';
import { orderActions } from './order.ts';
import { stagesAround } from './rules.ts';
import { incidentItems, joinTied, reportItems } from './waiting.ts';

/** A stage is an item of this list from a week before it begins; the mark before that stands on the page of stages. */
const ALARM_DAYS = 7;

/** `tied`: how many unread reports are not named by themselves, because the incident opened from them is. */
export async function gatherActions(
  context: Context,
  operation: OperationSummary,
): Promise<{ items: ActionItem[]; tied: number }> {
  const reports = await reportItems(context, operation.id);
  const joined = joinTied(reports, await incidentItems(context, operation.id));
  const items = [
    ...joined.reports,
    ...joined.incidents,
    ...(await operatorItems(context, operation.id)),
    ...(await stageItems(context, operation)),
    ...(await activityItems(context, operation)),
    ...(await contradictionItems(context, operation.id)),
    ...(await gapItems(context, operation)),
  ];
  return { items: orderActions(items), tied: reports.length - joined.reports.length };
}

/** Until it is decided the operation may not run: nothing else in it waits for KPU and the police as much. */
async function operatorItems(context: Context, operationId: string): Promise<ActionItem[]> {
  const awaited = await context.ask(operatorAwaited, { id: operationId });
  if (!awaited) return [];
  const { operator, place } = awaited;
  return [
    {
      key: 'operator',
      kind: 'operator',
      icon: 'server',
      title: { id: 'Putuskan pengelola server', en: 'Decide on the operator of the server' },
      subtitle: {
        id: `${operator}, ${place} · menunggu kata instansi Anda`,
        en: `${operator}, ${place} · waits for the word of your agency`,
      },
      at: null,
      weight: 0,
      area: null,
      holder: null,
      opens: { list: 'operations.readAdmission', where: [], id: null },
      action: null,
    },
  ];
}

async function stageItems(context: Context, operation: OperationSummary): Promise<ActionItem[]> {
  const { now } = await context.ask(operationNow, { id: operation.id });
  const stages = await context.ask(operationStages, { id: operation.id });
  const soon = stagesAround(stages, dayOf(now, operation.zone), ALARM_DAYS);
  return soon.flatMap(({ key, name, start, daysTo }, index): ActionItem[] => {
    if (daysTo === null || start === null) return [];
    return [
      {
        key: `stage:${key}`,
        kind: 'alarm',
        icon: 'clock',
        title: { id: `H-${daysTo}: ${name.id}`, en: `H-${daysTo}: ${name.en}` },
        subtitle: { id: `mulai ${shortDay(start)}`, en: `begins on ${englishDay(start)}` },
        at: null,
        // In the order of the stages: the nearer the heavier.
        weight: soon.length - index,
        area: null,
        holder: null,
        opens: { list: 'operations.readStages', where: [], id: key },
        action: null,
      },
    ];
  });
}

/**
 * Whoever is to write a result is asked for it: who leads, and the agency that opened the operation. Officers of other
 * agencies may plan and close their own, which the list of activities shows them.
 */
async function activityItems(context: Context, operation: OperationSummary): Promise<ActionItem[]> {
  const { id: operationId, openedByAgencyId } = operation;
  const { agencyId } = context.actor;
  const isOwn = agencyId !== null && agencyId === openedByAgencyId;
  const found = await context.ask(operationOverdue, { id: operationId });
  const overdue = found.filter(({ area }) => {
    const where = { operationId, area };
    return context.may(activityPlan, where) && (isOwn || context.may(dailyReportIssue, where));
  });
  const areas = await areaNamesOf(
    context,
    overdue.map(({ area }) => area),
  );
  return overdue.map(({ id, title, area, startsAt, endsAt }) => ({
    key: `activity:${id}`,
    kind: 'activity-open',
    icon: 'calendar',
    title: { id: title, en: title },
    subtitle: {
      id: `lewat tanpa hasil · ${areas.get(area) ?? area}`,
      en: `over without a result · ${areas.get(area) ?? area}`,
    },
    at: iso(endsAt ?? startsAt),
    weight: 0,
    area,
    holder: null,
    opens: { list: 'operations.listActivities', where: [{ field: 'overdue', is: 'eq', value: 'yes' }], id },
    action: null,
  }));
}

async function contradictionItems(context: Context, operationId: string): Promise<ActionItem[]> {
  const { stated: own, divided } = await contradictionsOf(context, operationId);
  return [...own, ...divided].map(({ key, text, stated, computed, source }) => ({
    key: `contradiction:${key}`,
    kind: 'contradiction',
    icon: 'not-equal',
    title: text,
    subtitle: {
      id: `tertulis ${figure(stated)} · terhitung ${figure(computed)} · ${source}`,
      en: `stated ${englishFigure(stated)} · computed ${englishFigure(computed)} · ${source}`,
    },
    at: null,
    weight: Math.abs(computed - stated),
    area: null,
    holder: null,
    opens: divided.some((one) => one.key === key)
      ? { list: 'deployment.listNeed', where: [], id: null }
      : { list: 'operations.listContradictions', where: [], id: key },
    action: null,
  }));
}
