/** What this room shows and answers. */
import { sql } from 'kysely';
import { handle, handleList, type Mounted } from '#server/endpoint/handle.ts';
import { type Answered, answer } from '#server/endpoint/questions.ts';
import { Refused, refuse } from '#shared/problem.ts';
import * as contract from './contract.ts';
import * as doors from './endpoints.ts';
import { mostSpecificFirst } from './rules.ts';
import * as store from './store.ts';
import { contactsFor } from './store-contacts.ts';

const readingKinds = handle(doors.readKinds, async ({ tx }) => ({
  sectors: await store.listSectors(tx),
  kinds: await store.listKinds(tx),
}));

const listingAgencies = handleList(contract.listAgencies, async (context) => ({
  name: 'instansi',
  from: store.agencyFrom,
  where: context.visible(contract.agencyKind, {}),
  fields: store.agencyFields,
  tieBreak: sql`g.id`,
  defaultSort: 'short',
}));

const readingAgency = handle(doors.readAgency, async ({ tx }, { params }) => {
  const agency = await store.findAgency(tx, params.agencyId);
  if (!agency) throw new Refused(refuse('not-found'));
  const units = await store.listUnits(tx, params.agencyId);
  return { agency: stamped(agency), units: units.map(stamped) };
});

function stamped<T extends { readonly retiredAt: Date | null }>(
  row: T,
): Omit<T, 'retiredAt'> & { retiredAt: string | null } {
  return { ...row, retiredAt: row.retiredAt?.toISOString() ?? null };
}

const listingUnits = handleList(doors.listUnits, async (context, { query }) => ({
  name: 'satuan',
  from: sql`agency_unit u join agency g on g.id = u.agency_id left join agency_unit p on p.id = u.parent_id`,
  where: sql`u.retired_at is null and ${query.agencyId ? sql`u.agency_id = ${query.agencyId}` : sql`true`} and ${context.visible(contract.agencyKind, {})}`,
  fields: {
    id: sql`u.id`,
    name: sql`u.name`,
    kind: sql`u.kind`,
    agencyShort: sql`g.short`,
    parentName: sql`p.name`,
    standing: sql`u.standing`,
    source: sql`u.source`,
  },
  tieBreak: sql`u.id`,
  defaultSort: 'agencyShort,name',
}));

const listingJurisdictions = handleList(doors.listJurisdictions, async (context, { query }) => ({
  name: 'wilayah-tugas',
  from: sql`agency_jurisdiction j join agency g on g.id = j.agency_id left join agency_unit u on u.id = j.unit_id`,
  where: sql`j.withdrawn_at is null and ${query.agencyId ? sql`j.agency_id = ${query.agencyId}` : sql`true`} and ${context.visible(contract.agencyKind, {})}`,
  fields: {
    id: sql`j.id`,
    area: sql`j.area`,
    agencyId: sql`j.agency_id`,
    agencyShort: sql`g.short`,
    kind: sql`coalesce(u.kind, g.kind)`,
    unitId: sql`j.unit_id`,
    unitName: sql`u.name`,
    standing: sql`j.standing`,
    source: sql`j.source`,
  },
  tieBreak: sql`j.id`,
  defaultSort: 'area,agencyShort',
}));

const answeringFor = handle(doors.whoIsResponsible, async ({ tx }, { query }) => {
  const found = mostSpecificFirst(await store.covering(tx, query.area, query.kind ?? null), query.area);
  return { responsible: found.map(({ key: _key, ...row }) => row) };
});

const listingContacts = handleList(doors.listContacts, async (context, { query }) => ({
  name: 'kontak-piket',
  from: sql`agency_contact c join agency g on g.id = c.agency_id left join agency_unit u on u.id = c.unit_id`,
  where: sql`${query.agencyId ? sql`c.agency_id = ${query.agencyId}` : sql`true`} and ${context.visible(contract.contactKind, {})}`,
  fields: {
    id: sql`c.id`,
    agencyId: sql`c.agency_id`,
    unitId: sql`c.unit_id`,
    office: sql`c.office`,
    phone: sql`c.phone`,
    agencyShort: sql`g.short`,
    unitName: sql`u.name`,
  },
  tieBreak: sql`c.id`,
  defaultSort: 'agencyShort,office',
}));

const callingContacts = handle(contract.contactsOnDuty, async (context, { query: { area } }) => {
  context.demand(contract.callContacts, { area });
  return { contacts: [...(await contactsFor(context.tx, area))] };
});

export const endpoints: readonly Mounted[] = [
  readingKinds,
  listingAgencies,
  readingAgency,
  listingUnits,
  listingJurisdictions,
  answeringFor,
  listingContacts,
  callingContacts,
];

export const answers: readonly Answered[] = [
  answer(contract.agencyNames, ({ tx }, { ids }) => store.agencyNames(tx, ids ?? null)),
  answer(contract.agencyKindNames, async ({ tx }) => [
    ...(await store.listSectors(tx)),
    ...(await store.listKinds(tx)),
  ]),
  answer(contract.agenciesOfKind, async ({ tx }, { kind, area }) => {
    const covering = await store.covering(tx, area, kind);
    const ordered = area === null ? covering : mostSpecificFirst(covering, area);
    const ids = [...new Set(ordered.map((one) => one.agencyId))];
    const names = new Map((await store.agencyNames(tx, ids)).map((name) => [name.id, name]));
    return ids.flatMap((id) => names.get(id) ?? []);
  }),
  answer(contract.agenciesIn, ({ tx }, { areas }) => store.agenciesIn(tx, areas)),
  answer(contract.jurisdictionsIn, ({ tx }, { codes }) => store.countJurisdictionsIn(tx, codes)),
];
