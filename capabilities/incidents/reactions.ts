/** Help asked for now becomes an incident before anybody has read the report. */
import {
  EMERGENCY_KIND,
  type ReportBrief,
  reportBriefs,
  reportReceived,
} from '#rooms/field-reports/contract.ts';
import { operationNow } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { reaction } from '#server/reactions/reaction.ts';
import { isRefusal } from '#shared/problem.ts';
import { incidentOpened, incidentTold } from './contract.ts';
import { open } from './opening.ts';
import { inherit, levelByItself, titleFrom } from './rules.ts';
import { attachReports, insertLog, isAttached, lockOpenIncidentOf, setKind } from './store.ts';

const openForHelp = reaction({
  name: 'incidents.open-for-help',
  on: [reportReceived],
  records: [incidentOpened, incidentTold],
  run: async (context, leaf) => {
    const [report] = await context.ask(reportBriefs, { ids: [leaf.subject] });
    // An officer may have been faster than the server.
    if (!report || (await isAttached(context.tx, report.id))) return;
    if (await tellMore(context, report)) return;
    const level = levelByItself(report);
    const inherited = inherit({ kind: null, area: null, aboutAgencyId: null }, [report]);
    if (level === null || isRefusal(inherited)) return;
    const { operationId, text } = report;
    await open(context, {
      id: context.newId(),
      operationId,
      title: titleFrom(report),
      text,
      level,
      point: null,
      inherited,
      reports: [report],
      asked: { report: report.id },
    });
  },
});

/**
 * What is told after an emergency belongs to its incident, and says at last of what kind that is. A word about an
 * agency's own people stays apart: it must not become readable there.
 */
async function tellMore(context: Context, report: ReportBrief): Promise<boolean> {
  if (report.follows === null) return false;
  const incident = await lockOpenIncidentOf(context.tx, report.follows);
  if (!incident || incident.about !== report.aboutAgencyId) return false;
  await attachReports(context.tx, incident.id, [report.id]);
  const isUnknown = incident.kind === EMERGENCY_KIND && report.kind !== EMERGENCY_KIND;
  if (isUnknown) await setKind(context.tx, incident.id, report.kind, report.kindName);
  await insertLog(context.tx, {
    id: context.newId(),
    incidentId: incident.id,
    at: context.now,
    operationAt: (await context.ask(operationNow, { id: report.operationId })).now,
    what: 'told',
    byUser: null,
    byName: null,
    byAgency: null,
    text: [report.kindName.id, report.text].filter(Boolean).join(': '),
    level: null,
  });
  const { operationId: operation } = report;
  const { area, addressee, about } = incident;
  await context.record(incidentTold, {
    subject: incident.id,
    operation,
    area,
    before: { kind: incident.kind },
    after: { report: report.id, kind: isUnknown ? report.kind : incident.kind },
    attributes: { operation, area, addressee, about },
  });
  return true;
}

export const reactions = [openForHelp];
