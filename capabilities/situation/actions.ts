/** Gathers what needs an action from every room, as far as whoever asks may see it. */
import { personNames } from '#rooms/access/contract.ts';
import { deploymentNeed, type Need } from '#rooms/deployment/contract.ts';
import { reportBriefs } from '#rooms/field-reports/contract.ts';
import { visibleIncidents } from '#rooms/incidents/contract.ts';
import {
  activityPlan,
  type OperationSummary,
  operationActivities,
  operationContradictions,
  operationNow,
  operationStages,
} from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { dayOf } from '#shared/time.ts';
import { ACTIONS_LIMIT, type ActionItem } from './contract.ts';
import { figure, shortDay } from './indonesian.ts';
import { areaNamesOf, iso } from './names.ts';
import { orderActions } from './order.ts';
import { rowLevel, stagesAround } from './rules.ts';
import { listOpen, listUnread } from './waiting-store.ts';

/** A stage is an item of this list from a week before it begins; the mark before that stands on the page of stages. */
const ALARM_DAYS = 7;
/** How far back an activity without a result still asks for one. */
const RESULT_DAYS = 14;
const DAY_MS = 86_400_000;

export async function gatherActions(context: Context, operation: OperationSummary): Promise<ActionItem[]> {
  const items = [
    ...(await reportItems(context, operation.id)),
    ...(await incidentItems(context, operation.id)),
    ...(await stageItems(context, operation)),
    ...(await activityItems(context, operation)),
    ...(await contradictionItems(context, operation.id)),
    ...(await gapItems(context, operation)),
  ];
  return orderActions(items).slice(0, ACTIONS_LIMIT);
}

async function reportItems(context: Context, operationId: string): Promise<ActionItem[]> {
  const unread = await listUnread(context, operationId);
  const mine = unread.filter(
    ({ help, addressee }) => help === 'now' || (addressee !== null && addressee === context.actor.agencyId),
  );
  const briefs = await context.ask(reportBriefs, { ids: mine.map(({ id }) => id) });
  return mine.flatMap(({ id, help, receivedAt, mayAnswer }): ActionItem[] => {
    const brief = briefs.find((each) => each.id === id);
    if (!brief) return [];
    const place = [brief.stationName, brief.areaName].filter(Boolean).join(', ');
    return [
      {
        key: `report:${id}`,
        kind: help === 'now' ? 'help' : 'report-unread',
        icon: help === 'now' ? 'triangle' : 'inbox',
        title: brief.kindName,
        subtitle: {
          id: `${help === 'now' ? 'perlu bantuan segera · ' : ''}${place} · ${brief.code}`,
          en: `${help === 'now' ? 'needs help now · ' : ''}${place} · ${brief.code}`,
        },
        at: iso(receivedAt),
        weight: 0,
        area: brief.area,
        holder: null,
        opens: { list: 'field-reports.list', where: [], id },
        action: mayAnswer ? { endpoint: 'field-reports.acknowledge', ids: [id] } : null,
      },
    ];
  });
}

async function incidentItems(context: Context, operationId: string): Promise<ActionItem[]> {
  const { actor } = context;
  const open = await listOpen(context, operationId);
  const mine = open.filter(({ holder }) => holder === null || holder === actor.userId);
  const named = await context.ask(visibleIncidents, { ids: mine.map(({ id }) => id) });
  const areas = await areaNamesOf(
    context,
    mine.flatMap(({ area }) => area ?? []),
  );
  const [me] = await context.ask(personNames, { ids: [actor.userId] });
  return mine.flatMap(({ id, holder, openedAt, area, mayHold }): ActionItem[] => {
    const incident = named.find((each) => each.id === id);
    if (!incident) return [];
    const place = `${area === null ? '' : (areas.get(area) ?? area)} · ${incident.code}`;
    return [
      {
        key: `incident:${id}`,
        kind: holder === null ? 'incident-unheld' : 'incident-mine',
        icon: 'triangle',
        title: { id: incident.title, en: incident.title },
        subtitle:
          holder === null
            ? { id: `belum dipegang · ${place}`, en: `nobody has it · ${place}` }
            : { id: `Anda pegang · ${place}`, en: `you have it · ${place}` },
        at: iso(openedAt),
        weight: 0,
        area,
        holder: holder === null ? null : { id: holder, name: me?.name ?? '' },
        opens: { list: 'incidents.list', where: [], id },
        action: holder === null && mayHold ? { endpoint: 'incidents.take', ids: [id] } : null,
      },
    ];
  });
}

async function stageItems(context: Context, operation: OperationSummary): Promise<ActionItem[]> {
  const { now } = await context.ask(operationNow, { id: operation.id });
  const stages = await context.ask(operationStages, { id: operation.id });
  const soon = stagesAround(stages, dayOf(now, operation.zone), ALARM_DAYS);
  return soon.flatMap(({ key, name, start, daysTo }): ActionItem[] => {
    if (daysTo === null || start === null) return [];
    return [
      {
        key: `stage:${key}`,
        kind: 'alarm',
        icon: 'clock',
        title: { id: `H-${daysTo}: ${name.id}`, en: `D-${daysTo}: ${name.en}` },
        subtitle: { id: `mulai ${shortDay(start)}`, en: `begins on ${start}` },
        at: null,
        // The nearer the heavier.
        weight: ALARM_DAYS - daysTo,
        area: null,
        holder: null,
        opens: { list: 'operations.readStages', where: [], id: key },
        action: null,
      },
    ];
  });
}

async function activityItems(context: Context, operation: OperationSummary): Promise<ActionItem[]> {
  if (!context.may(activityPlan, { operationId: operation.id })) return [];
  const { now } = await context.ask(operationNow, { id: operation.id });
  const from = new Date(now.getTime() - RESULT_DAYS * DAY_MS);
  const found = await context.ask(operationActivities, { id: operation.id, from, to: now });
  const ended = found.filter(({ result, startsAt, endsAt }) => result === null && (endsAt ?? startsAt) < now);
  const areas = await areaNamesOf(
    context,
    ended.map(({ area }) => area),
  );
  return ended.map(({ id, title, area, startsAt, endsAt }) => ({
    key: `activity:${id}`,
    kind: 'activity-open',
    icon: 'calendar',
    title: { id: title, en: title },
    subtitle: {
      id: `selesai tanpa hasil · ${areas.get(area) ?? area}`,
      en: `ended without a result · ${areas.get(area) ?? area}`,
    },
    at: iso(endsAt ?? startsAt),
    weight: 0,
    area,
    holder: null,
    opens: { list: 'operations.listActivities', where: [{ field: 'result', is: 'empty' }], id },
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
      en: `stated ${stated} · computed ${computed} · ${source}`,
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
  const unit = { polri: { id: 'polisi', en: 'police' }, linmas: { id: 'Linmas', en: 'Linmas' } }[force];
  return {
    key: `gap:${force}:${area ?? ''}`,
    kind: 'gap',
    icon: 'user-minus',
    title: {
      id: `${areaName ?? 'Operasi'} kurang ${figure(gap ?? 0)} ${unit.id}`,
      en: `${areaName ?? 'The operation'} is short of ${gap} ${unit.en}`,
    },
    subtitle: {
      id: `butuh ${figure(need)} · ada ${figure(available ?? 0)}${grouped}${sure}`,
      en: `need ${need} · available ${available}${gapGrouped === gap ? '' : ` · per village ${gapGrouped} (${standingGrouped})`}`,
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
