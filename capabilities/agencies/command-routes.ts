/** What people change: kinds, agencies, units, jurisdictions, contacts. */
import { areaNames } from '#rooms/areas/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, type Mounted } from '#server/endpoint/handle.ts';
import { canonicalJson, type Json } from '#shared/canonical-json.ts';
import { Refused, refuse } from '#shared/problem.ts';
import * as contract from './contract.ts';
import * as doors from './endpoints-commands.ts';
import { parentFault } from './rules.ts';
import * as store from './store.ts';
import * as contacts from './store-contacts.ts';

const defining = handle(doors.defineKinds, async (context, { body }) => {
  const { sectors, kinds } = body;
  const here = { sectors: await store.listSectors(context.tx), kinds: await store.listKinds(context.tx) };
  const known = new Set([...sectors, ...here.sectors].map((one) => one.key));
  const lost = kinds.find((kind) => !known.has(kind.sector));
  if (lost) throw new Refused(refuse('agencies.sector-unknown', { sector: lost.sector }));
  const counted = { sectors: sectors.length, kinds: kinds.length };
  if (stand(sectors, here.sectors) && stand(kinds, here.kinds)) {
    context.unchanged();
    return counted;
  }
  await store.putKinds(context.tx, sectors, kinds);
  const after = { sectors: sectors.map((one) => one.key), kinds: kinds.map((one) => one.key) };
  await context.record(contract.kindsDefined, { subject: 'kinds', after, attributes: {} });
  return counted;
});

const creatingAgency = handle(doors.createAgency, async (context, { body }) => {
  const { id, ...values } = body;
  await demandKind(context, body.kind);
  const stands = await store.findAgency(context.tx, id);
  if (stands) {
    demandSame(values, stands);
    return resent(context, id);
  }
  await demandFreeKey(context, body.key);
  await store.insertAgency(context.tx, body);
  await context.record(contract.agencyCreated, { subject: id, after: values, attributes: {} });
  return { id };
});

const updatingAgency = handle(doors.updateAgency, async (context, { params: { agencyId: id }, body }) => {
  const before = await activeAgency(context, id);
  if (isSame(body, before)) return resent(context, id);
  await store.updateAgency(context.tx, id, body);
  await context.record(contract.agencyChanged, {
    subject: id,
    before: only(before, body),
    after: body,
    attributes: {},
  });
  return { id };
});

const retiringAgency = handle(doors.retireAgency, async (context, { params: { agencyId: id } }) => {
  await activeAgency(context, id);
  const units = (await store.listUnits(context.tx, id)).filter((unit) => unit.retiredAt === null);
  if (units.length > 0) throw new Refused(refuse('agencies.has-units', { count: units.length }));
  await store.retire(context.tx, 'agency', id, context.now);
  await context.record(contract.agencyRetired, {
    subject: id,
    after: { retiredAt: context.now.toISOString() },
    attributes: {},
  });
  return { id };
});

const creatingUnit = handle(doors.createUnit, async (context, { body }) => {
  const { id, ...values } = body;
  await activeAgency(context, body.agencyId);
  await demandKind(context, body.kind);
  const stands = await store.findUnit(context.tx, id);
  if (stands) {
    demandSame(values, stands);
    return resent(context, id);
  }
  await demandParent(context, body, body.parentId);
  await demandFreeKey(context, body.key);
  await store.insertUnit(context.tx, body);
  await context.record(contract.unitCreated, { subject: id, after: values, attributes: {} });
  return { id };
});

const updatingUnit = handle(doors.updateUnit, async (context, { params: { unitId: id }, body }) => {
  const before = await activeUnit(context, id);
  if (isSame(body, before)) return resent(context, id);
  await demandKind(context, body.kind);
  await demandParent(context, before, body.parentId);
  await store.updateUnit(context.tx, id, body);
  await context.record(contract.unitChanged, {
    subject: id,
    before: only(before, body),
    after: body,
    attributes: {},
  });
  return { id };
});

const retiringUnit = handle(doors.retireUnit, async (context, { params: { unitId: id } }) => {
  const unit = await activeUnit(context, id);
  const below = (await store.listUnits(context.tx, unit.agencyId)).filter(
    (one) => one.parentId === id && one.retiredAt === null,
  );
  if (below.length > 0) throw new Refused(refuse('agencies.has-units', { count: below.length }));
  await store.retire(context.tx, 'agency_unit', id, context.now);
  await context.record(contract.unitRetired, {
    subject: id,
    after: { retiredAt: context.now.toISOString() },
    attributes: {},
  });
  return { id };
});

const assigning = handle(doors.assignJurisdiction, async (context, { body }) => {
  const { id, ...values } = body;
  context.demand(contract.manageAgencies, { area: body.area });
  await activeAgency(context, body.agencyId);
  await demandOwnUnit(context, body);
  if ((await context.ask(areaNames, { codes: [body.area] })).length === 0)
    throw new Refused(refuse('agencies.area-unknown', { area: body.area }));
  const stands = await store.findJurisdiction(context.tx, id);
  if (stands) {
    demandSame(values, stands);
    return resent(context, id);
  }
  if (!(await store.insertJurisdiction(context.tx, body)))
    throw new Refused(refuse('agencies.already-responsible', { area: body.area }));
  await context.record(contract.jurisdictionAssigned, {
    subject: id,
    area: body.area,
    after: values,
    attributes: {},
  });
  return { id };
});

const withdrawing = handle(
  doors.withdrawJurisdiction,
  async (context, { params: { jurisdictionId: id } }) => {
    const stands = await store.findJurisdiction(context.tx, id);
    if (!stands) throw new Refused(refuse('not-found'));
    context.demand(contract.manageAgencies, { area: stands.area });
    await store.withdraw(context.tx, [id], context.now);
    const { id: _id, ...before } = stands;
    await context.record(contract.jurisdictionWithdrawn, {
      subject: id,
      area: stands.area,
      before,
      attributes: {},
    });
    return { id };
  },
);

const keeping = handle(doors.keepContact, async (context, { body }) => {
  const { id, ...values } = body;
  const before = await contacts.findContact(context.tx, id);
  for (const agencyId of new Set([body.agencyId, before?.agencyId ?? body.agencyId]))
    demandContacts(context, agencyId);
  await activeAgency(context, body.agencyId);
  if (before && before.agencyId !== body.agencyId) throw new Refused(refuse('agencies.id-taken'));
  await demandOwnUnit(context, body);
  if (before && isSame(values, before)) return resent(context, id);
  await contacts.putContact(context.tx, body);
  await context.record(contract.contactKept, {
    subject: id,
    after: values,
    attributes: {},
    ...(before ? { before: only(before, values) } : {}),
  });
  return { id };
});

const removing = handle(doors.removeContact, async (context, { params: { contactId: id } }) => {
  const stands = await contacts.findContact(context.tx, id);
  if (!stands) throw new Refused(refuse('not-found'));
  demandContacts(context, stands.agencyId);
  await contacts.deleteContact(context.tx, id);
  const { id: _id, ...before } = stands;
  await context.record(contract.contactRemoved, { subject: id, before, attributes: {} });
  return { id };
});

/** Whether all of these stand here as they were sent. */
function stand(sent: readonly { key: string }[], here: readonly { key: string }[]): boolean {
  const known = new Map(here.map((one) => [one.key, canonicalJson(one)]));
  return sent.every((one) => known.get(one.key) === canonicalJson(one));
}

/** Those who lead keep the contacts of every agency, an agency officer those of their own. */
function demandContacts(context: Context, agencyId: string): void {
  if (!context.may(contract.manageAgencies)) context.demand(contract.keepContacts, { agencyId });
}

async function activeAgency(context: Context, id: string) {
  const found = await store.findAgency(context.tx, id);
  if (!found) throw new Refused(refuse('not-found'));
  if (found.retiredAt) throw new Refused(refuse('agencies.retired', { name: found.short }));
  return found;
}

async function activeUnit(context: Context, id: string) {
  const found = await store.findUnit(context.tx, id);
  if (!found) throw new Refused(refuse('not-found'));
  if (found.retiredAt) throw new Refused(refuse('agencies.retired', { name: found.name }));
  return found;
}

async function demandKind(context: Context, kind: string): Promise<void> {
  if (!(await store.listKinds(context.tx)).some((one) => one.key === kind))
    throw new Refused(refuse('agencies.kind-unknown', { kind }));
}

async function demandFreeKey(context: Context, key: string): Promise<void> {
  if (await store.isKeyTaken(context.tx, key)) throw new Refused(refuse('agencies.key-taken', { key }));
}

async function demandParent(
  context: Context,
  unit: { id: string; agencyId: string },
  parentId: string | null,
): Promise<void> {
  const fault = parentFault(unit, parentId, store.treeOf(await store.listUnits(context.tx, unit.agencyId)));
  if (fault) throw new Refused(fault);
}

async function demandOwnUnit(
  context: Context,
  { agencyId, unitId }: { agencyId: string; unitId: string | null },
): Promise<void> {
  if (unitId === null) return;
  const unit = await activeUnit(context, unitId);
  if (unit.agencyId !== agencyId) throw new Refused(refuse('agencies.unit-elsewhere'));
}

/** A resend with the same id must say the same. */
function demandSame<V extends object>(wanted: V, stands: V): void {
  if (!isSame(wanted, stands)) throw new Refused(refuse('agencies.id-taken'));
}

function isSame(wanted: object, stands: object): boolean {
  return JSON.stringify(only(stands, wanted)) === JSON.stringify(only(wanted, wanted));
}

/** It stands as it was sent: nothing to change, and no leaf that says nothing. */
function resent(context: Context, id: string): { id: string } {
  context.unchanged();
  return { id };
}

/** The fields of one thing that another one names, in its order. */
function only(from: object, like: object): Record<string, Json> {
  const values = new Map(Object.entries(from));
  return Object.fromEntries(Object.keys(like).map((name) => [name, values.get(name) ?? null]));
}

export const commandEndpoints: readonly Mounted[] = [
  defining,
  creatingAgency,
  updatingAgency,
  retiringAgency,
  creatingUnit,
  updatingUnit,
  retiringUnit,
  assigning,
  withdrawing,
  keeping,
  removing,
];
