/** What every house stands on before anybody has done anything: vocabularies that no screen can bring in. */
import type { ReferenceData } from '#data/load.ts';
import { readKinds } from '#rooms/agencies/endpoints.ts';
import { defineKinds } from '#rooms/agencies/endpoints-commands.ts';
import { readReportKinds, setReportKinds } from '#rooms/field-reports/contract.ts';
import { importCalendar, listCalendars } from '#rooms/operations/opening.ts';
import type { Invoke } from '#server/endpoint/invoke.ts';
import { newId } from '#shared/id.ts';
import { type Actor, system } from '#shared/permission.ts';
import { MAX_PAGE } from '#shared/table.ts';
import { citationOf } from './sample/citing.ts';

/** The server with every right that founding and samples need; the journal names it as the author. */
export const founder: Actor = {
  ...system,
  grants: ['system', 'kaops', 'administrator'].map((role) => ({
    role,
    agencyId: null,
    areas: [''],
    operationId: null,
  })),
};

/**
 * At every start: brings in what this house lacks, so that an older one gets it too. What stands here under the same key
 * stays as it is, and a second start changes nothing.
 */
export async function foundHouse(invoke: Invoke, data: ReferenceData): Promise<void> {
  await foundAgencyKinds(invoke, data);
  await foundReportKinds(invoke, data);
  await foundCalendars(invoke, data);
}

async function foundAgencyKinds(invoke: Invoke, data: ReferenceData): Promise<void> {
  const here = await invoke(founder, readKinds);
  const { sectors, kinds, source } = agencyKindsOf(data);
  const isNew = (known: readonly { key: string }[]) => {
    const keys = new Set(known.map(({ key }) => key));
    return ({ key }: { key: string }) => !keys.has(key);
  };
  const body = {
    sectors: sectors.filter(isNew(here.sectors)),
    kinds: kinds.filter(isNew(here.kinds)),
    source,
  };
  if (body.sectors.length + body.kinds.length > 0) await invoke(founder, defineKinds, { body });
}

/** Only where none were set: a house that speaks its own version keeps it. */
async function foundReportKinds(invoke: Invoke, data: ReferenceData): Promise<void> {
  const { version } = await invoke(founder, readReportKinds);
  if (version === 0) await invoke(founder, setReportKinds, { body: reportKindsOf(data) });
}

async function foundCalendars(invoke: Invoke, data: ReferenceData): Promise<void> {
  const { rows } = await invoke(founder, listCalendars, { query: { limit: MAX_PAGE } });
  const here = new Set(rows.map(({ key, version }) => `${key}@${version}`));
  for (const key of data.calendarKeys()) {
    const calendar = data.calendar(key);
    if (here.has(`${calendar.key}@${calendar.version}`)) continue;
    await invoke(founder, importCalendar, { body: { id: newId(), calendar } });
  }
}

/** Sectors and kinds of agency as the door takes them. */
export function agencyKindsOf(data: ReferenceData) {
  const { sectors, kinds, sources } = data.actors();
  return {
    sectors,
    kinds: kinds.map(({ key, sector, name, short, levels, role }) => ({
      key,
      sector,
      name,
      short,
      levels,
      role,
    })),
    source: sources.map(citationOf).join('; '),
  };
}

/** Kinds of report as the door takes them. */
export function reportKindsOf(data: ReferenceData) {
  const { version, kinds } = data.reportKinds();
  return {
    version,
    kinds: kinds.map(({ key, name, icon, addressees, bypassesSubject, stance, hint }) => ({
      key,
      name,
      icon,
      addressees,
      bypassesSubject,
      stance,
      hint,
    })),
  };
}
