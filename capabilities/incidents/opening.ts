/** Opening an incident, by an officer or by the server itself. */

import { agencyNames } from '#rooms/agencies/contract.ts';
import { areaNames } from '#rooms/areas/contract.ts';
import {
  addresseeFor,
  isEmergency,
  type ReportBrief,
  reportKindNames,
} from '#rooms/field-reports/contract.ts';
import { operationNow } from '#rooms/operations/contract.ts';
import { contentHashOf } from '#server/endpoint/content-hash.ts';
import type { Context } from '#server/endpoint/context.ts';
import type { Json } from '#shared/canonical-json.ts';
import { spokenCode } from '#shared/id.ts';
import { Refused, refuse } from '#shared/problem.ts';
import type { Localized } from '#shared/schema.ts';
import { type IncidentLevel, incidentOpened } from './contract.ts';
import { nameOf } from './people.ts';
import type { Inherited } from './rules.ts';
import {
  attachReports,
  findEarlier,
  insertIncident,
  insertLog,
  type Named,
  type NewIncident,
} from './store.ts';

export type Opening = {
  readonly id: string;
  readonly operationId: string;
  readonly title: string;
  readonly text: string;
  readonly level: IncidentLevel;
  readonly point: { readonly lon: number; readonly lat: number } | null;
  readonly inherited: Inherited;
  readonly reports: readonly ReportBrief[];
  /** What was asked for, by which the same request is known again. */
  readonly asked: Json;
};

/** Saves, ties the reports, writes log and journal. @throws Refused when a report belongs elsewhere already */
export async function open(context: Context, opening: Opening): Promise<{ id: string; code: string }> {
  const made = await complete(context, opening);
  const code = await insertCoded(context, made);
  const elsewhere = await attachReports(
    context.tx,
    made.id,
    opening.reports.map((report) => report.id),
  );
  const taken = opening.reports.find((report) => elsewhere.includes(report.id));
  if (taken) throw new Refused(refuse('incident.report-attached', { code: taken.code }));
  await writeDown(context, made, opening.reports);
  return { id: made.id, code };
}

async function complete(context: Context, opening: Opening): Promise<NewIncident> {
  const { inherited, operationId, reports } = opening;
  const { kind, area, aboutAgencyId } = inherited;
  const addresseeId =
    inherited.addresseeId ?? (await context.ask(addresseeFor, { operationId, kind, area, aboutAgencyId }));
  const areaName = (await context.ask(areaNames, { codes: [area] }))[0];
  const { id, title, text, level } = opening;
  return {
    id,
    operationId,
    title,
    text,
    level,
    emergency: reports.some(isEmergency),
    kind,
    area,
    areaName: areaName?.name ?? area,
    kindName: reports.find((report) => report.kind === kind)?.kindName ?? (await kindNameOf(context, kind)),
    addressee: await agencyNamed(context, addresseeId),
    about: await agencyNamed(context, aboutAgencyId),
    openedBy: context.actor.kind === 'system' ? null : context.actor.userId,
    openedAt: context.now,
    operationAt: (await context.ask(operationNow, { id: operationId })).now,
    point: opening.point ?? pointOf(reports) ?? pointOf(areaName ? [areaName] : []),
    contentHash: contentHashOf(opening.asked),
  };
}

function pointOf(places: readonly { lon: number | null; lat: number | null }[]): NewIncident['point'] {
  for (const { lon, lat } of places) if (lon !== null && lat !== null) return { lon, lat };
  return null;
}

async function kindNameOf(context: Context, kind: string): Promise<Localized> {
  const kinds = await context.ask(reportKindNames, {});
  const found = kinds.find((each) => each.key === kind);
  if (!found) throw new Refused(refuse('incident.no-kind'));
  return found.name;
}

async function agencyNamed(context: Context, id: string | null): Promise<Named | null> {
  if (id === null) return null;
  const found = (await context.ask(agencyNames, { ids: [id] }))[0];
  return found ? { id, name: found.short } : null;
}

async function insertCoded(context: Context, made: NewIncident): Promise<string> {
  for (;;) {
    const code = spokenCode([2, 4]);
    if (await insertIncident(context.tx, code, made)) return code;
    if (await findEarlier(context.tx, made.id)) throw new Refused(refuse('incident.id-taken'));
  }
}

async function writeDown(
  context: Context,
  made: NewIncident,
  reports: readonly ReportBrief[],
): Promise<void> {
  await insertLog(context.tx, {
    id: context.newId(),
    incidentId: made.id,
    at: context.now,
    operationAt: made.operationAt,
    what: 'opened',
    byUser: made.openedBy,
    byName: made.openedBy === null ? null : await nameOf(context),
    byAgency: context.actor.agencyId,
    text: null,
    level: made.level,
  });
  const { operationId: operation, area, kind, title, text, level } = made;
  const addressee = made.addressee?.id ?? null;
  const about = made.about?.id ?? null;
  await context.record(incidentOpened, {
    subject: made.id,
    operation,
    area,
    after: {
      kind,
      title,
      text: text === '' ? null : text,
      level,
      addressee,
      about,
      reports: reports.map((report) => report.id),
    },
    attributes: { operation, area, addressee, about },
  });
}
