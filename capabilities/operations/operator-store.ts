/** The operator of the server and what agencies said of it. Own tables only. */
import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { OperatorSaid, Party } from './operator.ts';

export type StatementRow = OperatorSaid & { readonly statedAt: Date };

export async function insertOperator(
  tx: Tx,
  said: OperatorSaid,
  made: { readonly hash: Buffer; readonly by: string; readonly now: Date },
): Promise<void> {
  await sql`
    insert into server_operator (id, operator, place, contact, backups, content_hash, stated_by, stated_at)
    values (${said.id}, ${said.operator}, ${said.place}, ${said.contact}, ${said.backups}, ${made.hash}, ${made.by},
            ${made.now})`.execute(tx);
}

/** The statement in force: the one that was recorded last. */
export async function currentOperator(tx: Tx): Promise<StatementRow | undefined> {
  const found = await sql<StatementRow>`
    select id, operator, place, contact, backups, stated_at as "statedAt" from server_operator
    order by stated_at desc, id desc limit 1`.execute(tx);
  return found.rows[0];
}

export type DecisionRow = {
  readonly id: string;
  readonly agencyId: string;
  readonly party: Party;
  readonly statementId: string;
  readonly decision: 'accepted' | 'objected';
  readonly reason: string | null;
  readonly name: string;
  readonly at: Date;
};

/** What each agency said last about the operator, for this operation. */
export async function lastDecisions(tx: Tx, operationId: string): Promise<readonly DecisionRow[]> {
  const found = await sql<DecisionRow>`
    select distinct on (agency_id) id, agency_id as "agencyId", party, statement_id as "statementId", decision, reason,
           decided_name as name, decided_at as at
    from operation_operator_decision where operation_id = ${operationId}
    order by agency_id, decided_at desc, id desc`.execute(tx);
  return found.rows;
}

export async function insertDecision(
  tx: Tx,
  operationId: string,
  made: DecisionRow & { readonly by: string; readonly hash: Buffer },
): Promise<void> {
  await sql`
    insert into operation_operator_decision (id, operation_id, statement_id, agency_id, party, decision, reason,
                                             decided_by, decided_name, content_hash, decided_at)
    values (${made.id}, ${operationId}, ${made.statementId}, ${made.agencyId}, ${made.party}, ${made.decision},
            ${made.reason}, ${made.by}, ${made.name}, ${made.hash}, ${made.at})`.execute(tx);
}

export type Admission = {
  readonly admittedAt: Date | null;
  readonly how: 'accepted' | 'sample' | 'before-rule' | null;
};

export async function findAdmission(tx: Tx, operationId: string): Promise<Admission> {
  const found = await sql<Admission>`
    select admitted_at as "admittedAt", admitted_how as how from operation where id = ${operationId}`.execute(
    tx,
  );
  return found.rows[0] ?? { admittedAt: null, how: null };
}

export async function admit(tx: Tx, operationId: string, at: Date): Promise<void> {
  await sql`
    update operation set admitted_at = ${at}, admitted_how = 'accepted'
    where id = ${operationId} and admitted_at is null`.execute(tx);
}

export async function countAdmitted(tx: Tx): Promise<{ opened: number; running: number }> {
  const found = await sql<{ opened: number; running: number }>`
    select count(*)::int as opened, count(admitted_at)::int as running from operation`.execute(tx);
  return found.rows[0] ?? { opened: 0, running: 0 };
}
