import { accountStandings, personNames, provedLately } from '#rooms/access/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList, type Mounted } from '#server/endpoint/handle.ts';
import type { BoundTwoPersons } from '#server/two-persons.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { type RecordKind, recordKind } from '#shared/visibility.ts';
import type { approvalDoors } from './contract.ts';
import { COLUMNS, listSource, takeable } from './listing.ts';
import { openApprovals } from './rights.ts';
import { type Newness, newnessOf, whyNotApart, whyNotSecond } from './rules.ts';
import {
  decide,
  findAsked,
  findById,
  findProposal,
  insertProposal,
  keepNewness,
  type Proposed,
  type Stored,
} from './store.ts';
import { decidableProposals, PROPOSAL_ATTRIBUTES } from './visible.ts';

type Doors = ReturnType<typeof approvalDoors>;

const HOUR_MS = 3_600_000;

/** The doors of the two-person rule over the actions of all rooms. */
export function approvalRoutes(
  doors: Doors,
  actions: readonly BoundTwoPersons[],
  decidable: RecordKind,
): readonly Mounted[] {
  const named = new Map(actions.map((action) => [action.declared.name, action]));
  const records = [...doors.confirmProposal.records, ...actions.flatMap(({ declared }) => declared.records)];
  const parts = { doors, named };
  return [
    handleList(doors.listProposals, async (ctx) =>
      listSource(ctx, doors, { decidable, isTakeable: takeable(ctx, actions) }),
    ),
    telling(parts),
    proposing(parts),
    confirming(parts, records),
    handle(doors.refuseProposal, async (ctx, { params, body }) => {
      const { proposal, action } = await openForMe(ctx, params.proposalId, parts);
      stopUnlessSecond(ctx, proposal, action);
      await settle(ctx, doors, { proposal, state: 'refused', reason: body.reason });
      return { state: 'refused' as const };
    }),
    sharing(parts),
    handle(doors.withdrawProposal, async (ctx, { params }) => {
      const { proposal } = await openForMe(ctx, params.proposalId, parts);
      if (proposal.proposedBy !== ctx.actor.userId) throw new Refused(refuse('not-found'));
      if (proposal.state !== 'waiting') throw new Refused(refuse('approvals.not-waiting'));
      await settle(ctx, doors, { proposal, state: 'withdrawn', reason: null });
      return { state: 'withdrawn' as const };
    }),
  ];
}

type Parts = { readonly doors: Doors; readonly named: ReadonlyMap<string, BoundTwoPersons> };

const telling = ({ doors, named }: Parts) =>
  handle(doors.readMatter, async (ctx, { params }) => {
    const asked = await findAsked(ctx.tx, params.proposalId, ctx.visible(doors.kind, COLUMNS));
    const action = named.get(asked?.action ?? '');
    if (!asked || !action) throw new Refused(refuse('not-found'));
    const told = await action.detail(ctx, asked.input);
    return {
      kinds: told.map(({ fields, records, ...kind }) => ({
        ...kind,
        fields: [...fields],
        records: [...records],
      })),
    };
  });

const proposing = ({ doors, named }: Parts) =>
  handle(doors.propose, async (ctx, { body }) => {
    const action = named.get(body.action);
    if (!action) throw new Refused(refuse('not-found'));
    const { declared } = action;
    if (!ctx.may(declared.propose)) throw new Refused(refuse('not-found'));
    const input = action.parse(body.input);
    ctx.demand(declared.propose, await action.place(ctx, input));
    await demandProof(ctx);
    const matter = await action.look(ctx, input);
    ctx.demand(declared.propose, matter.place);
    const lapsesAt = new Date(ctx.now.getTime() + declared.lapsesAfterH * HOUR_MS);
    const { text, effect, name } = declared;
    const by = { userId: ctx.actor.userId, agencyId: ctx.actor.agencyId, name: await ownName(ctx) };
    const { id, reason } = body;
    const { firstDays } = await newnessAt(ctx, { first: by.userId, second: null });
    const made = {
      id,
      action: name,
      text,
      effect,
      input,
      matter,
      reason,
      by,
      at: ctx.now,
      lapsesAt,
      firstDays,
    };
    if (!(await insertProposal(ctx.tx, made))) return proposedBefore(ctx, made);
    await ctx.record(doors.made, {
      subject: id,
      operation: matter.place.operationId,
      area: matter.place.area,
      after: { action: name, matter: matter.subject, state: 'waiting', reason },
      attributes: attributesOf({
        action: name,
        ...matter.place,
        proposedBy: by.userId,
        proposedAs: by.agencyId,
      }),
    });
    return { id, lapsesAt: lapsesAt.toISOString() };
  });

/** The answer got lost: the same person says the same again. */
async function proposedBefore(ctx: Context, { id, action, matter, reason, by }: Proposed) {
  const earlier = await findById(ctx.tx, id);
  if (!earlier) throw new Refused(refuse('approvals.already-waiting'));
  const isSame = earlier.by === by.userId && earlier.action === action && earlier.subject === matter.subject;
  if (!isSame || earlier.reason !== reason) throw new Refused(refuse('approvals.id-taken'));
  ctx.unchanged();
  return { id, lapsesAt: earlier.lapsesAt.toISOString() };
}

const confirming = (parts: Parts, records: Doors['confirmProposal']['records']) =>
  handle({ ...parts.doors.confirmProposal, records }, async (ctx, { params }) => {
    const { proposal, action } = await openForMe(ctx, params.proposalId, parts);
    const { input } = proposal;
    const isResend = proposal.state === 'confirmed' && proposal.decidedBy === ctx.actor.userId;
    if (!isResend) stopUnlessSecond(ctx, proposal, action);
    await demandProof(ctx);
    if (isResend) ctx.unchanged();
    else {
      await stopUnlessApart(ctx, proposal);
      // The world may have moved on since it was proposed: what cannot be done now is refused by the room itself.
      await action.look(ctx, input);
      await action.carryOut(ctx, input, proposal);
      await settle(ctx, parts.doors, { proposal, state: 'confirmed', reason: null });
      await noteNewness(ctx, parts.doors, proposal);
    }
    return { state: 'confirmed' as const, result: await action.result(ctx, input, proposal) };
  });

/** What the first person is handed, for as long as the room gives it out. For everybody else there is none. */
const sharing = (parts: Parts) =>
  handle(parts.doors.takeShare, async (ctx, { params }) => {
    const { proposal, action } = await openForMe(ctx, params.proposalId, parts);
    const isMine = proposal.proposedBy === ctx.actor.userId && proposal.state === 'confirmed';
    if (!isMine || action.declared.firstGetsForMin === undefined) throw new Refused(refuse('not-found'));
    await demandProof(ctx);
    return { result: await action.share(ctx, proposal.input, proposal) };
  });

/** A desk that was left open neither proposes nor decides. */
async function demandProof(ctx: Context): Promise<void> {
  if (!(await ctx.ask(provedLately, {}))) throw new Refused(refuse('access.confirm-first'));
}

/** Two accounts are not yet two people: one may be new, or made by the other. */
async function stopUnlessApart(ctx: Context, { proposedBy }: Stored): Promise<void> {
  const two = { first: proposedBy, second: ctx.actor.userId };
  const known = await ctx.ask(accountStandings, { ids: [two.first, two.second] });
  const refusal = whyNotApart(two, known, ctx.now);
  if (refusal) throw new Refused(refusal);
}

type Two = { readonly first: string; readonly second: string | null };

async function newnessAt(ctx: Context, two: Two): Promise<Newness> {
  const ids = [two.first, two.second].flatMap((id) => id ?? []);
  return newnessOf(two, await ctx.ask(accountStandings, { ids }), ctx.now);
}

/** What stops nobody and must be in sight: two accounts that one hand may have made and waited for. */
async function noteNewness(ctx: Context, doors: Doors, proposal: Stored): Promise<void> {
  const { id, action, operationId, area, proposedBy, firstDays } = proposal;
  const { secondDays, given } = await newnessAt(ctx, { first: proposedBy, second: ctx.actor.userId });
  if (firstDays === null && secondDays === null && !given) return;
  await keepNewness(ctx.tx, id, { secondDays, given });
  await ctx.record(doors.newcomer, {
    subject: id,
    operation: operationId,
    area,
    after: { action, firstDays, secondDays, given },
    attributes: attributesOf(proposal),
  });
}

async function openForMe(ctx: Context, id: string, { doors, named }: Parts) {
  const proposal = await findProposal(ctx.tx, id, ctx.visible(doors.kind, COLUMNS));
  const action = named.get(proposal?.action ?? '');
  if (!proposal || !action) throw new Refused(refuse('not-found'));
  return { proposal, action };
}

function stopUnlessSecond(ctx: Context, proposal: Stored, { declared }: BoundTwoPersons): void {
  const { operationId, area } = proposal;
  ctx.demand(declared.confirm, { operationId, area });
  const refusal = whyNotSecond(proposal, ctx.actor, { second: declared.second, now: ctx.now });
  if (refusal) throw new Refused(refusal);
}

type Settled = {
  readonly proposal: Stored;
  readonly state: 'confirmed' | 'refused' | 'withdrawn';
  readonly reason: string | null;
};

async function settle(ctx: Context, doors: Doors, { proposal, state, reason }: Settled): Promise<void> {
  const { id, action, subject, operationId, area } = proposal;
  const by = { by: ctx.actor.userId, name: await ownName(ctx), at: ctx.now };
  await decide(ctx.tx, id, { ...by, state, reason });
  await ctx.record(doors.decided, {
    subject: id,
    operation: operationId,
    area,
    before: { state: 'waiting' },
    after: { action, matter: subject, state, ...(reason === null ? {} : { reason }) },
    attributes: attributesOf(proposal),
  });
}

const attributesOf = ({ action, operationId, area, agencyId, proposedBy, proposedAs }: Standing) => ({
  action,
  operation: operationId,
  area,
  agency: agencyId,
  proposer: proposedBy,
  proposerAgency: proposedAs,
});

type Standing = Pick<Stored, 'action' | 'operationId' | 'area' | 'agencyId' | 'proposedBy' | 'proposedAs'>;

async function ownName(ctx: Context): Promise<string> {
  const [me] = await ctx.ask(personNames, { ids: [ctx.actor.userId] });
  return me?.name ?? '';
}

/** So that the list says whose turn it is without asking row by row. */
export function decidableKind(actions: readonly BoundTwoPersons[]): RecordKind {
  return recordKind({
    name: 'proposal-decidable',
    read: openApprovals,
    attributes: PROPOSAL_ATTRIBUTES,
    visibleTo: (actor) =>
      decidableProposals(
        actor,
        actions.map(({ declared }) => declared),
      ),
  });
}
