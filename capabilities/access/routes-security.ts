/** How one comes in oneself: proof, password, authenticator app, recovery codes, and what one has to be told. */
import type { Tx } from '#server/database/connect.ts';
import { handle } from '#server/endpoint/handle.ts';
import { Refused, refuse } from '#shared/problem.ts';
import type { Attempts } from './attempts.ts';
import { demandConfirmed, endOthers, markConfirmed, openDesk, ownAccount } from './desk.ts';
import {
  beginAuthenticator,
  changePassword,
  confirmByPassword,
  makeRecoveryCodes,
  markTold,
  readSecurity,
  recoverySignIn,
  replaceAuthenticator,
} from './endpoints-security.ts';
import {
  authenticatorReplaced,
  passwordChanged,
  recoveryCodesMade,
  recoveryCodeUsed,
  sessionConfirmed,
} from './events-security.ts';
import { loginOf, makeHash, type Tried, tryPassword } from './lock.ts';
import type { Provider } from './providers.ts';
import { CONFIRMED_MS, decidePassword, decideSignIn, isConfirmed } from './rules.ts';
import { newRecoveryCode, recoveryCodeHash, totpSecret, totpStep } from './secrets.ts';
import { type Account, claimStep, findAccount, findAccountByLogin } from './store.ts';
import { bindingsOf } from './store-providers.ts';
import {
  claimRecoveryCode,
  findProof,
  markEnrolled,
  noticesOf,
  type OwnProof,
  recoveryCodesLeft,
  replaceRecoveryCodes,
  saveAuthenticator,
  savePassword,
  saveTold,
} from './store-security.ts';
import { hostFor } from './webauthn.ts';

export const readingSecurity = (configured: readonly Provider[]) =>
  handle(readSecurity, async (context) => {
    const { tx, actor, now, caller } = context;
    const account = actor.kind === 'person' ? await findAccount(tx, actor.userId) : undefined;
    if (!account) throw new Refused(refuse('not-found'));
    const proof = await findProof(tx, actor.sessionId);
    const { left, madeAt } = await recoveryCodesLeft(tx, account.id);
    const notices = await noticesOf(tx, account.id);
    const at = proof?.confirmedAt ?? null;
    return {
      login: account.login,
      hasSecrets: !account.demo,
      confirmedUntil:
        at !== null && isConfirmed(at, now) ? new Date(at.getTime() + CONFIRMED_MS).toISOString() : null,
      mustEnrol: proof?.way === 'recovery-code' && proof.enrolledAt === null,
      recoveryCodes: { left, madeAt: madeAt?.toISOString() ?? null },
      passkeyHost: hostOrNull(caller.origin),
      mayTell: proof !== undefined && mayTell(proof),
      providers: await providersFor(tx, account, configured),
      notices: notices.map((notice) => ({ what: notice.what, at: notice.at.toISOString() })),
    };
  });

const mayTell = ({ way }: OwnProof) => way !== 'recovery-code' && way !== 'link';

async function providersFor(tx: Tx, account: Account, configured: readonly Provider[]) {
  const bound = new Map((await bindingsOf(tx, account.id)).map(({ provider, at }) => [provider, at]));
  return configured
    .filter(({ agencyId }) => agencyId === account.agencyId)
    .map(({ key, name }) => ({ key, name, boundAt: bound.get(key)?.toISOString() ?? null }));
}

function hostOrNull(origin: string): string | null {
  try {
    return hostFor(origin);
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

/** Whoever came by a recovery code or a link may have stolen it: they do not read the warning away from its owner. */
export const markingTold = handle(markTold, async ({ tx, actor, now }) => {
  const proof = actor.kind === 'person' ? await findProof(tx, actor.sessionId) : undefined;
  if (proof && mayTell(proof)) await saveTold(tx, actor.userId, now);
  return {};
});

export const confirmingByPassword = (counted: Attempts) =>
  handle(
    confirmByPassword,
    async (context, { body }, tried: Tried | null) => {
      const { tx, signer, actor, now } = context;
      const account = await ownAccount(context);
      const of = { accountId: account.id, generation: account.totpGeneration };
      const decided = decideSignIn({
        exists: tried !== null,
        passwordFits: tried?.fits === true && tried.passwordHash === account.passwordHash,
        step: totpStep(signer, of, body.code, now),
        lastStep: account.totpStep,
      });
      const isProved = tried && 'step' in decided && (await claimStep(tx, account.id, decided.step));
      if (!isProved) throw new Refused(refuse('access.sign-in-refused'));
      await counted.succeeded(tx, tried.key);
      await markConfirmed(context);
      await context.record(sessionConfirmed, {
        ...factOf(account),
        after: { session: actor.sessionId, way: 'password' },
      });
      return {};
    },
    {
      prepare: async (before, { body }): Promise<Tried | null> => {
        const account = await findAccount(before.db, before.actor.userId);
        if (!account || before.actor.kind !== 'person') return null;
        // By session, not by address: whoever guesses elsewhere keeps nobody waiting here.
        const caller = { ...before.caller, address: `session ${before.actor.sessionId}` };
        return tryPassword(counted, { ...before, caller }, { login: account.login, password: body.password });
      },
    },
  );

const factOf = ({ id, agencyId }: Pick<Account, 'id' | 'agencyId'>) => ({
  subject: id,
  attributes: { agency: agencyId },
});

export const changingPassword = handle(
  changePassword,
  async (context, _input, passwordHash: string) => {
    const { tx, actor } = context;
    const account = await ownAccount(context);
    await demandConfirmed(context);
    await savePassword(tx, account.id, passwordHash);
    await endOthers(context, account.id);
    await context.record(passwordChanged, { ...factOf(account), after: { session: actor.sessionId } });
    return {};
  },
  {
    prepare: async ({ db, actor }, { body }): Promise<string> => {
      const account = actor.kind === 'person' ? await findAccount(db, actor.userId) : undefined;
      if (!account) throw new Refused(refuse('not-found'));
      const weak = decidePassword(body.password, account.login);
      if (weak) throw new Refused(weak);
      return makeHash(body.password);
    },
  },
);

export const beginningAuthenticator = handle(beginAuthenticator, async (context) => {
  const account = await ownAccount(context);
  await demandConfirmed(context);
  return { login: account.login, totpSecret: totpSecret(context.signer, nextOf(account)) };
});

const nextOf = (account: Account) => ({ accountId: account.id, generation: account.totpGeneration + 1 });

/** From here on the codes of the app before are worth nothing, and every other device comes in anew. */
export const replacingAuthenticator = handle(replaceAuthenticator, async (context, { body }) => {
  const { tx, signer, now } = context;
  const account = await ownAccount(context);
  await demandConfirmed(context);
  const next = nextOf(account);
  const step = totpStep(signer, next, body.code, now);
  const isSaved = step !== null && (await saveAuthenticator(tx, account.id, { ...next, step }));
  if (!isSaved) throw new Refused(refuse('access.code-wrong'));
  await markEnrolled(tx, context.actor.sessionId, now);
  await endOthers(context, account.id);
  await context.record(authenticatorReplaced, {
    ...factOf(account),
    before: { generation: account.totpGeneration },
    after: { generation: next.generation },
  });
  return {};
});

const CODES = 10;

export const makingRecoveryCodes = handle(makeRecoveryCodes, async (context) => {
  const { tx, signer, now } = context;
  const account = await ownAccount(context);
  await demandConfirmed(context);
  const codes = Array.from({ length: CODES }, newRecoveryCode);
  const made = codes.map((code) => ({
    id: context.newId(),
    hash: recoveryCodeHash(signer, account.id, code),
  }));
  await replaceRecoveryCodes(tx, account.id, made, now);
  await context.record(recoveryCodesMade, { ...factOf(account), after: { codes: CODES } });
  return { codes, madeAt: now.toISOString(), login: account.login };
});

export const recovering = (counted: Attempts) =>
  handle(
    recoverySignIn,
    async (context, { body }, { key, passwordHash, fits }: Tried) => {
      const { tx, signer, now } = context;
      const account = await findAccountByLogin(tx, loginOf(body));
      const isRight = account && fits && account.passwordHash === passwordHash;
      const hash = recoveryCodeHash(signer, account?.id ?? '', body.recoveryCode);
      const code = isRight ? await claimRecoveryCode(tx, account.id, hash, now) : null;
      if (!account || code === null) throw new Refused(refuse('access.recovery-refused'));
      await counted.succeeded(tx, key);
      const { left } = await recoveryCodesLeft(tx, account.id);
      await context.record(recoveryCodeUsed, { ...factOf(account), after: { code, left } });
      await openDesk(context, account, 'recovery-code');
      return {};
    },
    { prepare: (before, { body }) => tryPassword(counted, before, body) },
  );
