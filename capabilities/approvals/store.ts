import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { Matter } from '#server/two-persons.ts';
import type { Localized } from '#shared/schema.ts';
import type { ProposalState } from './contract.ts';
import type { Newness, Standing } from './rules.ts';

export type Stored = Standing & {
  readonly id: string;
  readonly action: string;
  readonly input: unknown;
  readonly subject: string;
  readonly reason: string;
  readonly operationId: string | null;
  readonly area: string | null;
  readonly decidedBy: string | null;
  readonly firstDays: number | null;
};

/** What a proposal asks for, unlocked; undefined where there is none that the asker may see. */
export async function findAsked(
  tx: Tx,
  id: string,
  visible: RawBuilder<SqlBool>,
): Promise<Pick<Stored, 'action' | 'input'> | undefined> {
  const found = await sql<Pick<Stored, 'action' | 'input'>>`
    select p.action, p.input from proposal p where p.id = ${id} and ${visible}`.execute(tx);
  return found.rows[0];
}

/** One proposal, locked until the decision is made; undefined where there is none that the asker may see. */
export async function findProposal(
  tx: Tx,
  id: string,
  visible: RawBuilder<SqlBool>,
): Promise<Stored | undefined> {
  const found = await sql<Stored>`
    select p.id, p.action, p.input, p.subject, p.reason, p.state, p.operation_id as "operationId", p.area,
           p.agency_id as "agencyId", p.proposed_by as "proposedBy", p.proposed_as as "proposedAs",
           p.lapses_at as "lapsesAt", p.decided_by as "decidedBy", p.first_days as "firstDays"
    from proposal p where p.id = ${id} and ${visible} for update`.execute(tx);
  return found.rows[0];
}

export type Proposed = {
  readonly id: string;
  readonly action: string;
  readonly text: Localized;
  readonly effect: Localized;
  readonly input: unknown;
  readonly matter: Matter;
  readonly reason: string;
  readonly by: { readonly userId: string; readonly agencyId: string | null; readonly name: string };
  readonly at: Date;
  readonly lapsesAt: Date;
  readonly firstDays: number | null;
};

/** The proposal that stands under an id, whoever asks. */
export async function findById(
  tx: Tx,
  id: string,
): Promise<{ action: string; subject: string; reason: string; by: string; lapsesAt: Date } | undefined> {
  const found = await sql<{ action: string; subject: string; reason: string; by: string; lapsesAt: Date }>`
    select action, subject, reason, proposed_by as by, lapses_at as "lapsesAt" from proposal where id = ${id}`.execute(
    tx,
  );
  return found.rows[0];
}

/** Keeps a proposal. False when the id is taken, or the same matter waits already. */
export async function insertProposal(tx: Tx, made: Proposed): Promise<boolean> {
  const { matter, by, text, effect } = made;
  const { place, summary } = matter;
  await sql`
    update proposal set state = 'lapsed'
    where action = ${made.action} and subject = ${matter.subject} and state = 'waiting' and lapses_at <= ${made.at}`.execute(
    tx,
  );
  const done = await sql`
    insert into proposal (id, action, action_id, action_en, effect_id, effect_en, input, subject, summary_id, summary_en,
                          reason, operation_id, area, agency_id, proposed_by, proposed_as, proposed_name, proposed_at,
                          lapses_at, state, first_days)
    values (${made.id}, ${made.action}, ${text.id}, ${text.en}, ${effect.id}, ${effect.en},
            ${JSON.stringify(made.input)}::jsonb, ${matter.subject}, ${summary.id}, ${summary.en}, ${made.reason},
            ${place.operationId}, ${place.area}, ${place.agencyId}, ${by.userId}, ${by.agencyId}, ${by.name}, ${made.at},
            ${made.lapsesAt}, 'waiting', ${made.firstDays})
    on conflict do nothing`.execute(tx);
  return done.numAffectedRows === 1n;
}

export type Decision = {
  readonly state: Exclude<ProposalState, 'waiting' | 'lapsed'>;
  readonly by: string;
  readonly name: string;
  readonly at: Date;
  readonly reason: string | null;
};

export async function decide(tx: Tx, id: string, decision: Decision): Promise<void> {
  await sql`
    update proposal set state = ${decision.state}, decided_by = ${decision.by}, decided_name = ${decision.name},
                        decided_at = ${decision.at}, decision_reason = ${decision.reason}
    where id = ${id} and state = 'waiting'`.execute(tx);
}

/** How new the second account was when it confirmed, and whether the one gave the other a role. */
export async function keepNewness(
  tx: Tx,
  id: string,
  { secondDays, given }: Pick<Newness, 'secondDays' | 'given'>,
): Promise<void> {
  await sql`update proposal set second_days = ${secondDays}, given = ${given} where id = ${id}`.execute(tx);
}
