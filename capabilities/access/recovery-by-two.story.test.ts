/** The way back for whoever lost everything: two officers, each with a half that opens nothing alone. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { confirmProposal, listProposals, propose, takeShare } from '#rooms/approvals/contract.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { codeOf, comeTo, type Member, openMember, password } from '../../apps/server/testing/member.ts';
import { agencyIdOf } from '../../apps/server/testing/sample-ids.ts';
import { readSession } from './contract.ts';
import { changePassword, confirmByPassword, markTold, readSecurity } from './endpoints-security.ts';
import { signIn } from './endpoints-sign-in.ts';
import { beginRecovery, finishRecovery, listColleagues } from './two-persons-doors.ts';

let now = new Date('2026-11-20T03:00:00Z');
let house: House;
const [kpu, polres] = [agencyIdOf('kpu-jakbar'), agencyIdOf('polres-jakbar')];

beforeAll(async () => {
  house = await openHouse({ now });
  await house.loadSample('west-jakarta-2024');
}, 120_000);
afterAll(() => house.close());

const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
  house.setClock(now);
};
const officer = () => house.as({ role: 'agency-officer', agencyId: kpu });
const recovering = (accountId: string) => ({
  body: {
    id: randomUUID(),
    action: 'access.recover-account',
    input: { accountId },
    reason: 'HP dan kartu kodenya hilang',
  },
});
const deciding = ({ body }: ReturnType<typeof recovering>) => ({ params: { proposalId: body.id }, body: {} });
const linkOf = (result: Readonly<Record<string, unknown>>) =>
  /^\/pemulihan#([\w-]{43})$/.exec(String(result.path))?.[1] ?? '';
const enters = (login: string, secret: string, said = password) =>
  comeTo(house, signIn, { login, password: said, code: codeOf(secret, now) });
const noticesOf = async ({ self }: Pick<Member, 'self'>) =>
  (await self.ask(readSecurity)).notices.map(({ what }) => what);

async function agreed(accountId: string, both = [officer(), officer()] as const) {
  const [first, second] = both;
  const asked = recovering(accountId);
  await first.ask(propose, asked);
  const { result } = await second.ask(confirmProposal, deciding(asked));
  const handed = await first.ask(takeShare, deciding(asked));
  return { asked, first, second, token: linkOf(result), share: String(handed.result.code) };
}

it('is opened anew by a link and a code that two colleagues hold, and all that was before ends', async () => {
  const owner = await openMember(house, { login: 'hilang.kpu', agencyId: kpu, now });
  const { asked, first, second, token, share } = await agreed(owner.id);
  const again = await second.ask(confirmProposal, deciding(asked));
  expect(linkOf(again.result)).toBe(token);
  later(1);
  // Until the link is used, what the owner may find again still works, and tells them.
  const found = await enters(owner.login, owner.secret);
  expect(await noticesOf({ self: house.withToken(found.token) })).toEqual(['recovery-link-made']);
  await house.withToken(found.token).ask(markTold, { body: {} });
  const halves = { token, share: share.toLowerCase().replace('-', ' ') };
  const begun = await house.stranger.ask(beginRecovery, { body: halves });
  expect(begun).toMatchObject({ login: 'hilang.kpu' });
  later(1);
  const fresh = 'tujuh perahu di teluk';
  const wrong = { ...halves, password: fresh, code: codeOf(owner.secret, now) };
  await house.stranger.refused(finishRecovery, 'access.code-wrong', { body: wrong });
  const came = await comeTo(house, finishRecovery, { ...wrong, code: codeOf(begun.totpSecret, now) });
  expect(came.status).toBe(200);
  await owner.self.refused(readSession, 'session.required');
  await house.withToken(found.token).refused(readSession, 'session.required');
  later(1);
  expect((await enters(owner.login, owner.secret)).status).toBe(401);
  const back = await enters(owner.login, begun.totpSecret, fresh);
  // Told anew, though it was read before: whoever read it may not have been the owner.
  const all = ['recovery-link-made', 'account-recovered'];
  const byLink = house.withToken(came.token);
  await byLink.ask(markTold, { body: {} });
  expect(await noticesOf({ self: byLink })).toEqual(all);
  const self = house.withToken(back.token);
  expect(await noticesOf({ self })).toEqual(all);
  await self.ask(markTold, { body: {} });
  expect(await noticesOf({ self })).toEqual([]);
  await house.stranger.refused(beginRecovery, 'access.link-invalid', { body: halves });
  expect((await second.ask(confirmProposal, deciding(asked))).result).toEqual({});
  expect((await first.ask(takeShare, deciding(asked))).result).toEqual({});
});

it('neither of the two comes in alone: the link tells nothing without the code, and guesses have to wait', async () => {
  const owner = await openMember(house, { login: 'separuh.kpu', agencyId: kpu, now });
  const { asked, first, second, token, share } = await agreed(owner.id);
  await house.stranger.refused(beginRecovery, 'access.share-wrong', { body: { token } });
  const whole = { token, password: 'tujuh perahu di teluk', code: '000000' };
  await house.stranger.refused(finishRecovery, 'access.share-wrong', { body: whole });
  await second.refused(takeShare, 'not-found', deciding(asked));
  await officer().refused(takeShare, 'not-found', deciding(asked));
  // The first officer's answers lead to no link, whatever they ask.
  expect(JSON.stringify(await first.ask(takeShare, deciding(asked)))).not.toContain(token);
  await first.refused(confirmProposal, 'approvals.not-waiting', deciding(asked));
  const codes = [];
  for (let guess = 0; guess < 5; guess += 1) {
    const body = { token, share: `AAAA-AAA${guess}` };
    codes.push((await house.stranger.try(beginRecovery, { body })).status);
  }
  expect(codes).toEqual([422, 422, 422, 422, 429]);
  later(6);
  await house.stranger.ask(beginRecovery, { body: { token, share } });
  const other = await agreed(owner.id);
  await house.stranger.refused(beginRecovery, 'access.share-wrong', { body: { token: other.token, share } });
});

it('the first officer sees in the list that their half waits, for as long as it is good', async () => {
  const owner = await openMember(house, { login: 'giliran.kpu', agencyId: kpu, now });
  const { asked, first, second } = await agreed(owner.id);
  const turn = async (of: typeof first) =>
    (await of.ask(listProposals, { query: { limit: 500 } })).rows.find(({ id }) => id === asked.body.id)
      ?.mine;
  expect([await turn(first), await turn(second)]).toEqual(['take', 'watch']);
  later(31);
  expect(await turn(first)).toBe('watch');
  expect((await first.ask(takeShare, deciding(asked))).result).toEqual({});
});

it('a desk that was left open neither proposes nor agrees nor fetches a half', async () => {
  const lost = await openMember(house, { login: 'lama.kpu', agencyId: kpu, now });
  const desk = await openMember(house, { login: 'meja.kpu', agencyId: kpu, now });
  later(72 * 60 + 1);
  const came = await enters(desk.login, desk.secret);
  const self = house.withToken(came.token);
  const [theirs, own] = [recovering(lost.id), recovering(lost.id)];
  await officer().ask(propose, theirs);
  later(11);
  await self.refused(propose, 'access.confirm-first', own);
  await self.refused(confirmProposal, 'access.confirm-first', deciding(theirs));
  await self.ask(confirmByPassword, { body: { password, code: codeOf(desk.secret, now) } });
  await self.ask(confirmProposal, deciding(theirs));
  await self.ask(propose, own);
  await officer().ask(confirmProposal, deciding(own));
  later(11);
  await self.refused(takeShare, 'access.confirm-first', deciding(own));
});

it('opens for half an hour, and not once its owner changed the password', async () => {
  const owner = await openMember(house, { login: 'lambat.kpu', agencyId: kpu, now });
  const slow = await agreed(owner.id);
  later(31);
  const late = { token: slow.token, share: slow.share };
  await house.stranger.refused(beginRecovery, 'access.link-invalid', { body: late });
  const unwanted = await agreed(owner.id);
  const back = await enters(owner.login, owner.secret);
  await house.withToken(back.token).ask(changePassword, { body: { password: 'sembilan jendela rumah' } });
  const body = { token: unwanted.token, share: unwanted.share, password, code: '000000' };
  await house.stranger.refused(finishRecovery, 'access.link-invalid', { body });
  await agreed(owner.id);
  await officer().refused(propose, 'access.recovered-too-often', recovering(owner.id));
});

it('is recovered by nobody alone, not by its owner, and not from elsewhere', async () => {
  const owner = await openMember(house, { login: 'sendiri.kpu', agencyId: kpu, now });
  await owner.self.refused(propose, 'access.own-recovery', recovering(owner.id));
  const elsewhere = house.as({ role: 'agency-officer', agencyId: polres });
  await elsewhere.refused(propose, 'not-found', recovering(owner.id));
  await house.as({ role: 'administrator' }).refused(propose, 'not-found', recovering(owner.id));
  await house.as({ role: 'liaison', agencyId: kpu }).refused(propose, 'not-found', recovering(owner.id));
  later(72 * 60 + 1);
  const asked = recovering(owner.id);
  const first = officer();
  await first.ask(propose, asked);
  await first.refused(confirmProposal, 'approvals.same-person', deciding(asked));
  await elsewhere.refused(confirmProposal, 'not-found', deciding(asked));
  const back = house.withToken((await enters(owner.login, owner.secret)).token);
  await back.refused(confirmProposal, 'access.own-recovery', deciding(asked));
  later(24 * 60 + 1);
  await officer().refused(confirmProposal, 'approvals.not-waiting', deciding(asked));
  const { rows } = await elsewhere.ask(listColleagues, { query: { limit: 500 } });
  expect(rows.map(({ id }) => id)).not.toContain(owner.id);
  const seen = await officer().ask(listColleagues, { query: { q: 'sendiri.kpu' } });
  expect(seen.rows).toMatchObject([{ id: owner.id, roles: 'agency-officer', link: 'none' }]);
});

it('of no agency is recovered by two who administer the whole server, and by nobody else', async () => {
  const owner = await openMember(house, { login: 'admin.semua', agencyId: null, now }, 'administrator');
  const everywhere = () => house.as({ role: 'administrator' });
  const narrow = house.as({ role: 'administrator', areas: ['31.73'] });
  const ofAgency = house.as({ role: 'administrator', agencyId: kpu });
  for (const stranger of [narrow, ofAgency, officer(), house.as({ role: 'kaops' })])
    await stranger.refused(propose, 'not-found', recovering(owner.id));
  const asked = recovering(owner.id);
  const first = everywhere();
  await first.ask(propose, asked);
  for (const stranger of [narrow, ofAgency, officer(), house.as({ role: 'kaops' })])
    await stranger.refused(confirmProposal, 'not-found', deciding(asked));
  const second = everywhere();
  const { result } = await second.ask(confirmProposal, deciding(asked));
  const share = String((await first.ask(takeShare, deciding(asked))).result.code);
  const begun = await house.stranger.ask(beginRecovery, { body: { token: linkOf(result), share } });
  expect(begun.login).toBe('admin.semua');
  const seen = await everywhere().ask(listColleagues, { query: { q: 'admin.semua' } });
  expect(seen.rows).toMatchObject([{ id: owner.id, link: 'open' }]);
  expect((await narrow.ask(listColleagues, { query: {} })).total).toBe(0);
});

it('leaves neither half in any table', async () => {
  const owner = await openMember(house, { login: 'rahasia.kpu', agencyId: kpu, now });
  const { token, share } = await agreed(owner.id);
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = current_schema() and table_type = 'BASE TABLE'`.execute(house.db);
  for (const { name } of rows) {
    const found = await sql`
      select 1 from ${sql.table(name)} t
      where position(${token} in to_jsonb(t)::text) > 0 or position(${share} in to_jsonb(t)::text) > 0`.execute(
      house.db,
    );
    expect({ name, found: found.rows.length }).toEqual({ name, found: 0 });
  }
});
