/** What this room tells its neighbours. */
import { answer } from '#server/endpoint/questions.ts';
import {
  incidentKind,
  incidentOutcome,
  incidentTally,
  incidentTotals,
  visibleIncidents,
} from './contract.ts';
import { attributeColumns } from './store.ts';
import { findOutcome, listReportIds, listVisible, tally } from './store-readings.ts';

const tallying = answer(incidentTally, (context, asked) =>
  tally(context.tx, asked, context.visible(incidentTotals, attributeColumns)),
);

const seen = answer(visibleIncidents, (context, { ids }) =>
  listVisible(context.tx, ids, context.visible(incidentKind, attributeColumns)),
);

const outcome = answer(incidentOutcome, async (context, { incidentId }) => {
  const found = await findOutcome(context.tx, incidentId, context.visible(incidentKind, attributeColumns));
  if (!found) return null;
  return {
    reportIds: await listReportIds(context.tx, incidentId),
    openedBySystem: found.openedBy === null,
    workedBy: found.holder ?? found.openedBy,
    workedByAgency: found.holder === null ? found.openedByAgency : found.holderAgency,
    answer: found.answer,
    resolvedAt: found.resolvedAt,
  };
});

export const answers = [tallying, seen, outcome];
