import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { BodyOf, Endpoint } from '#shared/endpoint.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { comeTo, type Member, openMember } from '../../apps/server/testing/member.ts';
import { agencyIdOf } from '../../apps/server/testing/sample-ids.ts';
import { readSession } from './contract.ts';
import { closeAccounts } from './endpoints-accounts.ts';
import { beginProviderSignIn, bindProvider, listProviders, providerSignIn } from './endpoints-providers.ts';
import { markTold, readSecurity } from './endpoints-security.ts';
import { readProviders } from './providers.ts';
import { CLIENT, openProvider, type SignedIn } from './testing/provider.ts';

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
  if (subject !== null) await bind(who, subject);
  return who;
}
const admin = () => house.as({ role: 'administrator', agencyId });
const bind = (who: Member, subject: string | null) =>
  admin().ask(bindProvider, { body: { accountId: who.id, provider: 'kpu', subject } });

/** The whole way: from the button to the provider and back. */
async function enter(person: SignedIn, changed: { state?: string; ticket?: string } = {}) {
  provider.setPerson({ ...strong, ...person });
  const begun = JSON.parse((await come(beginProviderSignIn, { provider: 'kpu' })).text);
  const search = provider.visit(begun.url);
  if (changed.state) search.set('state', changed.state);
  const body = { provider: 'kpu', ticket: changed.ticket ?? begun.ticket, search: search.toString() };
  return { body, begun, came: await come(providerSignIn, body) };
}

it('lets in the account that an administrator bound, once per visit, and tells its owner of the binding', async () => {
  const who = await somebody('19870001');
  const { came, body } = await enter({ sub: '19870001' });
  expect(came.status).toBe(200);
  const self = house.withToken(came.token);
  expect(await self.ask(readSession)).toMatchObject({ userId: who.id });
  expect((await self.ask(readSecurity)).notices.map(({ what }) => what)).toEqual(['provider-bound']);
  await self.ask(markTold, { body: {} });
  expect((await self.ask(readSecurity)).notices).toEqual([]);
  expect((await come(providerSignIn, body)).text).toContain('access.question-over');
});

it('makes no account: whoever nobody bound, or who was released, stays outside', async () => {
  expect((await enter({ sub: 'tak-dikenal' })).came.text).toContain('access.provider-unbound');
  const who = await somebody('19870002');
  await bind(who, null);
  expect((await enter({ sub: '19870002' })).came.text).toContain('access.provider-unbound');
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

it('is bound by administrators of the agency alone, not to oneself, and a person only once', async () => {
  const who = await somebody('19870004');
  const body = { accountId: who.id, provider: 'kpu', subject: 'lain' };
  const other = house.as({ role: 'administrator', agencyId: randomUUID() });
  await other.refused(bindProvider, 'not-found', { body });
  const second = await somebody(null);
  const taken = { ...body, accountId: second.id, subject: '19870004' };
  await admin().refused(bindProvider, 'access.subject-taken', { body: taken });
  await admin().ask(closeAccounts, { body: { ids: [who.id] } });
  expect((await enter({ sub: '19870004' })).came.text).toContain('access.provider-unbound');
  await admin().ask(bindProvider, { body: taken });
  expect((await enter({ sub: '19870004' })).came.status).toBe(200);
  const self = house.as({ role: 'administrator', agencyId, userId: second.id });
  const own = { ...body, accountId: second.id };
  await self.refused(bindProvider, 'access.own-rights', { body: own });
});

it('is not started with a configuration that says too little', async () => {
  const file = join(folder, 'wrong.json');
  await writeFile(file, JSON.stringify([{ key: 'kpu', name: 'SSO', issuer: 'bukan alamat' }]));
  expect(() => readProviders(file)).toThrow(/RAKOR_PROVIDERS.*wrong\.json.*agencyId/s);
});
