/** Roles: given, revoked, over; and demo accounts, which hold nothing but their sample. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BodyOf, Endpoint } from '#shared/endpoint.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { comeTo, enrol, openMember } from '../../apps/server/testing/member.ts';
import { agencyIdOf } from '../../apps/server/testing/sample-ids.ts';
import { readSession } from './contract.ts';
import {
  closeAccounts,
  giveGrant,
  listAccounts,
  revokeGrants,
  seedDemoAccounts,
} from './endpoints-accounts.ts';
import { listDemoAccounts, openDemoSession, signIn } from './endpoints-sign-in.ts';
import { firstAdministratorLink } from './first-run.ts';

const [kpu, polres] = [agencyIdOf('kpu-jakbar'), agencyIdOf('polres-jakbar')];
const start = new Date('2024-11-25T01:00:00.000Z');
let now = start;
let house: House;
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
  house.setClock(now);
};

beforeAll(async () => {
  house = await openHouse({ now: start });
  await house.loadSample('west-jakarta-2024');
  const link = await firstAdministratorLink(house.db, now);
  await enrol(house, link ?? '', { login: 'admin.utama', now });
}, 60_000);
afterAll(() => house.close());

const come = <E extends Endpoint>(endpoint: E, body: BodyOf<E>, address = '10.0.0.1') =>
  comeTo(house, endpoint, body, { 'x-forwarded-for': address });
const member = (login: string, agencyId: string) => openMember(house, { login, agencyId, now });
const admin = () => house.as({ role: 'administrator' });

describe('roles', () => {
  it('work at once when given, and no more when revoked or over', async () => {
    const officer = await member('peran.kpu', kpu);
    const grant = {
      id: randomUUID(),
      accountId: officer.id,
      role: 'liaison' as const,
      areas: ['31.73.02'],
      operationId: null,
    };
    const validUntil = new Date(now.getTime() + 3_600_000).toISOString();
    await admin().ask(giveGrant, { body: { ...grant, validUntil } });
    const passing = { ...grant, id: randomUUID(), role: 'field-officer' as const };
    await admin().ask(giveGrant, { body: { ...passing, validUntil: null } });
    const held = async () => (await officer.self.ask(readSession)).grants.map((one) => one.role);
    expect(await held()).toEqual(['agency-officer', 'liaison', 'field-officer']);
    const ours = house.as({ role: 'administrator', agencyId: kpu });
    await ours.ask(revokeGrants, { body: { ids: [passing.id] } });
    expect(await held()).toEqual(['agency-officer', 'liaison']);
    later(3660);
    expect(await held()).toEqual(['agency-officer']);
  });

  it('make an account of another agency look as if there were none', async () => {
    const stranger = await member('asing.polres', polres);
    const ours = house.as({ role: 'administrator', agencyId: kpu });
    const missing = await ours.try(closeAccounts, { body: { ids: [randomUUID()] } });
    const hidden = await ours.try(closeAccounts, { body: { ids: [stranger.id] } });
    expect(hidden.bytes.equals(missing.bytes)).toBe(true);
    expect(hidden.status).toBe(404);
    const { rows } = await ours.ask(listAccounts, { query: { limit: 500 } });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => row.agencyId !== kpu)).toEqual([]);
  });

  it('close with the account, at once, but never for the last administrator', async () => {
    const officer = await member('tutup.kpu', kpu);
    await admin().ask(closeAccounts, { body: { ids: [officer.id] } });
    await officer.self.refused(readSession, 'session.required');
    const { rows } = await admin().ask(listAccounts, { query: { q: 'admin.utama' } });
    const ids = rows.map((row) => row.id);
    await admin().refused(closeAccounts, 'access.last-administrator', { body: { ids } });
  });
});

describe('demo accounts', () => {
  it('are loaded by the system alone, and open without a password where the sample is', async () => {
    const account = {
      id: randomUUID(),
      login: 'contoh.kpu',
      name: 'Contoh KPU',
      agencyId: kpu,
      grants: [{ id: randomUUID(), role: 'agency-officer' as const, areas: ['31.73'], operationId: null }],
    };
    await admin().refused(seedDemoAccounts, 'not-found', { body: { accounts: [account] } });
    const system = house.as({ role: 'system', kind: 'system' });
    expect(await system.ask(seedDemoAccounts, { body: { accounts: [account] } })).toEqual({ opened: 1 });
    expect(await system.ask(seedDemoAccounts, { body: { accounts: [account] } })).toEqual({ opened: 0 });
    const { accounts } = await house.stranger.ask(listDemoAccounts);
    const wanted = { login: 'contoh.kpu', roles: ['agency-officer'] };
    expect(accounts).toContainEqual(expect.objectContaining(wanted));
    const came = await come(openDemoSession, { login: 'contoh.kpu' });
    expect(await house.withToken(came.token).ask(readSession)).toMatchObject({
      demo: true,
      name: 'Contoh KPU',
    });
    const grant = { role: 'kaops' as const, areas: [''], operationId: null, validUntil: null };
    await admin().refused(giveGrant, 'access.demo-account', {
      body: { id: randomUUID(), accountId: account.id, ...grant },
    });
    expect((await come(openDemoSession, { login: 'admin.utama' })).status).toBe(404);
    expect((await come(signIn, { login: 'contoh.kpu', password: 'x', code: '000000' })).status).toBe(401);
  });
});
