/** What a note is about, as its reader may see it: asked of the room that keeps the record, with the reader's rights. */
import { reportBriefs } from '#rooms/field-reports/contract.ts';
import { visibleIncidents } from '#rooms/incidents/contract.ts';
import { operationActivities, operationSummary } from '#rooms/operations/contract.ts';
import { stationCard } from '#rooms/stations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import type { About, AboutKind } from './contract.ts';

export type Titled = { readonly kind: AboutKind; readonly id: string; readonly title: string };

const EVER = { from: new Date('1990-01-01T00:00:00Z'), to: new Date('2200-01-01T00:00:00Z') };

/** Titles of those records that are there for the reader; the others are left out. */
export async function titlesOf(
  context: Context,
  operationId: string,
  records: readonly About[],
): Promise<readonly Titled[]> {
  const idsOf = (kind: AboutKind) => [
    ...new Set(records.flatMap((record) => (record.kind === kind && record.id !== null ? [record.id] : []))),
  ];
  const titled = await Promise.all([
    incidents(context, idsOf('incident')),
    reports(context, operationId, idsOf('field-report')),
    activities(context, operationId, idsOf('activity')),
    stations(context, operationId, idsOf('station')),
  ]);
  return titled.flat();
}

/** The title of one; null where the reader may not see the record, or there is none to name. */
export async function titleOf(context: Context, operationId: string, about: About): Promise<string | null> {
  if (about.kind === 'none') return null;
  if (about.kind === 'operation')
    return (await context.ask(operationSummary, { id: operationId }))?.codeName ?? null;
  return (await titlesOf(context, operationId, [about]))[0]?.title ?? null;
}

async function incidents(context: Context, ids: readonly string[]): Promise<readonly Titled[]> {
  if (ids.length === 0) return [];
  const found = await context.ask(visibleIncidents, { ids });
  return found.map(({ id, code, title }) => ({ kind: 'incident', id, title: `${code} · ${title}` }));
}

async function reports(context: Context, operationId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const found = await context.ask(reportBriefs, { ids });
  return found
    .filter((report) => report.operationId === operationId)
    .map(({ id, code, kindName }): Titled => {
      return { kind: 'field-report', id, title: `${code} · ${kindName.id}` };
    });
}

async function activities(context: Context, operationId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const found = await context.ask(operationActivities, { id: operationId, ...EVER });
  return found
    .filter(({ id }) => ids.includes(id))
    .map(({ id, title }): Titled => ({ kind: 'activity', id, title }));
}

async function stations(context: Context, operationId: string, ids: readonly string[]) {
  const found: Titled[] = [];
  for (const stationId of ids) {
    const card = await context.ask(stationCard, { stationId });
    if (card?.operationId === operationId) found.push({ kind: 'station', id: card.id, title: card.name });
  }
  return found;
}
