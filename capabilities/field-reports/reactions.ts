/** What becomes of reports when somebody works on their incident: the reporter is told. */
import {
  incidentOpened,
  incidentOutcome,
  incidentResolved,
  incidentTaken,
  incidentTold,
} from '#rooms/incidents/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { reaction } from '#server/reactions/reaction.ts';
import { answerableReports, fieldReportKind, reportActed, reportAnswered, reportRead } from './contract.ts';
import { actOn, giveAnswer } from './handling.ts';
import { attributeColumns, lockReports, setIncident, setResolved } from './store.ts';

/**
 * Acted on: a person opened an incident from it, or took the one that the server opened by itself. The server alone
 * has done nothing yet: desks find its incident, and the reporter is told nothing.
 */
const act = reaction({
  name: 'field-reports.act',
  on: [incidentOpened, incidentTaken, incidentTold],
  records: [reportActed, reportRead],
  run: async (context, leaf) => {
    const outcome = await context.ask(incidentOutcome, { incidentId: leaf.subject });
    if (!outcome) return;
    const isTakenYet =
      outcome.workedBy !== null && !(leaf.event === incidentOpened.name && outcome.openedBySystem);
    const by = { userId: outcome.workedBy, agencyId: outcome.workedByAgency };
    for (const report of await reportsOf(context, outcome.reportIds)) {
      if (isTakenYet) await actOn(context, report, leaf.subject, by);
      else await setIncident(context.tx, report.id, leaf.subject);
    }
  },
});

/** The incident ended: its reporters learn that, and what its holder tells them, whatever they were told before. */
const answerReporters = reaction({
  name: 'field-reports.answer-by-incident',
  on: [incidentResolved],
  records: [reportAnswered, reportRead],
  run: async (context, leaf) => {
    const outcome = await context.ask(incidentOutcome, { incidentId: leaf.subject });
    if (!outcome) return;
    const by = { userId: outcome.workedBy, agencyId: outcome.workedByAgency };
    for (const report of await reportsOf(context, outcome.reportIds)) {
      await setResolved(context.tx, report.id, outcome.resolvedAt ?? context.now);
      if (outcome.answer !== null) await giveAnswer(context, report, outcome.answer, by);
    }
  },
});

function reportsOf(context: Context, ids: readonly string[]) {
  const seen = context.visible(fieldReportKind, attributeColumns);
  return lockReports(context.tx, ids, seen, context.visible(answerableReports, attributeColumns));
}

export const reactions = [act, answerReporters];
