/** Elections, phases and owners in SQL, after opening. Own tables only. */
import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { StateElection, StatePhase } from './elections.ts';

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

/** A withdrawn election that is stated again counts again. */
export async function putElection(
  tx: Tx,
  operationId: string,
  wanted: StateElection & { readonly version: number },
): Promise<void> {
  await sql`
    insert into operation_election (operation_id, key, ordinal, kind, area, name, voting_day, standing, source, version)
    values (${operationId}, ${wanted.key},
            (select coalesce(max(ordinal) + 1, 0) from operation_election where operation_id = ${operationId}),
            ${wanted.kind}, ${wanted.area}, ${json(wanted.name)}, ${wanted.votingDay}, ${wanted.standing},
            ${wanted.source}, ${wanted.version})
    on conflict (operation_id, key) do update set
      kind = excluded.kind, area = excluded.area, name = excluded.name, voting_day = excluded.voting_day,
      standing = excluded.standing, source = excluded.source, version = excluded.version,
      withdrawn_reason = null`.execute(tx);
}

export async function withdrawOf(
  tx: Tx,
  operationId: string,
  { key, reason }: { key: string; reason: string },
): Promise<void> {
  await sql`
    update operation_election set withdrawn_reason = ${reason}, version = version + 1
    where operation_id = ${operationId} and key = ${key}`.execute(tx);
}

export async function putPhase(
  tx: Tx,
  operationId: string,
  wanted: StatePhase & { readonly version: number },
): Promise<void> {
  await sql`
    insert into operation_phase (operation_id, phase, first_day, last_day, standing, source, version)
    values (${operationId}, ${wanted.phase}, ${wanted.firstDay}, ${wanted.lastDay}, ${wanted.standing},
            ${wanted.source}, ${wanted.version})
    on conflict (operation_id, phase) do update set
      first_day = excluded.first_day, last_day = excluded.last_day, standing = excluded.standing,
      source = excluded.source, version = excluded.version`.execute(tx);
}

export async function insertOwner(tx: Tx, operationId: string, agencyId: string): Promise<void> {
  await sql`
    insert into operation_owner (operation_id, agency_id) values (${operationId}, ${agencyId})`.execute(tx);
}

export async function deleteOwner(tx: Tx, operationId: string, agencyId: string): Promise<void> {
  await sql`
    delete from operation_owner where operation_id = ${operationId} and agency_id = ${agencyId}`.execute(tx);
}
