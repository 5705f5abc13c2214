import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { confirmProposal, propose, takeShare } from '#rooms/approvals/contract.ts';
import type { BodyOf, Endpoint } from '#shared/endpoint.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { codeOf, comeTo, type Member, openMember, tokenIn } from '../../apps/server/testing/member.ts';
import { agencyIdOf } from '../../apps/server/testing/sample-ids.ts';
import { readSession } from './contract.ts';
import { closeAccounts } from './endpoints-accounts.ts';
import {
  beginOwnBinding,
  beginProviderSignIn,
  bindOwn,
  bindProvider,
  listProviders,
  providerSignIn,
  releaseOwn,
} from './endpoints-providers.ts';
import { markTold, readSecurity } from './endpoints-security.ts';
import { readProviders } from './providers.ts';
import { CLIENT, openProvider, type SignedIn } from './testing/provider.ts';
import { beginRecovery, finishRecovery } from './two-persons-doors.ts';

let house: House;
let folder: string;
let provider: Awaited<ReturnType<typeof openProvider>>;
let now = new Date();
let count = 0;
const agencyId = agencyIdOf('kpu-jakbar');
const strong = { amr: ['pwd', 'mfa'], acr: 'urn:uji:tinggi' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rakor-provider-'));
  provider = await openProvider(() => now);
  const configured = { key: 'kpu', name: 'SSO KPU', agencyId, issuer: provider.issuer, clientId: CLIENT.id };
  const file = join(folder, 'providers.json');
  const demands = { claim: 'sub', amr: ['mfa'], acr: ['urn:uji:tinggi'], clientSecretFile: 'secret' };
  const away = { ...configured, ...demands, key: 'jauh', issuer: 'http://127.0.0.1:9' };
  await writeFile(join(folder, 'secret'), `${CLIENT.secret}\n`);
  await writeFile(file, JSON.stringify([{ ...configured, ...demands }, away]));
  process.env.RAKOR_PROVIDERS = file;
  house = await openHouse();
  delete process.env.RAKOR_PROVIDERS;
  await house.loadSample('west-jakarta-2024');
}, 60_000);
afterAll(async () => {
  await house?.close();
  await provider?.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  now = new Date(now.getTime() + 60_000);
  house.setClock(now);
});

const come = <E extends Endpoint>(endpoint: E, body: BodyOf<E>) => comeTo(house, endpoint, body);
async function somebody(subject: string | null): Promise<Member> {
  count += 1;
  const who = await openMember(house, { login: `sso.${count}`, agencyId, now });
  if (subject !== null) await bindSelf(who, subject);
  return who;
}
const admin = () => house.as({ role: 'administrator', agencyId });
const officer = () => house.as({ role: 'agency-officer', agencyId });

/** As its owner does: to the provider, and back with who they are there. */
async function comeBound(who: Member, person: SignedIn) {
  provider.setPerson({ ...strong, ...person });
  const begun = await who.self.ask(beginOwnBinding, { body: { provider: 'kpu' } });
  return { provider: 'kpu', ticket: begun.ticket, search: provider.visit(begun.url).toString() };
}
const bindSelf = async (who: Member, sub: string) =>
  who.self.ask(bindOwn, { body: await comeBound(who, { sub }) });
const release = (who: Member) =>
  admin().ask(bindProvider, { body: { accountId: who.id, provider: 'kpu', subject: null } });
const binding = (accountId: string, subject: string) => ({
  body: {
    id: randomUUID(),
    action: 'access.bind-account',
    input: { accountId, provider: 'kpu', subject },
    reason: 'Daftar pegawai nomor 7/2026',
  },
});
const deciding = ({ body }: ReturnType<typeof binding>) => ({ params: { proposalId: body.id }, body: {} });
const told = async (who: Member) => (await who.self.ask(readSecurity)).notices.map(({ what }) => what);

/** The whole way: from the button to the provider and back. */
async function enter(person: SignedIn, changed: { state?: string; ticket?: string } = {}) {
  provider.setPerson({ ...strong, ...person });
  const begun = JSON.parse((await come(beginProviderSignIn, { provider: 'kpu' })).text);
  const search = provider.visit(begun.url);
  if (changed.state) search.set('state', changed.state);
  const body = { provider: 'kpu', ticket: changed.ticket ?? begun.ticket, search: search.toString() };
  return { body, begun, came: await come(providerSignIn, body) };
}

it('lets in the account that its owner bound, once per visit, and tells them of the binding', async () => {
  const who = await somebody('19870001');
  const { came, body } = await enter({ sub: '19870001' });
  expect(came.status).toBe(200);
  const self = house.withToken(came.token);
  expect(await self.ask(readSession)).toMatchObject({ userId: who.id });
  const { notices, providers } = await self.ask(readSecurity);
  expect(notices.map(({ what }) => what)).toEqual(['provider-bound']);
  expect(providers?.find(({ key }) => key === 'kpu')?.boundAt).toMatch(/^20/);
  await self.ask(markTold, { body: {} });
  expect((await self.ask(readSecurity)).notices).toEqual([]);
  expect((await come(providerSignIn, body)).text).toContain('access.question-over');
});

it('makes no account: whoever is not bound, or was released, stays outside, and the owner is told', async () => {
  expect((await enter({ sub: 'tak-dikenal' })).came.text).toContain('access.provider-unbound');
  const who = await somebody('19870002');
  await release(who);
  expect((await enter({ sub: '19870002' })).came.text).toContain('access.provider-unbound');
  expect(await told(who)).toEqual(['provider-bound', 'provider-released']);
  await bindSelf(who, '19870002');
  await who.self.ask(releaseOwn, { body: { provider: 'kpu' } });
  expect((await enter({ sub: '19870002' })).came.text).toContain('access.provider-unbound');
});

it('is bound by its owner alone with a proof of the last minutes, of the session that was asked', async () => {
  const elsewhere = await openMember(house, {
    login: 'sso.lain',
    agencyId: agencyIdOf('polres-jakbar'),
    now,
  });
  await elsewhere.self.refused(beginOwnBinding, 'not-found', { body: { provider: 'kpu' } });
  const [who, other] = [await somebody(null), await somebody(null)];
  const asked = await comeBound(who, { sub: '19870005' });
  await other.self.refused(bindOwn, 'access.question-over', { body: asked });
  await who.self.refused(bindOwn, 'access.question-over', { body: { ...asked, ticket: 'x'.repeat(43) } });
  const weak = await comeBound(who, { sub: '19870005', amr: ['pwd'] });
  await who.self.refused(bindOwn, 'access.provider-weak', { body: weak });
  provider.setPerson({ ...strong, sub: '19870005' });
  await who.self.ask(bindOwn, { body: asked });
  const taken = await comeBound(other, { sub: '19870005' });
  await other.self.refused(bindOwn, 'access.subject-taken', { body: taken });
  house.setClock(new Date(now.getTime() + 11 * 60_000));
  await who.self.refused(beginOwnBinding, 'access.confirm-first', { body: { provider: 'kpu' } });
  await who.self.refused(releaseOwn, 'access.confirm-first', { body: { provider: 'kpu' } });
});

it('knocks at no provider for a ticket that nobody was given', async () => {
  // Nobody answers at `jauh`: had it been asked, it would be silent.
  const body = { provider: 'jauh', ticket: 'x'.repeat(43), search: 'code=x&state=y' };
  expect((await come(providerSignIn, body)).text).toContain('access.question-over');
  const who = await somebody(null);
  await who.self.refused(bindOwn, 'access.question-over', { body });
});

it('refuses another state, another browser, another nonce, an old and a weak sign-in', async () => {
  await somebody('19870003');
  const sub = '19870003';
  expect((await enter({ sub }, { state: 'x'.repeat(43) })).came.text).toContain('access.provider-refused');
  const { begun } = await enter({ sub });
  expect((await enter({ sub }, { ticket: begun.ticket })).came.status).toBeGreaterThanOrEqual(401);
  expect((await enter({ sub, nonce: 'lain' })).came.text).toContain('access.provider-refused');
  expect((await enter({ sub, signedAgoS: 3600 })).came.text).toContain('access.provider-refused');
  expect((await enter({ sub, amr: ['pwd'] })).came.text).toContain('access.provider-weak');
  expect((await enter({ sub, acr: 'urn:uji:rendah' })).came.text).toContain('access.provider-weak');
  expect((await enter({ sub })).came.status).toBe(200);
});

it('says that a provider is silent, and names to strangers only keys and names', async () => {
  expect((await come(beginProviderSignIn, { provider: 'jauh' })).text).toContain('access.provider-silent');
  expect((await come(beginProviderSignIn, { provider: 'tidak-ada' })).status).toBe(404);
  const told = await house.stranger.ask(listProviders);
  expect(JSON.stringify(told)).not.toContain(CLIENT.secret);
  expect(told.providers[0]).toEqual({ key: 'kpu', name: 'SSO KPU', agencyId });
});

it('no administrator binds a colleague alone, so that none comes in as one', async () => {
  const who = await somebody(null);
  const body = { accountId: who.id, provider: 'kpu', subject: '19870004' };
  const alone = admin();
  await alone.refused(bindProvider, 'access.bind-needs-two', { body });
  await house.as({ role: 'administrator' }).refused(bindProvider, 'access.bind-needs-two', { body });
  const asked = binding(who.id, '19870004');
  await alone.ask(propose, asked);
  await alone.refused(confirmProposal, 'approvals.same-person', deciding(asked));
  await who.self.refused(confirmProposal, 'approvals.too-young', deciding(asked));
  const elsewhere = house.as({ role: 'agency-officer', agencyId: agencyIdOf('polres-jakbar') });
  await elsewhere.refused(confirmProposal, 'not-found', deciding(asked));
  expect((await enter({ sub: '19870004' })).came.text).toContain('access.provider-unbound');
  await officer().ask(confirmProposal, deciding(asked));
  const { came } = await enter({ sub: '19870004' });
  expect(await house.withToken(came.token).ask(readSession)).toMatchObject({ userId: who.id });
  expect(await told(who)).toEqual(['provider-bound']);
});

it('a recovery ends the binding as well', async () => {
  const who = await somebody('19870007');
  const asked = binding(who.id, '');
  const recovering = {
    body: { ...asked.body, action: 'access.recover-account', input: { accountId: who.id } },
  };
  const [first, second] = [officer(), officer()];
  await first.ask(propose, recovering);
  const { result } = await second.ask(confirmProposal, deciding(asked));
  const { result: half } = await first.ask(takeShare, deciding(asked));
  const halves = { token: tokenIn(String(result.path)), share: String(half.code) };
  const { totpSecret } = await house.stranger.ask(beginRecovery, { body: halves });
  const fresh = { ...halves, password: 'tujuh perahu di teluk', code: codeOf(totpSecret, now) };
  expect((await come(finishRecovery, fresh)).status).toBe(200);
  expect((await enter({ sub: '19870007' })).came.text).toContain('access.provider-unbound');
});

it('two persons bind no account of another agency, of a demo, of their own, nor a person who is bound', async () => {
  const who = await somebody('19870006');
  const [asked, second] = [binding(who.id, 'lain'), await somebody(null)];
  const other = house.as({ role: 'administrator', agencyId: randomUUID() });
  await other.refused(propose, 'not-found', asked);
  await other.refused(bindProvider, 'not-found', {
    body: { accountId: who.id, provider: 'kpu', subject: null },
  });
  await officer().refused(propose, 'not-found', asked);
  const self = house.as({ role: 'administrator', agencyId, userId: who.id });
  await self.refused(propose, 'access.own-binding', asked);
  await self.refused(bindProvider, 'access.own-binding', {
    body: { accountId: who.id, provider: 'kpu', subject: null },
  });
  const taken = binding(second.id, '19870006');
  await admin().refused(propose, 'access.subject-taken', taken);
  await admin().ask(closeAccounts, { body: { ids: [who.id] } });
  expect((await enter({ sub: '19870006' })).came.text).toContain('access.provider-unbound');
  await admin().ask(propose, taken);
  await officer().ask(confirmProposal, deciding(taken));
  expect((await enter({ sub: '19870006' })).came.status).toBe(200);
});

it('whoever bound a colleague has no second person in them, though the binding is released first', async () => {
  const [who, lost, proposer] = [await somebody(null), await somebody(null), admin()];
  const asked = binding(who.id, '19870008');
  await proposer.ask(propose, asked);
  await officer().ask(confirmProposal, deciding(asked));
  now = new Date(now.getTime() + 80 * 3_600_000);
  house.setClock(now);
  const inside = house.withToken((await enter({ sub: '19870008' })).came.token);
  await inside.ask(releaseOwn, { body: { provider: 'kpu' } });
  const theirs = binding(lost.id, '19870009');
  await proposer.ask(propose, theirs);
  await inside.refused(confirmProposal, 'approvals.made-by-first', deciding(theirs));
});

it('is not started with a configuration that says too little', async () => {
  const file = join(folder, 'wrong.json');
  await writeFile(file, JSON.stringify([{ key: 'kpu', name: 'SSO', issuer: 'bukan alamat' }]));
  expect(() => readProviders(file)).toThrow(/RAKOR_PROVIDERS.*wrong\.json.*agencyId/s);
});
