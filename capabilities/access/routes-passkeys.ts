/** Passkeys: add, list, revoke, sign in, prove oneself. */
import { sql } from 'kysely';
import type { Database } from '#server/database/connect.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList } from '#server/endpoint/handle.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { demandConfirmed, markConfirmed, openDesk, ownAccount } from './desk.ts';
import {
  addPasskey,
  beginPasskey,
  beginPasskeyConfirm,
  beginPasskeySignIn,
  confirmByPasskey,
  listPasskeys,
  passkeySignIn,
  revokePasskeys,
  type SignedAnswer,
} from './endpoints-passkeys.ts';
import { passkeyAdded, passkeyRevoked, passkeySuspended, sessionConfirmed } from './events-security.ts';
import { hasGoneBack } from './rules.ts';
import { type Account, findAccount } from './store.ts';
import {
  findPasskey,
  insertPasskey,
  lockPasskey,
  passkeysOf,
  revokePasskeyRows,
  savePasskeyUse,
  suspendPasskey,
} from './store-passkeys.ts';
import { claimTicket, derivedFrom, openTicket } from './tickets.ts';
import { accountOfHandle, askForPasskey, hostFor, readCounter, readNewCredential } from './webauthn.ts';

export const beginningPasskey = handle(beginPasskey, async (context) => {
  const { tx, actor, caller, now } = context;
  const account = await ownAccount(context);
  await demandConfirmed(context);
  const host = hostFor(caller.origin);
  const known = await passkeysOf(tx, account.id, host);
  const ticket = await openTicket(tx, { purpose: 'passkey-add', sessionId: actor.sessionId }, now);
  const asked = await askForPasskey(account, { host, known, challenge: derivedFrom(ticket, 'challenge') });
  return { ticket, login: account.login, name: account.name, ...asked };
});

type Made = Awaited<ReturnType<typeof readNewCredential>>;

export const addingPasskey = handle(
  addPasskey,
  async (context, { body }, credential: Made) => {
    const { tx, actor, caller, now } = context;
    const account = await ownAccount(context);
    await demandConfirmed(context);
    await claimTicket(tx, body.ticket, { purpose: 'passkey-add', sessionId: actor.sessionId }, now);
    if (credential === null) throw new Refused(refuse('access.passkey-refused'));
    const host = hostFor(caller.origin);
    const made = {
      id: body.id,
      accountId: account.id,
      host,
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: body.credential.transports,
      name: body.name.trim(),
    };
    if (!(await insertPasskey(tx, made, now))) throw new Refused(refuse('access.id-taken'));
    await context.record(passkeyAdded, {
      subject: account.id,
      after: { passkey: body.id, name: made.name, host },
      attributes: { agency: account.agencyId },
    });
    return { id: body.id };
  },
  {
    prepare: async ({ caller }, { body }) =>
      readNewCredential(body.credential, {
        origin: caller.origin,
        challenge: derivedFrom(body.ticket, 'challenge'),
      }),
  },
);

export const listingPasskeys = handleList(listPasskeys, async ({ actor }) => ({
  name: 'passkey',
  from: sql`account_passkey p`,
  where: sql`p.account_id::text = ${actor.userId} and p.revoked_at is null`,
  fields: {
    id: sql`p.id`,
    name: sql`p.name`,
    host: sql`p.host`,
    state: sql`case when p.suspended_at is null then 'good' else 'suspended' end`,
    madeAt: sql`p.made_at`,
    usedAt: sql`p.used_at`,
  },
  tieBreak: sql`p.id`,
  defaultSort: '-usedAt',
}));

export const revokingPasskeys = handle(revokePasskeys, async (context, { body }) => {
  const { tx, actor, now } = context;
  const account = await findAccount(tx, actor.userId);
  if (!account || actor.kind !== 'person') throw new Refused(refuse('not-found'));
  await demandConfirmed(context);
  const { own, revoked } = await revokePasskeyRows(tx, account.id, body.ids, now);
  if (own < body.ids.length) throw new Refused(refuse('not-found'));
  if (revoked.length === 0) throw new Refused(refuse('access.already-done'));
  for (const passkey of revoked) {
    await context.record(passkeyRevoked, {
      subject: account.id,
      before: { revoked: false },
      after: { passkey, revoked: true },
      attributes: { agency: account.agencyId },
    });
  }
  return { revoked: revoked.length };
});

export const beginningPasskeySignIn = handle(beginPasskeySignIn, async (context) =>
  ask(context, { purpose: 'passkey-sign-in', sessionId: null }),
);

export const beginningPasskeyConfirm = handle(beginPasskeyConfirm, async (context) => {
  await ownAccount(context);
  return ask(context, { purpose: 'passkey-confirm', sessionId: context.actor.sessionId });
});

async function ask({ tx, caller, now }: Context, question: Parameters<typeof openTicket>[1]) {
  const rpId = hostFor(caller.origin);
  const ticket = await openTicket(tx, question, now);
  return { ticket, rpId, challenge: derivedFrom(ticket, 'challenge') };
}

/** Which passkey answered, and its counter; null when none of ours did, or not as asked. */
type Answered = { readonly id: string; readonly counter: number } | null;
type Asked = { readonly ticket: string; readonly answer: SignedAnswer };

/** The signature costs milliseconds and no connection. */
const verify = async (
  { db, caller: { origin } }: { readonly db: Database; readonly caller: Context['caller'] },
  { body }: { readonly body: Asked },
): Promise<Answered> => {
  const { answer, ticket } = body;
  const stored = await findPasskey(db, hostFor(origin), answer.credentialId);
  if (!stored) return null;
  if (answer.userHandle !== null && accountOfHandle(answer.userHandle) !== stored.accountId) return null;
  const counter = await readCounter(stored, answer, { origin, challenge: derivedFrom(ticket, 'challenge') });
  return counter === null ? null : { id: stored.id, counter };
};

export const signingInByPasskey = handle(
  passkeySignIn,
  async (context, { body }, answered: Answered) => {
    const { tx, now } = context;
    await claimTicket(tx, body.ticket, { purpose: 'passkey-sign-in', sessionId: null }, now);
    const { account, isGood } = await use(context, answered, null);
    const typed = body.login?.trim().toLowerCase();
    if (typed !== undefined && typed !== account.login) throw new Refused(refuse('access.passkey-refused'));
    if (!isGood) return { came: 'suspended' as const };
    await openDesk(context, account, 'passkey');
    return { came: 'in' as const };
  },
  { prepare: verify },
);

export const confirmingByPasskey = handle(
  confirmByPasskey,
  async (context, { body }, answered: Answered) => {
    const { tx, actor, now } = context;
    const { id } = await ownAccount(context);
    await claimTicket(tx, body.ticket, { purpose: 'passkey-confirm', sessionId: actor.sessionId }, now);
    const { account, isGood } = await use(context, answered, id);
    if (!isGood) return { came: 'suspended' as const };
    await markConfirmed(context);
    await context.record(sessionConfirmed, {
      subject: account.id,
      after: { session: actor.sessionId, way: 'passkey' },
      attributes: { agency: account.agencyId },
    });
    return { came: 'in' as const };
  },
  { prepare: verify },
);

/** Uses a passkey up to its counter. One whose counter went back is held back: there may be a copy of it. */
async function use(
  context: Context,
  answered: Answered,
  of: string | null,
): Promise<{ readonly account: Account; readonly isGood: boolean }> {
  const { tx, now } = context;
  const kept = answered && (await lockPasskey(tx, answered.id));
  const account = kept ? await findAccount(tx, kept.accountId) : undefined;
  const isTheirs = account !== undefined && (of === null || of === account.id);
  if (!answered || !kept || !isTheirs || account.closed) throw new Refused(refuse('access.passkey-refused'));
  if (!hasGoneBack(kept.counter, answered.counter)) {
    await savePasskeyUse(tx, kept.id, answered.counter, now);
    return { account, isGood: true };
  }
  await suspendPasskey(tx, kept.id, now);
  await context.record(passkeySuspended, {
    subject: account.id,
    after: { passkey: kept.id, counterKept: kept.counter, counterFound: answered.counter },
    attributes: { agency: account.agencyId },
  });
  return { account, isGood: false };
}
