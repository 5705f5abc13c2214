import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listAgencies } from '#rooms/agencies/contract.ts';
import type { BodyOf, Endpoint } from '#shared/endpoint.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { codeOf, comeTo, type Member, openMember, password } from '../../apps/server/testing/member.ts';
import { readSession } from './contract.ts';
import { giveGrant, invite } from './endpoints-accounts.ts';
import {
  addPasskey,
  beginPasskey,
  beginPasskeyConfirm,
  beginPasskeySignIn,
  confirmByPasskey,
  listPasskeys,
  passkeySignIn,
  revokePasskeys,
} from './endpoints-passkeys.ts';
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
import { openDemoSession, signIn } from './endpoints-sign-in.ts';
import { authenticatorDouble } from './testing/authenticator.ts';

const origin = 'https://posko.test';
/** By its name, as behind a proxy on the same machine. */
const named = { 'x-forwarded-host': 'posko.test', 'x-forwarded-proto': 'https' };
let house: House;
let agencyId: string;
let now = new Date('2024-11-25T01:00:00.000Z');
let count = 0;

beforeAll(async () => {
  house = await openHouse({ now });
  await house.loadSample('west-jakarta-2024');
  const { rows } = await house.as({ role: 'kaops' }).ask(listAgencies, { query: { limit: 500 } });
  agencyId = rows.find((row) => row.kind === 'kpu')?.id ?? '';
}, 60_000);
afterAll(() => house.close());
beforeEach(() => later(60));

function later(seconds: number) {
  now = new Date(now.getTime() + seconds * 1000);
  house.setClock(now);
}
const somebody = (role?: 'administrator') => {
  count += 1;
  return openMember(house, { login: `orang.${count}`, agencyId, now }, role);
};
const come = <E extends Endpoint>(endpoint: E, body: BodyOf<E>, more: Record<string, string> = {}) =>
  comeTo(house, endpoint, body, { ...named, ...more });
/** As somebody who is signed in, by the name of the server. */
const say = <E extends Endpoint>({ token }: Pick<Member, 'token'>, endpoint: E, body: BodyOf<E>) =>
  come(endpoint, body, { authorization: `Bearer ${token}` });
async function told<E extends Endpoint>(who: Member, endpoint: E, body: BodyOf<E>) {
  const { status, text } = await say(who, endpoint, body);
  if (status !== 200) throw new Error(`${endpoint.name}: ${text}`);
  return JSON.parse(text);
}

async function withPasskey(who: Member, page = origin) {
  const device = authenticatorDouble(page);
  const asked = await told(who, beginPasskey, {});
  const body = {
    id: randomUUID(),
    ticket: asked.ticket,
    name: 'Laptop posko',
    credential: device.make(asked),
  };
  return { device, asked, body, added: await say(who, addPasskey, body) };
}
async function askedAtTheDoor() {
  return JSON.parse((await come(beginPasskeySignIn, {})).text);
}

describe('a passkey', () => {
  it('lets its person in, with and without their login, and never with that of another', async () => {
    const who = await somebody();
    const { device, asked, added } = await withPasskey(who);
    expect(added.status).toBe(200);
    const enter = async (counter: number, more: { login?: string } = {}) => {
      const { ticket, ...question } = await askedAtTheDoor();
      const answer = device.answer(question, { counter, userHandle: asked.userHandle });
      return come(passkeySignIn, { ticket, answer, ...more });
    };
    const came = await enter(2);
    expect(await house.withToken(came.token).ask(readSession)).toMatchObject({ userId: who.id });
    expect((await enter(3, { login: who.login.toUpperCase() })).status).toBe(200);
    expect((await enter(4, { login: 'orang.lain' })).text).toContain('access.passkey-refused');
    const { rows } = await who.self.ask(listPasskeys, { query: {} });
    expect(rows).toMatchObject([
      { name: 'Laptop posko', host: 'posko.test', state: 'good', usedAt: expect.any(String) },
    ]);
  });

  it('answers one question once, within five minutes, in the session that was asked', async () => {
    const who = await somebody();
    const { device, body } = await withPasskey(who);
    expect((await say(who, addPasskey, { ...body, id: randomUUID() })).text).toContain('question-over');
    const once = await askedAtTheDoor();
    const use = { ticket: once.ticket, answer: device.answer(once) };
    expect((await come(passkeySignIn, use)).status).toBe(200);
    expect((await come(passkeySignIn, use)).text).toContain('access.question-over');
    const late = await askedAtTheDoor();
    later(330);
    const tooLate = { ticket: late.ticket, answer: device.answer(late, { counter: 9 }) };
    expect((await come(passkeySignIn, tooLate)).text).toContain('access.question-over');
    const other = await somebody();
    const theirs = await told(other, beginPasskeyConfirm, {});
    const stolen = { ticket: theirs.ticket, answer: device.answer(theirs, { counter: 10 }) };
    expect((await say(who, confirmByPasskey, stolen)).text).toContain('access.question-over');
  });

  it('is refused when another page asked, when nobody was verified, and by another name of the server', async () => {
    const who = await somebody();
    const { device, added } = await withPasskey(who);
    expect(added.status).toBe(200);
    expect((await withPasskey(who, 'https://posko.test.jahat.example')).added.text).toContain(
      'passkey-refused',
    );
    const bare = await askedAtTheDoor();
    const unseen = { ticket: bare.ticket, answer: device.answer(bare, { isVerified: false }) };
    expect((await come(passkeySignIn, unseen)).text).toContain('access.passkey-refused');
    const elsewhere = { 'x-forwarded-host': 'lain.test' };
    const asked = JSON.parse((await come(beginPasskeySignIn, {}, elsewhere)).text);
    const answer = device.answer(asked);
    expect((await come(passkeySignIn, { ticket: asked.ticket, answer }, elsewhere)).status).toBe(401);
    await who.self.refused(beginPasskey, 'access.passkey-needs-name', { body: {} });
  });

  it('whose counter goes back is held back, and its owner is told', async () => {
    const who = await somebody();
    const { device } = await withPasskey(who);
    const enter = async (counter: number) => {
      const asked = await askedAtTheDoor();
      return come(passkeySignIn, { ticket: asked.ticket, answer: device.answer(asked, { counter }) });
    };
    expect((await enter(7)).text).toContain('in');
    later(60);
    const copied = await enter(7);
    expect([copied.text, copied.token]).toEqual(['{"came":"suspended"}', '']);
    expect((await enter(8)).status).toBe(401);
    const { notices } = await who.self.ask(readSecurity);
    expect(notices).toEqual([{ what: 'passkey-suspended', at: expect.any(String) }]);
    const [listed] = (await who.self.ask(listPasskeys, { query: {} })).rows;
    expect(listed?.state).toBe('suspended');
  });

  it('opens nothing once it is revoked, and nobody revokes that of another', async () => {
    const [who, other] = [await somebody(), await somebody()];
    const { device, body } = await withPasskey(who);
    await other.self.refused(revokePasskeys, 'not-found', { body: { ids: [body.id] } });
    await who.self.ask(revokePasskeys, { body: { ids: [body.id] } });
    const asked = await askedAtTheDoor();
    expect((await come(passkeySignIn, { ticket: asked.ticket, answer: device.answer(asked) })).status).toBe(
      401,
    );
    expect((await other.self.ask(listPasskeys, { query: {} })).rows).toEqual([]);
  });
});

describe('what is sensitive', () => {
  const sensitive = [
    [beginPasskey, {}],
    [beginAuthenticator, {}],
    [makeRecoveryCodes, {}],
    [replaceAuthenticator, { code: '000000' }],
    [changePassword, { password: 'dua belas kerbau biru' }],
  ] as const;

  it('asks for a proof not older than ten minutes, by password and code or by passkey', async () => {
    const who = await somebody('administrator');
    const { device } = await withPasskey(who);
    const wanted = {
      role: 'liaison' as const,
      agencyId,
      areas: ['31.73'],
      operationId: null,
      validUntil: null,
    };
    const asksAnew = async () => {
      for (const [door, body] of sensitive)
        expect(`${door.name} ${(await say(who, door, body)).text}`).toContain('access.confirm-first');
      const invited = { id: randomUUID(), name: 'Baru', ...wanted };
      await who.self.refused(invite, 'access.confirm-first', { body: invited });
      const { agencyId: _own, ...role } = wanted;
      const given = { id: randomUUID(), accountId: (await somebody()).id, ...role };
      await who.self.refused(giveGrant, 'access.confirm-first', { body: given });
    };
    later(630);
    await asksAnew();
    const wrong = { password: 'bukan ini sandinya', code: codeOf(who.secret, now) };
    await who.self.refused(confirmByPassword, 'access.sign-in-refused', { body: wrong });
    await who.self.ask(confirmByPassword, { body: { password, code: codeOf(who.secret, now) } });
    expect((await say(who, makeRecoveryCodes, {})).status).toBe(200);
    later(630);
    await asksAnew();
    const asked = await told(who, beginPasskeyConfirm, {});
    await told(who, confirmByPasskey, { ticket: asked.ticket, answer: device.answer(asked) });
    expect((await say(who, beginPasskey, {})).status).toBe(200);
  });

  it('of one is nothing that the passkey of another proves', async () => {
    const [who, other] = [await somebody(), await somebody()];
    const { device } = await withPasskey(other);
    const asked = await told(who, beginPasskeyConfirm, {});
    const answered = await say(who, confirmByPasskey, { ticket: asked.ticket, answer: device.answer(asked) });
    expect(answered.text).toContain('access.passkey-refused');
  });

  it('is nothing to a sample account, which has no secrets', async () => {
    const { token } = await come(openDemoSession, { login: 'kabagops.jakbar' });
    for (const [door, body] of sensitive)
      expect((await say({ token }, door, body)).text).toContain('access.demo-no-secrets');
  });
});

describe('a lost authenticator app', () => {
  it('is replaced with a recovery code, once, and its codes are worth nothing afterwards', async () => {
    const who = await somebody();
    const { codes }: { codes: string[] } = await told(who, makeRecoveryCodes, {});
    expect(new Set(codes).size).toBe(10);
    const [code = '', second = ''] = codes;
    const typed = { login: who.login, password, recoveryCode: ` ${code.toLowerCase()} ` };
    expect((await come(recoverySignIn, { ...typed, password: 'salah sama sekali' })).status).toBe(401);
    later(60);
    const came = await come(recoverySignIn, typed);
    expect(came.status).toBe(200);
    expect((await come(recoverySignIn, typed)).text).toContain('access.recovery-refused');
    const back = { ...who, token: came.token, self: house.withToken(came.token) };
    const state = await back.self.ask(readSecurity);
    expect(state).toMatchObject({ mustEnrol: true, recoveryCodes: { left: 9 } });
    // Whoever came by it cannot read the warning away from the owner.
    await back.self.ask(markTold, { body: {} });
    const used = [{ what: 'recovery-code-used', at: expect.any(String) }];
    expect((await back.self.ask(readSecurity)).notices).toEqual(used);
    const { totpSecret } = await told(back, beginAuthenticator, {});
    expect((await say(back, replaceAuthenticator, { code: codeOf(who.secret, now) })).status).toBe(422);
    await told(back, replaceAuthenticator, { code: codeOf(totpSecret, now) });
    await who.self.refused(readSession, 'session.required');
    expect((await back.self.ask(readSecurity)).mustEnrol).toBe(false);
    later(60);
    const old = { login: who.login, password, code: codeOf(who.secret, now) };
    expect((await come(signIn, old)).status).toBe(401);
    const fresh = await come(signIn, { ...old, code: codeOf(totpSecret, now) });
    const again = house.withToken(fresh.token);
    expect((await again.ask(readSecurity)).notices).toEqual(used);
    await again.ask(markTold, { body: {} });
    expect((await again.ask(readSecurity)).notices).toEqual([]);
    await told({ ...back, token: fresh.token }, makeRecoveryCodes, {});
    expect((await come(recoverySignIn, { ...typed, recoveryCode: second })).status).toBe(401);
  });

  it('leaves no code in the database or the journal that a thief of either could use', async () => {
    const who = await somebody();
    const { codes }: { codes: string[] } = await told(who, makeRecoveryCodes, {});
    const kept = await sql<{ kept: string }>`
      select string_agg(to_jsonb(c)::text, '') || (select string_agg(encode(bytes, 'escape'), '') from journal_leaf)
        as kept from account_recovery_code c`.execute(house.db);
    const text = kept.rows[0]?.kept ?? '';
    expect(text).toContain('recovery-codes-made');
    expect(codes.filter((code) => text.includes(code) || text.includes(code.replaceAll('-', '')))).toEqual(
      [],
    );
  });
});

it('a new password ends every other device and the old password, and must not be weak', async () => {
  const who = await somebody();
  later(60);
  const other = await come(signIn, { login: who.login, password, code: codeOf(who.secret, now) });
  const next = 'dua belas kerbau biru';
  expect((await say(who, changePassword, { password: 'pendek' })).text).toContain('password-weak');
  await told(who, changePassword, { password: next });
  await house.withToken(other.token).refused(readSession, 'session.required');
  await who.self.ask(readSession);
  later(60);
  const typed = { login: who.login, code: codeOf(who.secret, now) };
  expect((await come(signIn, { ...typed, password })).status).toBe(401);
  expect((await come(signIn, { ...typed, password: next })).status).toBe(200);
});

describe('somebody who hammers a login', () => {
  const far = { 'x-forwarded-for': '203.0.113.9' };

  it('keeps waiting, also after a restart, and never keeps its owner waiting on a browser that was here before', async () => {
    const who = await somebody();
    later(60);
    const right = () => ({ login: who.login, password, code: codeOf(who.secret, now) });
    const { browser } = JSON.parse((await come(signIn, right())).text);
    const wrong = { login: who.login, password: 'tebakan lagi', code: '123456' };
    for (let tries = 0; tries < 12; tries += 1) await come(signIn, wrong, far);
    expect((await come(signIn, wrong, far)).status).toBe(429);
    // The count stands where another process, or this one after a restart, reads it too.
    const kept = await sql<{ most: number }>`select max(failures) as most from account_attempt`.execute(
      house.db,
    );
    expect(kept.rows[0]?.most).toBeGreaterThanOrEqual(4);
    later(60);
    // Even from the very address of the attacker.
    for (let tries = 0; tries < 8; tries += 1) await come(signIn, wrong, far);
    expect((await come(signIn, right(), far)).status).toBe(429);
    expect((await come(signIn, { ...right(), browser }, far)).status).toBe(200);
    const invented = { ...right(), browser: 'x'.repeat(43) };
    expect((await come(signIn, invented, far)).status).toBe(429);
  });

  it('with recovery codes waits as with codes of the app', async () => {
    const who = await somebody();
    const guess = { login: who.login, password, recoveryCode: 'AAAA-AAAA-AAAA' };
    const statuses = [];
    for (let tries = 0; tries < 5; tries += 1) statuses.push((await come(recoverySignIn, guess, far)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 429]);
    const { recoveryCode: _none, ...typed } = guess;
    expect((await come(signIn, { ...typed, code: '000000' }, far)).status).toBe(429);
  });
});
