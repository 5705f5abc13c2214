/** Elections, phases and owner agencies after opening. The journal keeps what was said before. */
import { sql } from 'kysely';
import { handle, handleList } from '#server/endpoint/handle.ts';
import { accept, Refused, refuse } from '#shared/problem.ts';
import { operationDisown } from './contract.ts';
import { deleteOwner, insertOwner, putElection, putPhase, withdrawOf } from './election-store.ts';
import {
  addOwner,
  electionStated,
  electionWithdrawn,
  listElections,
  ownerAdded,
  ownerWithdrawn,
  phaseStated,
  stateElection,
  statePhase,
  withdrawElection,
  withdrawOwner,
} from './elections.ts';
import { decideStating, overlaps } from './frame-rules.ts';
import { demandAgencies, demandAreas } from './naming.ts';
import { getExisting, getVisible } from './picture.ts';
import { getRevisable } from './revision-routes.ts';
import { type ElectionRow, listAllElections, listPhases, lockOperation } from './store.ts';

const MAX_OWNERS = 20;
const of = (id: string) => ({ subject: id, operation: id, attributes: { operation: id } });

const elections = handleList(listElections, async (context, { params, query }) => {
  const operation = await getVisible(context, params.operationId);
  return {
    name: 'pemilihan',
    from: sql`operation_election e`,
    where: sql`e.operation_id = ${operation.id}`,
    fields: {
      key: sql`e.key`,
      name: sql`e.name ->> ${query.lang ?? 'id'}`,
      nameEn: sql`e.name ->> 'en'`,
      kind: sql`e.kind`,
      area: sql`e.area`,
      votingDay: sql`e.voting_day`,
      state: sql`case when e.withdrawn_reason is null then 'secured' else 'withdrawn' end`,
      reason: sql`e.withdrawn_reason`,
      standing: sql`e.standing`,
      source: sql`e.source`,
      version: sql`e.version`,
    },
    tieBreak: sql`e.key`,
    defaultSort: 'votingDay,area',
  };
});

const statingElection = handle(stateElection, async (context, { params, body }) => {
  const { tx } = context;
  const operation = await getRevisable(context, params.operationId);
  const { version: madeFrom, ...said } = body;
  const known = (await listAllElections(tx, operation.id)).find((each) => each.key === body.key) ?? null;
  const isWithdrawn = known !== null && known.withdrawnReason !== null;
  const before = known && electionFields(known);
  const stated = { version: known?.version ?? 0, isWithdrawn };
  const decided = accept(
    decideStating({ key: said.key, stated, before, after: electionFields(said), madeFrom }),
  );
  if (decided === 'same') {
    context.unchanged();
    return { version: stated.version };
  }
  await demandAreas(context, [{ field: '/body/area', code: said.area }], operation.areas);
  await putElection(tx, operation.id, { ...said, version: decided });
  await context.record(electionStated, {
    ...of(operation.id),
    after: electionFields(said),
    ...(before && !isWithdrawn ? { before } : {}),
  });
  return { version: decided };
});

type ElectionSaid = Omit<ElectionRow, 'version'>;
function electionFields({ key, kind, area, name, votingDay, source, standing }: ElectionSaid) {
  return { key, kind, area, name: { id: name.id, en: name.en }, votingDay, source, standing };
}

const withdrawingElection = handle(withdrawElection, async (context, { params, body }) => {
  const operation = await getRevisable(context, params.operationId);
  const { key, reason } = body;
  const known = (await listAllElections(context.tx, operation.id)).find((each) => each.key === key);
  if (!known) throw new Refused(refuse('not-found'));
  if (known.withdrawnReason !== null) context.unchanged();
  else {
    await withdrawOf(context.tx, operation.id, { key, reason });
    await context.record(electionWithdrawn, { ...of(operation.id), after: { key, reason } });
  }
  return { key };
});

const statingPhase = handle(statePhase, async (context, { params, body }) => {
  const { tx } = context;
  const operation = await getRevisable(context, params.operationId);
  const { version: madeFrom, ...said } = body;
  const phases = await listPhases(tx, operation.id);
  const known = phases.find((each) => each.phase === said.phase) ?? null;
  const before = known && phaseFields(known);
  const stated = { version: known?.version ?? 0, isWithdrawn: false };
  const decided = accept(
    decideStating({ key: said.phase, stated, before, after: phaseFields(said), madeFrom }),
  );
  if (decided === 'same') {
    context.unchanged();
    return { version: stated.version };
  }
  if (said.lastDay < said.firstDay) throw new Refused(refuse('operation.period-reversed'));
  if (phases.some((each) => each.phase !== said.phase && overlaps(each, said)))
    throw new Refused(refuse('operation.phases-overlap'));
  await putPhase(tx, operation.id, { ...said, version: decided });
  await context.record(phaseStated, {
    ...of(operation.id),
    after: phaseFields(said),
    ...(before ? { before } : {}),
  });
  return { version: decided };
});

type PhaseSaid = Pick<
  Parameters<typeof putPhase>[2],
  'phase' | 'firstDay' | 'lastDay' | 'source' | 'standing'
>;
const phaseFields = ({ phase, firstDay, lastDay, source, standing }: PhaseSaid) => {
  return { phase, firstDay, lastDay, source, standing };
};

const addingOwner = handle(addOwner, async (context, { params, body }) => {
  const operation = await getRevisable(context, params.operationId);
  const { agencyId, source } = body;
  if (operation.owners.includes(agencyId)) context.unchanged();
  else {
    await demandAgencies(context, [agencyId]);
    if (operation.owners.length >= MAX_OWNERS)
      throw new Refused(refuse('operation.too-many-owners', { limit: MAX_OWNERS }));
    await insertOwner(context.tx, operation.id, agencyId);
    await context.record(ownerAdded, { ...of(operation.id), after: { agency: agencyId, source } });
  }
  return { id: agencyId };
});

const withdrawingOwner = handle(withdrawOwner, async (context, { params, body }) => {
  const { operationId } = params;
  context.demand(operationDisown, { operationId });
  const { agencyId, reason } = body;
  if (agencyId !== context.actor.agencyId) throw new Refused(refuse('operation.owner-itself-only'));
  const operation =
    (await lockOperation(context.tx, operationId)) ?? (await getExisting(context.tx, operationId));
  if (!operation.owners.includes(agencyId)) context.unchanged();
  else {
    await deleteOwner(context.tx, operationId, agencyId);
    await context.record(ownerWithdrawn, {
      ...of(operationId),
      before: { agency: agencyId },
      after: { reason },
    });
  }
  return { id: agencyId };
});

export const electionRoutes = [
  elections,
  statingElection,
  withdrawingElection,
  statingPhase,
  addingOwner,
  withdrawingOwner,
];
