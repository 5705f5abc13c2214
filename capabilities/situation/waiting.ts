/** Reports and incidents that wait, as items of what needs an action. */
import { personNames } from '#rooms/access/contract.ts';
import { EMERGENCY_KIND, reportBriefs } from '#rooms/field-reports/contract.ts';
import { type IncidentLevel, levelWords, visibleIncidents } from '#rooms/incidents/contract.ts';
import { operationNow } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import type { Localized } from '#shared/schema.ts';
import type { ActionItem } from './contract.ts';
import { areaNamesOf, iso } from './names.ts';
import { listOpen, listUnread, type OpenIncident } from './waiting-store.ts';

export async function reportItems(context: Context, operationId: string): Promise<ActionItem[]> {
  const unread = await listUnread(context, operationId);
  const briefs = await context.ask(reportBriefs, { ids: unread.map(({ id }) => id) });
  const { agencyId } = context.actor;
  return unread.flatMap(({ id, help, addressee, mayAnswer }): ActionItem[] => {
    const brief = briefs.find((each) => each.id === id);
    if (!brief) return [];
    const kind = brief.kind === EMERGENCY_KIND ? 'emergency' : help === 'now' ? 'help' : 'report-unread';
    if (kind === 'report-unread' && (addressee === null || addressee !== agencyId)) return [];
    const place = [brief.stationName, brief.areaName].filter(Boolean).join(', ');
    const needsHelp = help === 'now' ? NEEDS_HELP : NOTHING;
    return [
      {
        key: `report:${id}`,
        kind,
        icon: kind === 'report-unread' ? 'inbox' : 'triangle',
        title: brief.kindName,
        subtitle: joined(needsHelp, { id: place, en: place }, { id: brief.code, en: brief.code }),
        at: iso(brief.operationAt),
        weight: 0,
        area: brief.area,
        holder: null,
        opens: { list: 'field-reports.list', where: [], id },
        action: mayAnswer ? { endpoint: 'field-reports.acknowledge', ids: [id] } : null,
      },
    ];
  });
}

/**
 * A report and the incident opened from it are one thing to do: the incident stands for both. Who cannot take the
 * incident still marks the report as read from there.
 */
export function joinTied(
  reports: readonly ActionItem[],
  incidents: readonly TiedIncident[],
): { reports: readonly ActionItem[]; incidents: readonly ActionItem[] } {
  const tied = new Set(incidents.flatMap(({ reportIds }) => reportIds));
  return {
    reports: reports.filter(({ opens }) => opens.id === null || !tied.has(opens.id)),
    incidents: incidents.map(({ item, reportIds }) => {
      const own = reports.filter(({ opens }) => opens.id !== null && reportIds.includes(opens.id));
      const action = item.action ?? own.find((report) => report.action)?.action ?? null;
      return { ...item, action };
    }),
  };
}

/** An incident as an item, and the reports that it stands for. */
type TiedIncident = { readonly item: ActionItem; readonly reportIds: readonly string[] };

type VisibleIncident = { title: string; code: string; level: IncidentLevel; emergency: boolean };

const NOTHING = { id: '', en: '' };
const NEEDS_HELP = { id: 'perlu bantuan segera', en: 'needs help now' };
const UNHELD = { id: 'belum dipegang', en: 'nobody has it' };
const HELD = { id: 'Anda pegang', en: 'you have it' };
const EMERGENCY = { id: 'darurat', en: 'emergency' };

const joined = (...parts: readonly Localized[]): Localized => ({
  id: parts.flatMap(({ id }) => id || []).join(' · '),
  en: parts.flatMap(({ en }) => en || []).join(' · '),
});

export async function incidentItems(context: Context, operationId: string): Promise<TiedIncident[]> {
  const { actor, now } = context;
  const open = await listOpen(context, operationId);
  const mine = open.filter(({ holder }) => holder === null || holder === actor.userId);
  const named = await context.ask(visibleIncidents, { ids: mine.map(({ id }) => id) });
  const clock = await context.ask(operationNow, { id: operationId });
  const areas = await areaNamesOf(
    context,
    mine.flatMap(({ area }) => area ?? []),
  );
  const [me] = await context.ask(personNames, { ids: [actor.userId] });
  return mine.flatMap((waiting): TiedIncident[] => {
    const { id, area, holder } = waiting;
    const incident = named.find((each) => each.id === id);
    if (!incident) return [];
    const place = area === null ? '' : (areas.get(area) ?? area);
    const at = iso(openedBy(clock.now, now, waiting));
    const heldBy = holder === null ? null : { id: holder, name: me?.name ?? '' };
    const item = incidentItem(waiting, incident, { place, at, heldBy });
    return [{ item, reportIds: incident.reportIds }];
  });
}

function incidentItem(
  { id, holder, area, mayHold }: OpenIncident,
  { title, code, level, emergency }: VisibleIncident,
  { place, at, heldBy }: { place: string; at: string; heldBy: ActionItem['holder'] },
): ActionItem {
  const isEmergency = level === 'red' || emergency;
  const mark = emergency ? EMERGENCY : isEmergency ? levelWords.red : NOTHING;
  const stands = holder === null ? UNHELD : HELD;
  return {
    key: `incident:${id}`,
    kind: isEmergency ? 'emergency' : holder === null ? 'incident-unheld' : 'incident-mine',
    icon: 'triangle',
    title: { id: title, en: title },
    subtitle: joined(mark, stands, { id: place, en: place }, { id: code, en: code }),
    at,
    weight: 0,
    area,
    holder: heldBy,
    opens: { list: 'incidents.list', where: [], id },
    action: holder === null && mayHold ? { endpoint: 'incidents.take', ids: [id] } : null,
  };
}

/** By the operation's clock. Of those opened before that was noted, as long ago as it really is. */
function openedBy(operationNowAt: Date, now: Date, { openedAt, openedOperationAt }: OpenIncident): Date {
  return openedOperationAt ?? new Date(operationNowAt.getTime() - (now.getTime() - openedAt.getTime()));
}
