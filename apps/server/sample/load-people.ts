import { seedDemoAccounts } from '#rooms/access/endpoints-accounts.ts';
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
