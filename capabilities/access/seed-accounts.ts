import { sql } from 'kysely';
import type { Context } from '#server/endpoint/context.ts';
import { handle } from '#server/endpoint/handle.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { accountOpened, grantGiven } from './contract.ts';
import { type DemoAccount, seedDemoAccounts } from './endpoints-accounts.ts';
import { findAccount, insertAccount, insertGrant } from './store.ts';

/**
 * Opens the demo accounts of a sample: they have no password and open only in sample mode. An account that is there
 * already stays as it is, so that loading twice is harmless. Ends sessions of nobody.
 * @returns how many were new
 */
export async function seedAccounts(context: Context, accounts: readonly DemoAccount[]): Promise<number> {
  let opened = 0;
  for (const account of accounts) {
    const isNew = await openDemo(context, account);
    if (isNew) opened += 1;
  }
  return opened;
}

async function openDemo(context: Context, account: DemoAccount): Promise<boolean> {
  const { tx, now } = context;
  const { id, login, name, agencyId } = account;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`access demo ${id}`}, 0))`.execute(tx);
  const earlier = await findAccount(tx, id);
  if (earlier && (!earlier.demo || earlier.login !== login)) throw new Refused(refuse('access.id-taken'));
  const values = { agency: agencyId, demo: true };
  const attributes = { agency: agencyId };
  if (earlier) {
    await context.record(accountOpened, { subject: id, before: values, after: values, attributes });
    return false;
  }
  const row = {
    id,
    login,
    name,
    agencyId,
    passwordHash: null,
    totpStep: -1,
    language: 'id' as const,
    demo: true,
    openedBy: 'system',
    // A sample is loaded to be tried at once.
    settledAt: now,
  };
  if (!(await insertAccount(tx, row, now))) throw new Refused(refuse('access.login-taken', { login }));
  await context.record(accountOpened, { subject: id, after: { ...values, name, login }, attributes });
  for (const { id: grant, role, areas, operationId: operation } of account.grants) {
    const made = {
      id: grant,
      accountId: id,
      role,
      agencyId,
      areas,
      operationId: operation,
      validUntil: null,
    };
    if (!(await insertGrant(tx, made, 'system', now))) throw new Refused(refuse('access.id-taken'));
    const after = { grant, role, areas, operation };
    await context.record(grantGiven, { subject: id, operation, after, attributes });
  }
  return true;
}

export const seeding = handle(seedDemoAccounts, async (context, { body }) => ({
  opened: await seedAccounts(context, body.accounts),
}));
