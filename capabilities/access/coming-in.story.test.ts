/** Coming in: the first link, an invitation, password and code; and that no secret of it is kept. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BodyOf, Endpoint } from '#shared/endpoint.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import {
  codeOf,
  comeTo,
  enrol,
  invitation,
  openMember,
  password,
  tokenIn,
} from '../../apps/server/testing/member.ts';
import { agencyIdOf } from '../../apps/server/testing/sample-ids.ts';
import { readSession, signOut } from './contract.ts';
import { closeAccounts, invite, revokeInvitations } from './endpoints-accounts.ts';
import { listSessions, revokeSessions } from './endpoints-sessions.ts';
import { beginEnrolment, finishEnrolment, signIn } from './endpoints-sign-in.ts';
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
}, 60_000);
afterAll(() => house.close());

const come = <E extends Endpoint>(endpoint: E, body: BodyOf<E>, address = '10.0.0.1') =>
  comeTo(house, endpoint, body, { 'x-forwarded-for': address });
const member = (login: string, agencyId: string, role?: 'administrator') =>
  openMember(house, { login, agencyId, now }, role);
const admin = () => house.as({ role: 'administrator' });

describe('the first administrator', () => {
  it('comes in by the newest link, once, and then there is no link any more', async () => {
    const stale = await firstAdministratorLink(house.db, now);
    const link = await firstAdministratorLink(house.db, now);
    expect(link).toMatch(/^\/pertama#[\w-]{43}$/);
    await house.stranger.refused(beginEnrolment, 'access.link-invalid', {
      body: { token: tokenIn(stale ?? '') },
    });
    const came = await enrol(house, link ?? '', { login: 'admin.utama', now });
    expect(came.cookie).toMatch(/HttpOnly; SameSite=Strict/);
    expect(await house.withToken(came.token).ask(readSession)).toMatchObject({
      kind: 'person',
      name: 'Petugas admin.utama',
      grants: [{ role: 'administrator', agencyId: null, areas: [''], operationId: null }],
      demo: false,
      station: null,
    });
    expect(await firstAdministratorLink(house.db, now)).toBeNull();
    expect((await come(finishEnrolment, { ...came.body, login: 'lain' })).text).toContain(
      'access.link-invalid',
    );
  });
});

describe('an invitation', () => {
  it('gives the same link to a resend, and another content under its id is refused', async () => {
    const somebody = admin();
    const body = invitation(kpu);
    const first = await somebody.ask(invite, { body });
    expect(await somebody.ask(invite, { body })).toEqual(first);
    await somebody.refused(invite, 'access.id-taken', { body: { ...body, role: 'kaops' } });
    await admin().refused(invite, 'access.id-taken', { body });
  });

  it('opens nothing once it is revoked or a week old', async () => {
    const revoked = await admin().ask(invite, { body: invitation(kpu) });
    await admin().ask(revokeInvitations, { body: { ids: [revoked.id] } });
    const old = await admin().ask(invite, { body: invitation(kpu) });
    later(7 * 86_400 + 60);
    for (const { link } of [revoked, old]) {
      await house.stranger.refused(beginEnrolment, 'access.link-invalid', { body: { token: tokenIn(link) } });
    }
  });

  it('opens nothing once whoever sent it may not invite any more', async () => {
    const inviter = await member('kepala.kpu', kpu, 'administrator');
    const { link } = await inviter.self.ask(invite, { body: invitation(kpu) });
    const body = { token: tokenIn(link) };
    const begun = await house.stranger.ask(beginEnrolment, { body });
    await admin().ask(closeAccounts, { body: { ids: [inviter.id] } });
    await house.stranger.refused(beginEnrolment, 'access.link-invalid', { body });
    const who = { name: 'Titipan', login: 'titipan.kpu', password, code: codeOf(begun.totpSecret, now) };
    expect((await come(finishEnrolment, { ...body, ...who })).text).toContain('access.link-invalid');
  });

  it('is not made by a liaison, nor beyond what the inviter holds', async () => {
    const liaison = house.as({ role: 'liaison', agencyId: kpu });
    await liaison.refused(invite, 'not-found', { body: invitation(kpu) });
    const ours = house.as({ role: 'administrator', agencyId: kpu, areas: ['31.73'] });
    const told = await ours.refused(invite, 'access.grant-too-wide', { body: invitation(polres) });
    expect(told.errors?.map(({ field }) => field)).toContain('/body/agencyId');
    await ours.refused(invite, 'access.grant-too-wide', { body: { ...invitation(kpu), areas: [''] } });
  });
});

describe('signing in', () => {
  it('takes password and code, takes a code once, and ends when the session is revoked', async () => {
    const officer = await member('piket.kpu', kpu);
    const replay = { login: 'piket.kpu', password, code: codeOf(officer.secret, now) };
    expect((await come(signIn, replay)).status).toBe(401);
    later(30);
    const body = { login: ' Piket.KPU ', password, code: codeOf(officer.secret, now) };
    const came = await come(signIn, body);
    expect(came.status).toBe(200);
    expect((await come(signIn, body)).status).toBe(401);
    const self = house.withToken(came.token);
    const { rows } = await self.ask(listSessions, { query: {} });
    expect(rows.map(({ mine, current }) => ({ mine, current }))).toEqual(
      expect.arrayContaining([
        { mine: 'yes', current: 'yes' },
        { mine: 'yes', current: 'no' },
      ]),
    );
    const other = rows.find((row) => row.current === 'no');
    await self.ask(revokeSessions, { body: { ids: [other?.id ?? ''] } });
    await officer.self.refused(readSession, 'session.required');
    await self.ask(signOut, { body: {} });
    await self.refused(readSession, 'session.required');
  });

  it('ends after twelve idle hours, and after a week of use', async () => {
    const officer = await member('malam.kpu', kpu);
    for (let hours = 0; hours < 7 * 24; hours += 11) {
      await officer.self.ask(readSession);
      later(11 * 3600);
    }
    await officer.self.refused(readSession, 'session.required');
    const idle = await member('siang.kpu', kpu);
    later(12 * 3600 + 60);
    await idle.self.refused(readSession, 'session.required');
  });

  it('answers an unknown login, a wrong password and a wrong code alike, byte for byte', async () => {
    await member('ada.kpu', kpu);
    const answers = [
      await come(signIn, { login: 'tidak.ada', password, code: '000000' }, '10.0.1.1'),
      await come(signIn, { login: 'ada.kpu', password: 'salah sekali', code: '000000' }, '10.0.1.2'),
      await come(signIn, { login: 'ada.kpu', password, code: '000000' }, '10.0.1.3'),
    ];
    expect(new Set(answers.map(({ status, text, cookie }) => `${status} ${text} ${cookie}`)).size).toBe(1);
  });

  it('slows down one who keeps guessing and nobody else', async () => {
    const officer = await member('sasaran.kpu', kpu);
    const wrong = { login: 'sasaran.kpu', password: 'tebakan lagi', code: '123456' };
    const statuses = [];
    for (let attempt = 0; attempt < 5; attempt += 1)
      statuses.push((await come(signIn, wrong, '10.6.6.6')).status);
    expect(statuses).toEqual([401, 401, 401, 401, 429]);
    const many = await Promise.all(
      Array.from({ length: 8 }, () => come(signIn, { ...wrong, login: 'lain.kpu' }, '10.6.6.7')),
    );
    expect(many.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(4);
    later(30);
    const right = { login: 'sasaran.kpu', password, code: codeOf(officer.secret, now) };
    expect((await come(signIn, right, '10.0.0.7')).status).toBe(200);
  });
});

describe('secrets', () => {
  it('stand in no table: not in the journal, not in stored answers, not in those of this room', async () => {
    const officer = await member('rahasia.kpu', kpu);
    const { id, link } = await admin().ask(invite, { body: invitation(kpu) });
    const tables = await sql<{ name: string }>`
      select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'`.execute(
      house.db,
    );
    const secrets = [officer.token, officer.secret, password, tokenIn(link)];
    let everything = '';
    for (const { name } of tables.rows) {
      const rows = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`.execute(
        house.db,
      );
      everything += rows.rows.map(({ row }) => row).join('\n');
    }
    const leaves = await sql<{ text: string }>`
      select convert_from(bytes, 'UTF8') as text from journal_leaf`.execute(house.db);
    everything += leaves.rows.map(({ text }) => text).join('\n');
    expect(everything).toContain(id);
    expect(everything).toContain('rahasia.kpu');
    // Bytes are written as hex; the beginning of a secret is bad enough.
    const hexOf = (secret: string) => Buffer.from(secret.slice(0, 16)).toString('hex');
    const isKept = (secret: string) => everything.includes(secret) || everything.includes(hexOf(secret));
    expect(secrets.filter(isKept)).toEqual([]);
  });
});
