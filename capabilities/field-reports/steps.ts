/** What became of reports, with the names that a reader may know. */
import { personNames } from '#rooms/access/contract.ts';
import { agencyNames } from '#rooms/agencies/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import type { Step } from './contract.ts';
import { listSteps, type StepRow } from './store.ts';

/**
 * Steps by report. A reporter reads which agency it was; a desk also reads who.
 * The first step is the reporter's own: for desks it stays without a name.
 */
export async function stepsOf(
  context: Context,
  reportIds: readonly string[],
  withPeople: boolean,
): Promise<ReadonlyMap<string, Step[]>> {
  const rows = await listSteps(context.tx, reportIds);
  const done = rows.filter((row) => row.what !== 'received');
  const agencies = await namesOf(context, done);
  const people = withPeople ? await peopleOf(context, done) : new Map<string, string>();
  const steps = new Map<string, Step[]>();
  for (const row of rows) {
    const person = row.what === 'received' ? undefined : people.get(row.byUser ?? '');
    const agency = row.what === 'received' ? undefined : agencies.get(row.byAgency ?? '');
    const by = [person, agency].filter((name) => name !== undefined).join(' · ');
    const step: Step = {
      at: row.at.toISOString(),
      operationAt: row.operationAt.toISOString(),
      what: row.what,
      by: by === '' ? null : by,
      note: row.note,
    };
    steps.set(row.reportId, [...(steps.get(row.reportId) ?? []), step]);
  }
  return steps;
}

async function namesOf(context: Context, rows: readonly StepRow[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(rows.flatMap((row) => row.byAgency ?? []))];
  if (ids.length === 0) return new Map();
  const found = await context.ask(agencyNames, { ids });
  return new Map(found.map(({ id, short }) => [id, short]));
}

async function peopleOf(context: Context, rows: readonly StepRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap((row) => row.byUser ?? []))];
  if (ids.length === 0) return new Map();
  const found = await context.ask(personNames, { ids });
  return new Map(found.map(({ id, name }) => [id, name]));
}
