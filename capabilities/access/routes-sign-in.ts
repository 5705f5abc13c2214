/** Coming in: password and code, or a demo account. */
import { handle } from '#server/endpoint/handle.ts';
import type { ReplyOf } from '#shared/endpoint.ts';
import { Refused, refuse } from '#shared/problem.ts';
import type { Attempts } from './attempts.ts';
import { openDesk } from './desk.ts';
import { listDemoAccounts, openDemoSession, signIn } from './endpoints-sign-in.ts';
import { loginOf, type Tried, tryPassword } from './lock.ts';
import { agencyOf } from './neighbours.ts';
import { decideSignIn } from './rules.ts';
import { newToken, tokenHash, totpStep } from './secrets.ts';
import { claimStep, findAccountByLogin, listDemo } from './store.ts';
import { rememberBrowser } from './store-security.ts';

// Stands in for the id of an unknown login, so that its code is computed as well.
const NOBODY = '00000000-0000-7000-8000-000000000000';

export const signingIn = (counted: Attempts) =>
  handle(
    signIn,
    async (context, { body }, { key, passwordHash, fits, browser }: Tried) => {
      const { tx, signer, now } = context;
      const account = await findAccountByLogin(tx, loginOf(body));
      const of = { accountId: account?.id ?? NOBODY, generation: account?.totpGeneration ?? 0 };
      const known = {
        exists: account !== undefined,
        // What was tried must still be what stands.
        passwordFits: fits && account?.passwordHash === passwordHash,
        step: totpStep(signer, of, body.code, now),
        lastStep: account?.totpStep ?? -1,
      };
      const decided = decideSignIn(known);
      const isIn = account && 'step' in decided && (await claimStep(tx, account.id, decided.step));
      if (!isIn) throw new Refused(refuse('access.sign-in-refused'));
      await counted.succeeded(tx, key);
      await openDesk(context, account, 'password');
      const token = browser ?? newToken();
      await rememberBrowser(tx, account.id, tokenHash(token), now);
      return { browser: token };
    },
    { prepare: (before, { body }) => tryPassword(counted, before, body) },
  );

export const listingDemo = (sample: () => boolean) =>
  handle(listDemoAccounts, async (context) => {
    if (!sample()) return { sample: false, accounts: [] };
    const rows = await listDemo(context.tx);
    const accounts: ReplyOf<typeof listDemoAccounts>['accounts'] = [];
    for (const { login, name, agencyId, roles } of rows) {
      const agency = await agencyOf(context, agencyId);
      accounts.push({ login, name, roles, agency: agency && { short: agency.short, name: agency.name } });
    }
    const place = (one: (typeof accounts)[number]) => `${one.agency?.short ?? ''} ${one.login}`;
    accounts.sort((one, other) => place(one).localeCompare(place(other), 'id'));
    return { sample: true, accounts };
  });

export const openingDemo = (sample: () => boolean) =>
  handle(openDemoSession, async (context, { body }) => {
    const account = sample() ? await findAccountByLogin(context.tx, body.login) : undefined;
    if (!account?.demo) throw new Refused(refuse('not-found'));
    await openDesk(context, account, 'demo');
    return {};
  });
