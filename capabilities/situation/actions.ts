/** Gathers what needs an action from every room, as far as whoever asks may see it. */
import { deploymentNeed, type Need } from '#rooms/deployment/contract.ts';
import {
  activityPlan,
  type OperationSummary,
  operationContradictions,
  operationNow,
  operationOverdue,
  operationStages,
} from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { dayOf } from '#shared/time.ts';
import type { ActionItem } from './contract.ts';
import { englishDay, englishFigure, figure, shortDay } from './indonesian.ts';
import { areaNamesOf, iso } from './names.ts';
import { orderActions } from './order.ts';
import { rowLevel, stagesAround } from './rules.ts';
import { incidentItems, reportItems } from './waiting.ts';

/** A stage is an item of this list from a week before it begins; the mark before that stands on the page of stages. */
const ALARM_DAYS = 7;

export async function gatherActions(context: Context, operation: OperationSummary): Promise<ActionItem[]> {
  const items = [
    ...(await reportItems(context, operation.id)),
    ...(await incidentItems(context, operation.id)),
    ...(await stageItems(context, operation)),
    ...(await activityItems(context, operation)),
    ...(await contradictionItems(context, operation.id)),
    ...(await gapItems(context, operation)),
  ];
  return orderActions(items);
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

/** Whoever may write a result is asked for it. */
async function activityItems(context: Context, { id: operationId }: OperationSummary): Promise<ActionItem[]> {
  if (!context.may(activityPlan, { operationId })) return [];
  const overdue = await context.ask(operationOverdue, { id: operationId });
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
  const found = await context.ask(operationContradictions, { id: operationId });
  return found.map(({ key, text, stated, computed, source }) => ({
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
    opens: { list: 'operations.listContradictions', where: [], id: key },
    action: null,
  }));
}

async function gapItems(context: Context, operation: OperationSummary): Promise<ActionItem[]> {
  const asked = { operationId: operation.id };
  const below = await context.ask(deploymentNeed, { ...asked, level: rowLevel(operation.areas) });
  const distributed = below.rows.some(({ gap }) => gap !== null);
  const rows = distributed
    ? below.rows
    : (await context.ask(deploymentNeed, { ...asked, level: 'operation' })).rows;
  const short = rows.filter(({ gap }) => gap !== null && gap > 0);
  const areas = await areaNamesOf(
    context,
    short.flatMap(({ area }) => area ?? []),
  );
  return short.map((row) => gapItem(row, row.area === null ? null : (areas.get(row.area) ?? row.area)));
}

function gapItem(row: Need, areaName: string | null): ActionItem {
  const { area, force, need, available, gap, gapGrouped, standingGrouped } = row;
  const grouped = gapGrouped === null || gapGrouped === gap ? '' : ` · per kelurahan ${figure(gapGrouped)}`;
  const sure = grouped && standingGrouped === 'estimated' ? ' (perkiraan)' : '';
  const sureEn = standingGrouped === 'estimated' ? ' (estimated)' : '';
  const groupedEn = grouped ? ` · per village ${englishFigure(gapGrouped ?? 0)}${sureEn}` : '';
  const unit = { polri: { id: 'polisi', en: 'police' }, linmas: { id: 'Linmas', en: 'Linmas' } }[force];
  return {
    key: `gap:${force}:${area ?? ''}`,
    kind: 'gap',
    icon: 'user-minus',
    title: {
      id: `${areaName ?? 'Operasi'} kurang ${figure(gap ?? 0)} ${unit.id}`,
      en: `${areaName ?? 'The operation'} is short of ${englishFigure(gap ?? 0)} ${unit.en}`,
    },
    subtitle: {
      id: `butuh ${figure(need)} · ada ${figure(available ?? 0)}${grouped}${sure}`,
      en: `need ${englishFigure(need)} · available ${englishFigure(available ?? 0)}${groupedEn}`,
    },
    at: null,
    weight: gap ?? 0,
    area,
    holder: null,
    opens: {
      list: 'deployment.listNeed',
      where: area === null ? [] : [{ field: 'area', is: 'eq', value: area }],
      id: null,
    },
    action: null,
  };
}
