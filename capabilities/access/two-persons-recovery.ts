/** Letting somebody back in without e-mail: two officers of the agency make the link, the owner uses it. */
import { sql } from 'kysely';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList } from '#server/endpoint/handle.ts';
import { bindTwoPersons } from '#server/two-persons.ts';
import { Refused, refuse } from '#shared/problem.ts';
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
import { recoveryToken, tokenHash, totpSecret, totpStep } from './secrets.ts';
import { type Account, findAccount } from './store.ts';
import {
  claimRecoveryLink,
  countRecoveryLinks,
  findRecoveryLink,
  insertRecoveryLink,
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
  async carryOut(context, { accountId }, id) {
    const { tx, now, signer, actor } = context;
    const account = await recoverable(context, accountId);
    const expiresAt = new Date(now.getTime() + RECOVERY_LINK_MS);
    const generation = linkGeneration(account.totpGeneration, now);
    const hash = tokenHash(recoveryToken(signer, id));
    await insertRecoveryLink(tx, { id, accountId, generation, expiresAt, hash, by: actor.userId }, now);
    await context.record(recoveryLinkMade, {
      ...factOf(account),
      after: { link: id, expiresAt: expiresAt.toISOString() },
    });
  },
  async result({ tx, now, signer }, _input, id) {
    const link = await findRecoveryLink(tx, { id }, now);
    if (!link) return {};
    return { path: `/pemulihan#${recoveryToken(signer, id)}`, expiresAt: link.expiresAt.toISOString() };
  },
});

/** @throws Refused for one's own account, one of another agency, and one that a link does not help */
async function recoverable(context: Context, accountId: string): Promise<Account> {
  const { tx, now, actor } = context;
  const account = await findAccount(tx, accountId);
  const isOurs = account && account.agencyId !== null && account.agencyId === actor.agencyId;
  if (!isOurs || account.closed) throw new Refused(refuse('not-found'));
  const since = new Date(now.getTime() - RECOVERY_WINDOW_MS);
  const made = await countRecoveryLinks(tx, accountId, since);
  const refused = decideRecovery({ isOwn: accountId === actor.userId, isDemo: account.demo, made });
  if (refused) throw new Refused(refused);
  return account;
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
  where: sql`a.agency_id::text = ${actor.agencyId} and a.id::text <> ${actor.userId} and a.closed_at is null and not a.demo`,
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

export const beginningRecovery = handle(beginRecovery, async ({ tx, now, signer }, { body }) => {
  const link = await findRecoveryLink(tx, { hash: tokenHash(body.token) }, now);
  const account = link && (await findAccount(tx, link.accountId));
  if (!account || account.closed) throw new Refused(refuse('access.link-invalid'));
  const { login, name } = account;
  return { login, name, totpSecret: totpSecret(signer, link), expiresAt: link.expiresAt.toISOString() };
});

export const finishingRecovery = handle(
  finishRecovery,
  async (context, { body }, passwordHash: string) => {
    const { tx, now, signer } = context;
    const link = await claimRecoveryLink(tx, tokenHash(body.token), now);
    const account = link && (await findAccount(tx, link.accountId));
    if (!account) throw new Refused(refuse('access.link-invalid'));
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
    prepare: async ({ db, now }, { body }): Promise<string> => {
      const link = await findRecoveryLink(db, { hash: tokenHash(body.token) }, now);
      const account = link && (await findAccount(db, link.accountId));
      if (!account) throw new Refused(refuse('access.link-invalid'));
      const weak = decidePassword(body.password, account.login);
      if (weak) throw new Refused(weak);
      return makeHash(body.password);
    },
  },
);
