/** Letting somebody back in without e-mail: two officers of the agency hold a half each, the owner uses both. */
import { sql } from 'kysely';
import type { Context } from '#server/endpoint/context.ts';
import { type Before, handle, handleList } from '#server/endpoint/handle.ts';
import { bindTwoPersons } from '#server/two-persons.ts';
import { type Actor, reachesOf } from '#shared/permission.ts';
import { Refused, refuse } from '#shared/problem.ts';
import type { Attempts } from './attempts.ts';
import { restoreAccount } from './contract.ts';
import { openDesk } from './desk.ts';
import { makeHash } from './lock.ts';
import { agencyOf } from './neighbours.ts';
import {
  decidePassword,
  decideRecovery,
  linkGeneration,
  RECOVERY_LINK_MS,
  RECOVERY_WINDOW_MS,
} from './rules.ts';
import { isRecoveryShare, recoveryShare, recoveryToken, tokenHash, totpSecret, totpStep } from './secrets.ts';
import { type Account, findAccount } from './store.ts';
import {
  claimRecoveryLink,
  countRecoveryLinks,
  findRecoveryLink,
  insertRecoveryLink,
  type RecoveryLink,
  replaceWaysIn,
} from './store-recovery-links.ts';
import { recoverAccount } from './two-persons.ts';
import {
  accountRecovered,
  beginRecovery,
  finishRecovery,
  listColleagues,
  recoveryLinkMade,
} from './two-persons-doors.ts';

export const recoveringAccount = bindTwoPersons(recoverAccount, {
  async place({ tx }, { accountId }) {
    const account = await findAccount(tx, accountId);
    if (!account || account.closed) throw new Refused(refuse('not-found'));
    return { operationId: null, area: null, agencyId: account.agencyId };
  },
  async look(context, { accountId }) {
    const account = await recoverable(context, accountId);
    const agency = (await agencyOf(context, account.agencyId))?.short ?? '';
    const summary = `${account.name}, ${agency}`;
    return {
      subject: accountId,
      place: { operationId: null, area: null, agencyId: account.agencyId },
      summary: { id: `Akun: ${summary}`, en: `Account: ${summary}` },
    };
  },
  async carryOut(context, { accountId }, { id, proposedBy }) {
    const { tx, now, signer, actor } = context;
    const account = await recoverable(context, accountId);
    const expiresAt = new Date(now.getTime() + RECOVERY_LINK_MS);
    const generation = linkGeneration(account.totpGeneration, now);
    const hash = tokenHash(recoveryToken(signer, id));
    const link = { id, accountId, generation, expiresAt, hash, by: actor.userId, proposedBy };
    await insertRecoveryLink(tx, link, now);
    await context.record(recoveryLinkMade, {
      ...factOf(account),
      after: { link: id, expiresAt: expiresAt.toISOString() },
    });
  },
  async result({ tx, now, signer }, _input, { id }) {
    const link = await findRecoveryLink(tx, { id }, now);
    if (!link) return {};
    return { path: `/pemulihan#${recoveryToken(signer, id)}`, expiresAt: link.expiresAt.toISOString() };
  },
  async share({ tx, now, signer }, _input, { id }) {
    const link = await findRecoveryLink(tx, { id }, now);
    if (!link) return {};
    return { code: recoveryShare(signer, id), expiresAt: link.expiresAt.toISOString() };
  },
});

/** @throws Refused for one's own account, one of another agency, and one that a link does not help */
async function recoverable(context: Context, accountId: string): Promise<Account> {
  const { tx, now, actor } = context;
  const account = await findAccount(tx, accountId);
  if (!account || !isOurs(actor, account) || account.closed) throw new Refused(refuse('not-found'));
  const since = new Date(now.getTime() - RECOVERY_WINDOW_MS);
  const made = await countRecoveryLinks(tx, accountId, since);
  const refused = decideRecovery({ isOwn: accountId === actor.userId, isDemo: account.demo, made });
  if (refused) throw new Refused(refused);
  return account;
}

/** Of one's own agency; who is of none is helped by those who administer the whole server. */
function isOurs(actor: Actor, { agencyId }: Account): boolean {
  return agencyId === null ? administersAll(actor) : agencyId === actor.agencyId;
}

function administersAll(actor: Actor): boolean {
  if (actor.agencyId !== null) return false;
  return reachesOf(actor, restoreAccount).some(
    ({ role, agencyId, operationId, areas }) =>
      role === 'administrator' && agencyId === null && operationId === null && areas.includes(''),
  );
}

const factOf = ({ id, agencyId }: Pick<Account, 'id' | 'agencyId'>) => ({
  subject: id,
  attributes: { agency: agencyId },
});

export const listingColleagues = handleList(listColleagues, async ({ actor, now }) => ({
  name: 'rekan',
  from: sql`account a left join account_recovery_link l on l.account_id = a.id and l.used_at is null
    and l.revoked_at is null and l.expires_at > ${now}`,
  // Of one's own agency alone, whatever one leads.
  where: sql`(a.agency_id::text = ${actor.agencyId} or (a.agency_id is null and ${administersAll(actor)})) and a.id::text <> ${actor.userId} and a.closed_at is null and not a.demo`,
  fields: {
    id: sql`a.id`,
    name: sql`a.name`,
    roles: sql`(select string_agg(distinct g.role, ', ' order by g.role) from account_grant g
      where g.account_id = a.id and g.revoked_at is null and (g.valid_until is null or g.valid_until > ${now}))`,
    link: sql`case when l.id is null then 'none' else 'open' end`,
    linkUntil: sql`l.expires_at`,
  },
  tieBreak: sql`a.id`,
  defaultSort: 'name',
}));

/** Both halves of one recovery: the link of the second officer, and what the first one was handed. */
type Halves = { readonly token: string; readonly share?: string };

/**
 * The link, before its other half is looked at: a try counts first, and whoever fails waits, for the second officer
 * holds the link and could guess the rest. @throws Refused
 */
async function tryHalves(counted: Attempts, { db, now }: Before, halves: Halves): Promise<Account> {
  const link = await findRecoveryLink(db, { hash: tokenHash(halves.token) }, now);
  const account = link && (await findAccount(db, link.accountId));
  if (!account || account.closed) throw new Refused(refuse('access.link-invalid'));
  if (halves.share === undefined) throw new Refused(refuse('access.share-wrong'));
  await counted.enter(db, link.id, now);
  return account;
}

/** @throws Refused unless both halves are of the same recovery */
async function joinHalves(
  counted: Attempts,
  { tx, signer }: Context,
  link: RecoveryLink | undefined,
  share = '',
): Promise<{ readonly link: RecoveryLink; readonly account: Account }> {
  const account = link && (await findAccount(tx, link.accountId));
  if (!account || account.closed) throw new Refused(refuse('access.link-invalid'));
  if (!isRecoveryShare(signer, link.id, share)) throw new Refused(refuse('access.share-wrong'));
  await counted.succeeded(tx, link.id);
  return { link, account };
}

export const beginningRecovery = (counted: Attempts) =>
  handle(
    beginRecovery,
    async (context, { body }) => {
      const { tx, now, signer } = context;
      const held = await findRecoveryLink(tx, { hash: tokenHash(body.token) }, now);
      const { link, account } = await joinHalves(counted, context, held, body.share);
      const { login, name } = account;
      return { login, name, totpSecret: totpSecret(signer, link), expiresAt: link.expiresAt.toISOString() };
    },
    { prepare: (before, { body }) => tryHalves(counted, before, body) },
  );

export const finishingRecovery = (counted: Attempts) =>
  handle(
    finishRecovery,
    async (context, { body }, passwordHash: string) => {
      const { tx, now, signer } = context;
      const claimed = await claimRecoveryLink(tx, tokenHash(body.token), now);
      const { link, account } = await joinHalves(counted, context, claimed, body.share);
      const step = totpStep(signer, link, body.code, now);
      if (step === null) throw new Refused(refuse('access.code-wrong'));
      if (!(await replaceWaysIn(tx, link, { passwordHash, step }, now)))
        throw new Refused(refuse('access.link-invalid'));
      await context.record(accountRecovered, {
        ...factOf(account),
        before: { generation: account.totpGeneration },
        after: { link: link.id, generation: link.generation },
      });
      await openDesk(context, account, 'link');
      return {};
    },
    {
      // Nobody makes this server hash who holds no link.
      prepare: async (before, { body }): Promise<string> => {
        const account = await tryHalves(counted, before, body);
        const weak = decidePassword(body.password, account.login);
        if (weak) throw new Refused(weak);
        return makeHash(body.password);
      },
    },
  );
