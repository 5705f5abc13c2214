/** Stating who operates the server, and accepting it. */
import { sql } from 'kysely';
import { personNames } from '#rooms/access/contract.ts';
import { type AgencyName, agencyNames } from '#rooms/agencies/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList } from '#server/endpoint/handle.ts';
import { answer } from '#server/endpoint/questions.ts';
import { reachesOf } from '#shared/permission.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { operationOpen } from './contract.ts';
import {
  countOperations,
  decideOperator,
  listOperators,
  operationAdmitted,
  operatorAwaited,
  operatorDecide,
  operatorDecided,
  operatorKind,
  operatorState,
  operatorStated,
  type Party,
  readAdmission,
  type Spoken,
  stateOperator,
} from './operator.ts';
import { hasAccepted, opens, partyOf } from './operator-rules.ts';
import {
  admit,
  countAdmitted,
  currentOperator,
  type DecisionRow,
  findAdmission,
  insertDecision,
  insertOperator,
  lastDecisions,
} from './operator-store.ts';
import { getExisting, getVisible } from './picture.ts';
import { lockOperation, type OperationRow } from './store.ts';
import { hashOf, isResent } from './writing.ts';

const listing = handleList(listOperators, async (context) => ({
  from: sql`server_operator s`,
  where: context.visible(operatorKind, {}),
  fields: {
    id: sql.ref('s.id'),
    operator: sql.ref('s.operator'),
    place: sql.ref('s.place'),
    contact: sql.ref('s.contact'),
    backups: sql.ref('s.backups'),
    statedAt: sql.ref('s.stated_at'),
    current: sql`case when s.id = (select id from server_operator order by stated_at desc, id desc limit 1)
                      then 'yes' else 'no' end`,
  },
  tieBreak: sql.ref('s.id'),
  defaultSort: '-statedAt',
  name: 'pengelola-server',
}));

const stating = handle(stateOperator, async (context, { body }) => {
  context.demandEverywhere(operatorState);
  const { tx, actor, now } = context;
  if (await isResent(context, { table: 'operator', id: body.id, said: body })) return { id: body.id };
  await insertOperator(tx, body, { hash: hashOf(body), by: actor.userId, now });
  const { operator, place, contact, backups } = body;
  const after = { operator, place, contact, backups };
  await context.record(operatorStated, { subject: body.id, after, attributes: {} });
  return { id: body.id };
});

const reading = handle(readAdmission, async (context, { params }) => {
  const { tx } = context;
  const operation = await getVisible(context, params.operationId);
  const operator = await currentOperator(tx);
  const said = await lastDecisions(tx, operation.id);
  const owners = await ownersWithKind(context, operation);
  const { admittedAt, how } = await findAdmission(tx, operation.id);
  const party = operator ? partyOfActor(context, owners) : null;
  return {
    admittedAt: admittedAt?.toISOString() ?? null,
    how,
    operator: operator ? { ...operator, statedAt: operator.statedAt.toISOString() } : null,
    parties: (['kpu', 'police'] as const).map((each) => ({
      party: each,
      agencies: owners
        .filter(({ kind }) => partyOf(kind) === each)
        .map((agency) => spokenOf(agency, said, operator?.id ?? null)),
      accepted: operator ? hasAccepted(each, said, operator.id) : false,
    })),
    mine: party !== null && context.may(operatorDecide, { operationId: operation.id }) ? party : null,
  };
});

export const awaited = answer(operatorAwaited, async (context, { id }) => {
  const { tx, actor } = context;
  const operator = await currentOperator(tx);
  if (!operator || !context.may(operatorDecide, { operationId: id })) return null;
  const operation = await getVisible(context, id);
  const party = partyOfActor(context, await ownersWithKind(context, operation));
  if (party === null || (await findAdmission(tx, id)).how === 'sample') return null;
  const said = await lastDecisions(tx, id);
  const hasSpoken = said.some(
    ({ agencyId, statementId }) => agencyId === actor.agencyId && statementId === operator.id,
  );
  if (hasSpoken || hasAccepted(party, said, operator.id)) return null;
  return { operator: operator.operator, place: operator.place };
});

const deciding = handle(decideOperator, async (context, { params, body }) => {
  const { operationId } = params;
  context.demand(operatorDecide, { operationId });
  const { tx, actor, now } = context;
  const operation = (await lockOperation(tx, operationId)) ?? (await getExisting(tx, operationId));
  const party = partyOfActor(context, await ownersWithKind(context, operation));
  if (party === null || actor.agencyId === null) throw new Refused(refuse('operator.not-a-party'));
  if (await isResent(context, { table: 'operatorDecision', id: body.id, said: body }))
    return { admittedAt: (await findAdmission(tx, operationId)).admittedAt?.toISOString() ?? null };
  const current = await currentOperator(tx);
  if (current?.id !== body.statementId) throw new Refused(refuse('operator.changed'));
  const reason = body.reason?.trim() || null;
  if (body.decision === 'objected' && reason === null) throw new Refused(refuse('operator.reason-missing'));
  const decision: DecisionRow = {
    id: body.id,
    agencyId: actor.agencyId,
    party,
    statementId: body.statementId,
    decision: body.decision,
    reason,
    name: (await context.ask(personNames, { ids: [actor.userId] }))[0]?.name ?? '',
    at: now,
  };
  await insertDecision(tx, operationId, { ...decision, by: actor.userId, hash: hashOf(body) });
  await context.record(operatorDecided, {
    subject: operationId,
    operation: operationId,
    after: { statement: body.statementId, agency: actor.agencyId, party, decision: body.decision, reason },
    attributes: { operation: operationId },
  });
  return { admittedAt: await admitWhenBoth(context, operationId, body.statementId) };
});

/** An open operation stays open: an objection on election day is loud, and stops nobody's work. */
async function admitWhenBoth(
  context: Context,
  operationId: string,
  statement: string,
): Promise<string | null> {
  const { tx, now } = context;
  const { admittedAt } = await findAdmission(tx, operationId);
  if (admittedAt !== null) return admittedAt.toISOString();
  if (!opens(await lastDecisions(tx, operationId), statement)) return null;
  await admit(tx, operationId, now);
  await context.record(operationAdmitted, {
    subject: operationId,
    operation: operationId,
    after: { statement, how: 'accepted' },
    attributes: { operation: operationId },
  });
  return now.toISOString();
}

async function ownersWithKind(context: Context, operation: OperationRow): Promise<readonly AgencyName[]> {
  return context.ask(agencyNames, { ids: operation.owners });
}

function partyOfActor(context: Context, owners: readonly AgencyName[]): Party | null {
  const own = owners.find(({ id }) => id === context.actor.agencyId);
  return own ? partyOf(own.kind) : null;
}

function spokenOf(agency: AgencyName, said: readonly DecisionRow[], current: string | null): Spoken {
  const last = said.find(({ agencyId }) => agencyId === agency.id);
  return {
    agencyId: agency.id,
    agency: agency.short,
    decision: last?.decision ?? null,
    aboutCurrent: last !== undefined && last.statementId === current,
    reason: last?.reason ?? null,
    name: last?.name ?? null,
    at: last?.at.toISOString() ?? null,
  };
}

const counting = handle(countOperations, async (context) => {
  const isEverywhere = reachesOf(context.actor, operationOpen).some(
    ({ agencyId, areas, operationId }) => agencyId === null && operationId === null && areas.includes(''),
  );
  return { counted: isEverywhere ? await countAdmitted(context.tx) : null };
});

export const operatorRoutes = [listing, stating, reading, deciding, counting];
