/** Writing an agreement down, and correcting it. */

import { agencyNames } from '#rooms/agencies/contract.ts';
import { areaNames } from '#rooms/areas/contract.ts';
import { contentHashOf } from '#server/endpoint/content-hash.ts';
import type { Context } from '#server/endpoint/context.ts';
import { isWithin } from '#shared/area-code.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { accept, Refused, refuse } from '#shared/problem.ts';
import {
  grantCorrected,
  grantEntered,
  type NewGrant,
  type NewTranche,
  recipientAgencyKinds,
  recipientWords,
} from './contract.ts';
import { type Law, ruleFor } from './due.ts';
import { type Known, knownOf, writerIn } from './operation.ts';
import { cut, sideOf } from './rules.ts';
import {
  findEarlier,
  type GrantRecord,
  insertGrant,
  listTrancheRecords,
  putTranches,
  type Terms,
  type TrancheRecord,
  tranchesPaid,
  updateTerms,
} from './store.ts';

type WantedTerms = Terms & { readonly tranches: readonly NewTranche[] };

export async function enter(context: Context, law: Law, body: NewGrant): Promise<void> {
  const contentHash = contentHashOf(body);
  const earlier = await findEarlier(context.tx, body.id);
  if (earlier) {
    const isSame = earlier.by === context.actor.userId && earlier.contentHash.equals(contentHash);
    if (!isSame) throw new Refused(refuse('grant.id-taken'));
    return context.unchanged();
  }
  const known = await knownOf(context, body.operationId);
  const governmentName = await governmentIn(context, known, body.government);
  await demandRecipient(context, body);
  const writer = await writerIn(context, body.operationId, [body.government]);
  const of = { government: body.government, recipientAgency: body.recipientAgencyId };
  if (sideOf(writer, of) === null) throw new Refused(refuse('grant.not-yours'));
  const tranches = decided(law, known, body);
  const made: GrantRecord = { ...body, governmentName, recipientAgency: body.recipientAgencyId };
  const by = { contentHash, by: context.actor.userId, at: context.now };
  if (!(await insertGrant(context.tx, { ...made, ...by }))) await refuseTwin(context, made);
  if (!(await putTranches(context.tx, made.id, tranches))) throw new Refused(refuse('grant.id-taken'));
  await context.record(grantEntered, {
    ...factOf(made),
    after: {
      government: made.government,
      recipient: made.recipient,
      recipientAgency: made.recipientAgency,
      recipientName: made.recipientName,
      ...told(made, tranches),
    },
  });
}

export async function correct(
  context: Context,
  law: Law,
  asked: { readonly grant: GrantRecord; readonly terms: WantedTerms; readonly reason: string },
): Promise<void> {
  const { grant, terms, reason } = asked;
  const known = await knownOf(context, grant.operationId);
  const tranches = decided(law, known, terms);
  const before = await listTrancheRecords(context.tx, grant.id);
  await demandPaidKept(context, { id: grant.id, before, after: tranches });
  const was = told(grant, before);
  const becomes = told(terms, tranches);
  if (canonicalJson(was) === canonicalJson(becomes)) return context.unchanged();
  await updateTerms(context.tx, grant.id, terms);
  if (!(await putTranches(context.tx, grant.id, tranches))) throw new Refused(refuse('grant.id-taken'));
  await context.record(grantCorrected, { ...factOf(grant), before: was, after: { ...becomes, reason } });
}

export function factOf({ id, operationId: operation, government }: GrantRecord) {
  return { subject: id, operation, area: government, attributes: { operation } };
}

/** Name of a province or regency that touches the operation. @throws Refused for any other place */
async function governmentIn(context: Context, { operation }: Known, government: string): Promise<string> {
  const touches =
    operation.areas.length === 0 ||
    operation.areas.some((area) => isWithin(area, government) || isWithin(government, area));
  const name = touches ? (await context.ask(areaNames, { codes: [government] }))[0]?.name : undefined;
  if (name === undefined) throw new Refused(refuse('grant.no-government'));
  return name;
}

async function demandRecipient(context: Context, { recipient, recipientAgencyId: id }: NewGrant) {
  if (id === null) return;
  const agency = (await context.ask(agencyNames, { ids: [id] }))[0];
  if (!agency || !recipientAgencyKinds[recipient].includes(agency.kind))
    throw new Refused(refuse('grant.no-recipient', { recipient: recipientWords[recipient].id }));
}

/** The tranches as they are kept. @throws Refused for a day that has not come, a rule that is none, a sum that is wrong */
function decided(law: Law, { today }: Known, wanted: WantedTerms): readonly TrancheRecord[] {
  const { signedOn } = wanted;
  if (signedOn !== null && signedOn > today) throw new Refused(refuse('grant.day-ahead', { day: signedOn }));
  const amounts = accept(cut(wanted.amount, wanted.tranches));
  return wanted.tranches.map(({ id, percent, rule, dueOn }, at) => {
    const known = rule === null ? null : ruleFor(law, rule, signedOn ?? today);
    if (rule !== null && (!known || known.percent === null)) throw new Refused(refuse('grant.no-rule'));
    return { id, ordinal: at + 1, percent, amount: amounts[at] ?? 0, rule, dueOn };
  });
}

async function demandPaidKept(
  context: Context,
  grant: { id: string; before: readonly TrancheRecord[]; after: readonly TrancheRecord[] },
): Promise<void> {
  const paid = await tranchesPaid(context.tx, grant.id);
  for (const { id, ordinal } of grant.before) {
    const had = paid.get(id);
    const stays = grant.after.find((tranche) => tranche.id === id);
    if (had && had.entries > 0 && (!stays || stays.amount < had.paid))
      throw new Refused(refuse('grant.tranche-paid', { ordinal }));
  }
}

async function refuseTwin(context: Context, made: GrantRecord): Promise<never> {
  if (await findEarlier(context.tx, made.id)) throw new Refused(refuse('grant.id-taken'));
  const { governmentName: government, recipientName: recipient } = made;
  throw new Refused(refuse('grant.exists', { government, recipient }));
}

function told(terms: Terms, tranches: readonly TrancheRecord[]) {
  const { amount, roundedTo, signedOn, number, standing, source, note } = terms;
  return { amount, roundedTo, signedOn, number, standing, source, note, tranches: tranches.map(row) };
}

function row({ id, ordinal, percent, amount, rule, dueOn }: TrancheRecord) {
  return { id, ordinal, percent, amount, rule, dueOn };
}
