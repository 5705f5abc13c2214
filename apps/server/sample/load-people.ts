import { seedDemoAccounts } from '#rooms/access/endpoints-accounts.ts';
import type { Actor } from '#shared/permission.ts';
import { agencyIdOf, type Loading } from './loading.ts';

/** One demo account per office, some for less than the operation. Each reaches this sample and nothing else. */
export async function loadAccounts(loading: Loading): Promise<void> {
  const { operation, operationId } = loading;
  await loading.use('accounts', seedDemoAccounts, {
    body: {
      accounts: operation.demoAccounts.map(({ login, name, agency, role, areas }) => ({
        id: accountIdOf(loading, login),
        login,
        name: name.id.slice(0, 80),
        agencyId: agencyIdOf(agency),
        grants: [{ id: loading.id('grant', login), role, areas: areas ?? operation.areas, operationId }],
      })),
    },
  });
}

export function accountIdOf(loading: Loading, login: string): string {
  return loading.id('account', login);
}

/** A demo person as they act when the sample is loaded. @throws Error where there is no such account */
export function demoPerson(loading: Loading, login: string): Actor {
  const { operation, operationId } = loading;
  const account = operation.demoAccounts.find((each) => each.login === login);
  if (!account) throw new Error(`${operation.key} has no demo account ${login}`);
  const agencyId = agencyIdOf(account.agency);
  return {
    kind: 'person',
    userId: accountIdOf(loading, login),
    sessionId: '',
    agencyId,
    grants: [{ role: account.role, agencyId, areas: operation.areas, operationId }],
  };
}
