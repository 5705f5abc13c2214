/** What a desk does to a report: read, act, answer. Each is a step that the reporter sees and a leaf in the journal. */
import { operationNow } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { type ReportState, reportActed, reportAnswered, reportRead } from './contract.ts';
import { stateAfter } from './rules.ts';
import { type Handled, insertStep, listSteps, setIncident, setState } from './store.ts';

/** Who did it, as the reporter is told. */
export type Doer = { readonly userId: string | null; readonly agencyId: string | null };

export type HandledReport = Omit<Handled, 'mine' | 'addresseeName' | 'code'>;

export async function acknowledge(
  context: Context,
  report: HandledReport,
  by: Doer = context.actor,
): Promise<void> {
  if (!(await advance(context, report, { what: 'read', note: null, by }))) return;
  await context.record(reportRead, { ...factOf(report), after: { readBy: by.agencyId } });
}

/** Nobody acts on a report or answers it without having read it: its sender sees that as well. */
async function readFirst(context: Context, report: HandledReport, by: Doer): Promise<void> {
  if (report.state === 'received') await acknowledge(context, report, by);
}

/** An incident came of it, and somebody works on that: told once. */
export async function actOn(
  context: Context,
  report: HandledReport,
  incidentId: string,
  by: Doer,
): Promise<void> {
  await setIncident(context.tx, report.id, incidentId);
  await readFirst(context, report, by);
  if (!(await advance(context, report, { what: 'acted', note: null, by }))) return;
  await context.record(reportActed, { ...factOf(report), after: { incident: incidentId } });
}

/** Adds an answer to those given before; false when this very one was given already. */
export async function giveAnswer(
  context: Context,
  report: HandledReport,
  answer: string,
  by: Doer = context.actor,
): Promise<boolean> {
  const steps = await listSteps(context.tx, [report.id]);
  if (steps.some((step) => step.what === 'answered' && step.note === answer)) return false;
  await readFirst(context, report, by);
  await advance(context, report, { what: 'answered', note: answer, by });
  await context.record(reportAnswered, { ...factOf(report), after: { answer } });
  return true;
}

async function advance(
  context: Context,
  report: HandledReport,
  step: { what: ReportState; note: string | null; by: Doer },
): Promise<boolean> {
  const { tx, now } = context;
  const { what, note, by } = step;
  const operationAt = await operationTime(context, report.operationId);
  const row = {
    reportId: report.id,
    what,
    at: now,
    operationAt,
    byUser: by.userId,
    byAgency: by.agencyId,
    note,
  };
  if (!(await insertStep(tx, row))) return false;
  await setState(tx, report.id, stateAfter(report.state, what));
  return true;
}

// Five hundred reports marked at once ask for the same hour once.
const asked = new WeakMap<Context, Map<string, Date>>();

async function operationTime(context: Context, operationId: string): Promise<Date> {
  const times = asked.get(context) ?? new Map<string, Date>();
  asked.set(context, times);
  const at = times.get(operationId) ?? (await context.ask(operationNow, { id: operationId })).now;
  times.set(operationId, at);
  return at;
}

function factOf(report: HandledReport) {
  const { id, operationId: operation, area, addressee, about, reporter } = report;
  return { subject: id, operation, area, attributes: { operation, area, addressee, about, reporter } };
}
