/** The single records that were read under an emergency access, for whoever reviews it. */
import { fieldReportRead, reportBriefs } from '#rooms/field-reports/contract.ts';
import { visibleIncidents } from '#rooms/incidents/contract.ts';
import { stationCard, stationRead } from '#rooms/stations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import type { ReadLine } from './store.ts';

/** A record that the reviewer may open: what it is called, and where it is. */
type Thing = { readonly code: string; readonly path: string };

/** More are counted and not named: nobody reviews them one by one. */
const MOST_NAMED = 50;

/**
 * How many single records a door showed, and the codes of those that the reviewer may open themself; null for a door of
 * lists, and of what has no id but the operation's.
 */
export async function thingsOf(
  ctx: Context,
  { door, subjects }: Pick<ReadLine, 'door' | 'subjects'>,
  operationId: string,
): Promise<{ things: number; records: Thing[] } | null> {
  // A photograph is read by its report and its own id: the report is the record.
  const ids = [...new Set(subjects.map((subject) => subject.split(' ')[0] ?? ''))].filter(
    (id) => id !== '' && id !== operationId,
  );
  if (ids.length === 0) return null;
  const name = doors.get(door);
  return { things: ids.length, records: name ? [...(await name(ctx, ids.slice(0, MOST_NAMED)))] : [] };
}

type Naming = (ctx: Context, ids: readonly string[]) => Promise<readonly Thing[]>;

const reports: Naming = async (ctx, ids) => {
  const found = ctx.may(fieldReportRead) ? await ctx.ask(reportBriefs, { ids }) : [];
  return found.map(({ id, code, operationId }) => ({ code, path: `/o/${operationId}/laporan/${id}` }));
};

const incidents: Naming = async (ctx, ids) => {
  const found = await ctx.ask(visibleIncidents, { ids });
  return found.map(({ id, code, operationId }) => ({ code, path: `/o/${operationId}/kejadian/${id}` }));
};

const stations: Naming = async (ctx, ids) => {
  const found: Thing[] = [];
  for (const stationId of ctx.may(stationRead) ? ids : []) {
    const card = await ctx.ask(stationCard, { stationId });
    if (card) found.push({ code: card.name, path: `/o/${card.operationId}/tps/${card.id}` });
  }
  return found;
};

/** By the names of the doors, as they were kept. */
const doors: ReadonlyMap<string, Naming> = new Map([
  ['field-reports.read', reports],
  ['field-reports.readPhoto', reports],
  ['incidents.read', incidents],
  ['stations.read', stations],
]);
