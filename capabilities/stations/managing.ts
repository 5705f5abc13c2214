/** Who manages the register: those who lead, and officers of the agencies that own it. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { agencyNames } from '#rooms/agencies/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { type Actor, mayAt } from '#shared/permission.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { managedRows, stationKeep } from './contract.ts';
import { managingGrants } from './rules.ts';

type At = { readonly operationId: string; readonly area?: string };

type Managing = {
  /** Without an area: anywhere in the operation. */
  readonly may: (at: At) => boolean;
  /** Rows `r` of imports `i` in villages that one manages. */
  readonly importRows: () => RawBuilder<SqlBool>;
};

export async function managingOf(ctx: Context): Promise<Managing> {
  const actor = await managerOf(ctx);
  return {
    may: (at) => mayAt(actor, stationKeep, at),
    importRows: () =>
      ctx.visible(managedRows, { operation: sql.ref('i.operation_id'), area: sql.ref('r.area') }, actor),
  };
}

/** Stops as if the station did not exist, unless one manages there. */
export async function demandManaging(ctx: Context, at: At): Promise<void> {
  const { may } = await managingOf(ctx);
  if (!may(at)) throw new Refused(refuse('not-found'));
}

async function managerOf(ctx: Context): Promise<Actor> {
  const { actor } = ctx;
  const ids = [...new Set(actor.grants.flatMap(({ agencyId }) => agencyId ?? []))];
  const known = ids.length === 0 ? [] : await ctx.ask(agencyNames, { ids });
  return { ...actor, grants: managingGrants(actor.grants, new Map(known.map(({ id, kind }) => [id, kind]))) };
}
