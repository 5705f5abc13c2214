/** What this room tells its neighbours. */
import { operationSummary } from '#rooms/operations/contract.ts';
import { answer } from '#server/endpoint/questions.ts';
import {
  addresseeFor,
  fieldReportKind,
  fieldReportTotals,
  reportBriefs,
  reportKindNames,
  reportsByCode,
  reportsFrom,
  reportTally,
} from './contract.ts';
import { addresseeOf } from './filing.ts';
import { attributeColumns } from './store.ts';
import { kindsInForce } from './store-kinds.ts';
import { countFrom, listBriefs, listByCode, tally } from './store-readings.ts';

const tallying = answer(reportTally, (context, asked) =>
  tally(context.tx, asked, context.visible(fieldReportTotals, attributeColumns)),
);

const kindNames = answer(reportKindNames, async ({ tx }) => {
  const { kinds } = await kindsInForce(tx);
  return kinds.map(({ key, name, addressees }) => ({ key, name, addresseeKind: addressees[0] ?? '' }));
});

const briefs = answer(reportBriefs, (context, { ids }) =>
  listBriefs(context.tx, ids, context.visible(fieldReportKind, attributeColumns)),
);

const byCode = answer(reportsByCode, (context, asked) =>
  listByCode(context.tx, asked, context.visible(fieldReportKind, attributeColumns)),
);

const addressee = answer(addresseeFor, async (context, asked) => {
  const operation = await context.ask(operationSummary, { id: asked.operationId });
  if (!operation) return null;
  const { kinds } = await kindsInForce(context.tx);
  const about = asked.aboutAgencyId === null ? null : { id: asked.aboutAgencyId };
  const found = await addresseeOf(context, { ...asked, operation, kinds, about });
  return found?.id ?? null;
});

const from = answer(reportsFrom, (context, { reporters }) =>
  countFrom(context.tx, reporters, context.visible(fieldReportKind, attributeColumns)),
);

export const answers = [tallying, kindNames, briefs, byCode, addressee, from];
