/** Two accounts are not yet two people: whoever invents, brings back or binds the second one stays alone. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  confirmProposal,
  listProposals,
  propose,
  refuseProposal,
  takeShare,
} from '#rooms/approvals/contract.ts';
import { listLeaves } from '#rooms/audit/contract.ts';
import type { Visitor } from '../../apps/server/testing/client.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { codeOf, comeTo, openMember, password } from '../../apps/server/testing/member.ts';
import { agencyIdOf } from '../../apps/server/testing/sample-ids.ts';
import { openDemoSession, signIn } from './endpoints-sign-in.ts';
import { beginRecovery, finishRecovery } from './two-persons-doors.ts';

let now = new Date('2026-11-20T03:00:00Z');
let house: House;
const kpu = agencyIdOf('kpu-jakbar');

beforeAll(async () => {
  house = await openHouse({ now });
  await house.loadSample('west-jakarta-2024');
}, 120_000);
afterAll(() => house.close());

const later = (hours: number) => {
  now = new Date(now.getTime() + hours * 3_600_000);
  house.setClock(now);
};
const administrator = () => house.as({ role: 'administrator', agencyId: kpu });
const officer = () => house.as({ role: 'agency-officer', agencyId: kpu });
const opened = (login: string, by?: Visitor) =>
  openMember(house, { login, agencyId: kpu, now, ...(by ? { by } : {}) });
const entering = async ({ login, secret }: { login: string; secret: string }, said = password) =>
  house.withToken((await comeTo(house, signIn, { login, password: said, code: codeOf(secret, now) })).token);
const REFUSED = { reason: 'Tidak diperlukan lagi' };
const recovering = (accountId: string) => ({
  body: {
    id: randomUUID(),
    action: 'access.recover-account',
    input: { accountId },
    reason: 'HP dan kartu kodenya hilang',
  },
});
const deciding = ({ body }: ReturnType<typeof recovering>) => ({ params: { proposalId: body.id }, body: {} });

it('an account invented today agrees to nothing, is told until when, and may still refuse', async () => {
  const lost = await opened('sasaran.satu');
  const invented = await opened('rekaan.satu');
  const today = recovering(lost.id);
  await officer().ask(propose, today);
  const { detail } = await invented.self.refused(confirmProposal, 'approvals.too-young', deciding(today));
  expect(detail.id).toContain('72 jam');
  const body = { reason: 'Orangnya sudah masuk lagi' };
  expect(await invented.self.ask(refuseProposal, { ...deciding(today), body })).toEqual({ state: 'refused' });
  later(71);
  const again = recovering(lost.id);
  await officer().ask(propose, again);
  const early = await entering(invented);
  await early.refused(confirmProposal, 'approvals.too-young', deciding(again));
  later(2);
  await (await entering(invented)).ask(confirmProposal, deciding(again));
});

it('an administrator who invents a colleague and waits has no second person in them, either way round', async () => {
  const lost = await opened('sasaran.dua');
  const inventor = administrator();
  const invented = await opened('rekaan.dua', inventor);
  later(80);
  const puppet = await entering(invented);
  const asked = recovering(lost.id);
  await inventor.ask(propose, asked);
  await puppet.refused(confirmProposal, 'approvals.made-by-first', deciding(asked));
  await officer().ask(refuseProposal, { ...deciding(asked), body: REFUSED });
  const back = recovering(lost.id);
  await puppet.ask(propose, back);
  await inventor.refused(confirmProposal, 'approvals.made-first', deciding(back));
  await officer().ask(refuseProposal, { ...deciding(back), body: REFUSED });
  // To anybody else the same account is a second person.
  const others = recovering(lost.id);
  await officer().ask(propose, others);
  await puppet.ask(confirmProposal, deciding(others));
});

it('whoever helped a colleague back in has no second person in them for a month', async () => {
  const [lost, other] = [await opened('sasaran.tiga'), await opened('sasaran.empat')];
  later(80);
  const [first, second] = [officer(), officer()];
  const asked = recovering(lost.id);
  await first.ask(propose, asked);
  const { result } = await second.ask(confirmProposal, deciding(asked));
  const { result: half } = await first.ask(takeShare, deciding(asked));
  const halves = { token: String(result.path).split('#')[1] ?? '', share: String(half.code) };
  const { totpSecret: secret } = await house.stranger.ask(beginRecovery, { body: halves });
  const fresh = 'tujuh perahu di teluk';
  await comeTo(house, finishRecovery, { ...halves, password: fresh, code: codeOf(secret, now) });
  later(1);
  const back = await entering({ login: lost.login, secret }, fresh);
  for (const helper of [first, second]) {
    const theirs = recovering(other.id);
    await helper.ask(propose, theirs);
    await back.refused(confirmProposal, 'approvals.made-by-first', deciding(theirs));
    await officer().ask(refuseProposal, { ...deciding(theirs), body: REFUSED });
  }
  later(31 * 24);
  const theirs = recovering(other.id);
  await first.ask(propose, theirs);
  await (await entering({ login: lost.login, secret }, fresh)).ask(confirmProposal, deciding(theirs));
});

it('a sample account is one from its first minute, because its data say so', async () => {
  const lost = await opened('sasaran.lima');
  const asked = recovering(lost.id);
  await officer().ask(propose, asked);
  const { token } = await comeTo(house, openDemoSession, { login: 'kpu.jakbar' });
  await house.withToken(token).ask(confirmProposal, deciding(asked));
});

it('two accounts that one hand opened and waited for may agree, in sight of both and of an auditor', async () => {
  const inventor = administrator();
  const lost = await opened('sasaran.enam');
  const [one, other] = [await opened('rekaan.enam', inventor), await opened('rekaan.tujuh', inventor)];
  later(80);
  const asked = recovering(lost.id);
  const first = await entering(one);
  await first.ask(propose, asked);
  const rowOf = async (who: Visitor) =>
    (await who.ask(listProposals)).rows.find(({ id }) => id === asked.body.id);
  const second = await entering(other);
  expect(await rowOf(second)).toMatchObject({ newcomer: 'yes', firstDays: 3, secondDays: null });
  await second.ask(confirmProposal, deciding(asked));
  for (const who of [first, second])
    expect(await rowOf(who)).toMatchObject({ newcomer: 'yes', firstDays: 3, secondDays: 3, given: 'no' });
  await house.settle();
  const where = JSON.stringify([{ field: 'event', is: 'eq', value: 'proposal.newcomer-noted.v1' }]);
  const { rows } = await house.as({ role: 'auditor' }).ask(listLeaves, { query: { where } });
  expect(rows.map(({ subject }) => subject)).toContain(asked.body.id);
});
