import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAgencies } from '#rooms/agencies/contract.ts';
import { listOperations } from '#rooms/operations/contract.ts';
import type { BodyOf, Endpoint } from '#shared/endpoint.ts';
import type { House } from '../../apps/server/testing/house.ts';
import { openHouse } from '../../apps/server/testing/house.ts';
import { openCardSession, readSession, signOut } from './contract.ts';
import {
  closeAccounts,
  giveGrant,
  invite,
  listAccounts,
  revokeGrants,
  revokeInvitations,
  seedDemoAccounts,
} from './endpoints-accounts.ts';
import { issueCards, listCards, revokeCards } from './endpoints-cards.ts';
import { listSessions, revokeSessions } from './endpoints-sessions.ts';
import {
  beginEnrolment,
  finishEnrolment,
  listDemoAccounts,
  openDemoSession,
  signIn,
} from './endpoints-sign-in.ts';
import { firstAdministratorLink } from './first-run.ts';

let house: House;
let place: { police: string; kpu: string; operationId: string; stationId: string; area: string };
const station = {
  number: 9001,
  name: 'TPS 9001',
  address: null,
  lon: null,
  lat: null,
  accuracy: null,
  position: null,
  voters: null,
  specialKind: null,
  responsibleName: null,
  responsiblePhone: null,
  standing: 'staged',
  source: 'story',
};
const start = new Date('2024-11-25T01:00:00.000Z');
let now = start;
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
  house.setClock(now);
};

beforeAll(async () => {
  house = await openHouse({ now: start });
  place = await preparePlace();
});
afterAll(() => house.close());

/** Two agencies, an operation and a station of it. */
async function preparePlace() {
  await house.loadSample('west-jakarta-2024');
  const leader = house.as({ role: 'kaops' });
  const agencies = (await leader.ask(listAgencies, { query: {} })).rows;
  const idOf = (short: string) => agencies.find((agency) => agency.short === short)?.id ?? '';
  const operationId = (await leader.ask(listOperations, { query: {} })).rows[0]?.id ?? '';
  const [stationId, area] = [randomUUID(), '31.73.01.1001'];
  const registered = await leader.fetch(`/api/operations/${operationId}/stations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ id: stationId, area, ...station }),
  });
  if (!registered.ok) throw new Error(await registered.text());
  return { police: idOf('Polres'), kpu: idOf('KPU'), operationId, stationId, area };
}

/** Comes to a door as a browser does, from some address; gives back the cookie. */
async function come<E extends Endpoint>(endpoint: E, body: BodyOf<E>, address = '10.0.0.1') {
  const answer = await house.stranger.fetch(endpoint.path, {
    method: 'POST',
    headers: {
      'idempotency-key': randomUUID(),
      'content-type': 'application/json',
      'x-forwarded-for': address,
    },
    body: JSON.stringify(body),
  });
  const cookie = answer.headers.get('set-cookie') ?? '';
  const token = /rakor_session=([^;]+)/.exec(cookie)?.[1] ?? '';
  return { status: answer.status, text: await answer.text(), cookie, token };
}

const codeOf = (secret: string) => TOTP.generate({ secret: secretOf(secret), timestamp: now.getTime() });
function secretOf(base32: string) {
  return new TOTP({ secret: base32 }).secret;
}
const tokenIn = (link: string) => /#([\w-]{43})$/.exec(link)?.[1] ?? '';

const password = 'sebelas kuda di sawah';

/** Opens an account by its link and leaves it signed in. */
async function enrol(link: string, login: string) {
  const token = tokenIn(link);
  const begun = await house.stranger.ask(beginEnrolment, { body: { token } });
  const body = { token, name: `Petugas ${login}`, login, password, code: codeOf(begun.totpSecret) };
  const came = await come(finishEnrolment, body);
  if (came.status !== 200) throw new Error(`${login} could not enrol: ${came.text}`);
  return { ...came, begun, secret: begun.totpSecret, body };
}

const admin = () => house.as({ role: 'administrator' });
const invitation = (
  agencyId: string,
  role: 'agency-officer' | 'administrator' | 'auditor' = 'agency-officer',
) => ({
  id: randomUUID(),
  name: 'Perwira piket',
  agencyId,
  role,
  areas: ['31.73'],
  operationId: null,
  validUntil: null,
});

async function member(
  login: string,
  agencyId: string,
  role: 'agency-officer' | 'administrator' | 'auditor' = 'agency-officer',
) {
  const { link } = await admin().ask(invite, { body: invitation(agencyId, role) });
  const came = await enrol(link, login);
  const self = house.withToken(came.token);
  return { ...came, self, id: (await self.ask(readSession)).userId };
}

describe('the first administrator', () => {
  it('comes in by the newest link, once, and then there is no link any more', async () => {
    const stale = await firstAdministratorLink(house.db, now);
    const link = await firstAdministratorLink(house.db, now);
    expect(link).toMatch(/^\/pertama#[\w-]{43}$/);
    await house.stranger.refused(beginEnrolment, 'access.link-invalid', {
      body: { token: tokenIn(stale ?? '') },
    });
    const came = await enrol(link ?? '', 'admin.utama');
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
    const body = invitation(place.kpu);
    const first = await somebody.ask(invite, { body });
    expect(await somebody.ask(invite, { body })).toEqual(first);
    await somebody.refused(invite, 'access.id-taken', { body: { ...body, role: 'kaops' } });
    await admin().refused(invite, 'access.id-taken', { body });
  });

  it('opens nothing once it is revoked or a week old', async () => {
    const revoked = await admin().ask(invite, { body: invitation(place.kpu) });
    await admin().ask(revokeInvitations, { body: { ids: [revoked.id] } });
    const old = await admin().ask(invite, { body: invitation(place.kpu) });
    later(7 * 86_400 + 60);
    for (const { link } of [revoked, old]) {
      await house.stranger.refused(beginEnrolment, 'access.link-invalid', { body: { token: tokenIn(link) } });
    }
  });

  it('opens nothing once whoever sent it may not invite any more', async () => {
    const inviter = await member('kepala.kpu', place.kpu, 'administrator');
    const { link } = await inviter.self.ask(invite, { body: invitation(place.kpu) });
    const body = { token: tokenIn(link) };
    const begun = await house.stranger.ask(beginEnrolment, { body });
    await admin().ask(closeAccounts, { body: { ids: [inviter.id] } });
    await house.stranger.refused(beginEnrolment, 'access.link-invalid', { body });
    const who = { name: 'Titipan', login: 'titipan.kpu', password, code: codeOf(begun.totpSecret) };
    expect((await come(finishEnrolment, { ...body, ...who })).text).toContain('access.link-invalid');
  });

  it('is not made by a liaison, nor beyond what the inviter holds', async () => {
    const liaison = house.as({ role: 'liaison', agencyId: place.kpu });
    await liaison.refused(invite, 'not-found', { body: invitation(place.kpu) });
    const ours = house.as({ role: 'administrator', agencyId: place.kpu, areas: ['31.73'] });
    const told = await ours.refused(invite, 'access.grant-too-wide', { body: invitation(place.police) });
    expect(told.errors?.map(({ field }) => field)).toContain('/body/agencyId');
    await ours.refused(invite, 'access.grant-too-wide', { body: { ...invitation(place.kpu), areas: [''] } });
  });
});

describe('signing in', () => {
  it('takes password and code, takes a code once, and ends when the session is revoked', async () => {
    const officer = await member('piket.kpu', place.kpu);
    const replay = { login: 'piket.kpu', password, code: codeOf(officer.secret) };
    expect((await come(signIn, replay)).status).toBe(401);
    later(30);
    const body = { login: ' Piket.KPU ', password, code: codeOf(officer.secret) };
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
    const officer = await member('malam.kpu', place.kpu);
    for (let hours = 0; hours < 7 * 24; hours += 11) {
      await officer.self.ask(readSession);
      later(11 * 3600);
    }
    await officer.self.refused(readSession, 'session.required');
    const idle = await member('siang.kpu', place.kpu);
    later(12 * 3600 + 60);
    await idle.self.refused(readSession, 'session.required');
  });

  it('answers an unknown login, a wrong password and a wrong code alike, byte for byte', async () => {
    await member('ada.kpu', place.kpu);
    const answers = [
      await come(signIn, { login: 'tidak.ada', password, code: '000000' }, '10.0.1.1'),
      await come(signIn, { login: 'ada.kpu', password: 'salah sekali', code: '000000' }, '10.0.1.2'),
      await come(signIn, { login: 'ada.kpu', password, code: '000000' }, '10.0.1.3'),
    ];
    expect(new Set(answers.map(({ status, text, cookie }) => `${status} ${text} ${cookie}`)).size).toBe(1);
  });

  it('slows down one who keeps guessing and nobody else', async () => {
    const officer = await member('sasaran.kpu', place.kpu);
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
    const right = { login: 'sasaran.kpu', password, code: codeOf(officer.secret) };
    expect((await come(signIn, right, '10.0.0.7')).status).toBe(200);
  });
});

describe('roles', () => {
  it('work at once when given, and no more when revoked or over', async () => {
    const officer = await member('peran.kpu', place.kpu);
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
    const ours = house.as({ role: 'administrator', agencyId: place.kpu });
    await ours.ask(revokeGrants, { body: { ids: [passing.id] } });
    expect(await held()).toEqual(['agency-officer', 'liaison']);
    later(3660);
    expect(await held()).toEqual(['agency-officer']);
  });

  it('make an account of another agency look as if there were none', async () => {
    const stranger = await member('asing.polres', place.police);
    const ours = house.as({ role: 'administrator', agencyId: place.kpu });
    const missing = await ours.try(closeAccounts, { body: { ids: [randomUUID()] } });
    const hidden = await ours.try(closeAccounts, { body: { ids: [stranger.id] } });
    expect(hidden.bytes.equals(missing.bytes)).toBe(true);
    expect(hidden.status).toBe(404);
    const { rows } = await ours.ask(listAccounts, { query: { limit: 500 } });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => row.agencyId !== place.kpu)).toEqual([]);
  });

  it('close with the account, at once, but never for the last administrator', async () => {
    const officer = await member('tutup.kpu', place.kpu);
    await admin().ask(closeAccounts, { body: { ids: [officer.id] } });
    await officer.self.refused(readSession, 'session.required');
    const { rows } = await admin().ask(listAccounts, { query: { q: 'admin.utama' } });
    const ids = rows.map((row) => row.id);
    await admin().refused(closeAccounts, 'access.last-administrator', { body: { ids } });
  });
});

describe('a post card', () => {
  const hours = (count: number) => new Date(now.getTime() + count * 3_600_000).toISOString();
  const leader = () =>
    house.as({
      role: 'karendalops',
      agencyId: place.police,
      operationId: place.operationId,
      areas: ['31.73'],
    });
  const sheet = () => ({
    operationId: place.operationId,
    agencyId: place.police,
    shift: 'Pagi',
    validFrom: hours(0),
    validUntil: hours(12),
    cards: [
      { id: randomUUID(), stationId: place.stationId },
      { id: randomUUID(), stationId: place.stationId },
    ],
  });
  const phone = randomUUID();
  const scan = (card: string, name?: string) => ({
    id: randomUUID(),
    card,
    deviceId: phone,
    ...(name === undefined ? {} : { name }),
  });

  it('is printed the same when asked again, but not after the minutes of a lost answer', async () => {
    const printer = leader();
    const body = sheet();
    const first = await printer.ask(issueCards, { body });
    expect(first.cards.map((card) => card.code)).toEqual([
      expect.stringMatching(/^\w{2}-\w{4}-\w{4}$/),
      expect.stringMatching(/^\w{2}-\w{4}-\w{4}$/),
    ]);
    expect(first.cards[0]?.code).not.toBe(first.cards[1]?.code);
    expect(await printer.ask(issueCards, { body })).toEqual(first);
    later(16 * 60);
    await printer.refused(issueCards, 'access.card-printed', { body });
  });

  it('is made for all stations that were picked or for none, and says where each of them is', async () => {
    const printer = leader();
    const listed = await printer.fetch(`/api/operations/${place.operationId}/stations?limit=300`);
    const { rows }: { rows: { id: string }[] } = JSON.parse(await listed.text());
    const cards = rows.map((row) => ({ id: randomUUID(), stationId: row.id }));
    expect(cards.length).toBe(300);
    const body = { ...sheet(), cards };
    const count = async () => (await printer.ask(listCards, { query: { limit: 0 } })).total;
    const before = await count();
    const unknown = { id: randomUUID(), stationId: randomUUID() };
    await printer.refused(issueCards, 'not-found', { body: { ...body, cards: [...cards, unknown] } });
    expect(await count()).toBe(before);
    const { cards: printed } = await printer.ask(issueCards, { body });
    expect(await printer.ask(issueCards, { body })).toMatchObject({ cards: printed });
    expect(await count()).toBe(before + 300);
    expect(new Set(printed.map((card) => card.code)).size).toBe(300);
    expect(printed.filter((card) => !/^[A-Z][\w ]+, [A-Z][\w ]+$/.test(card.areaName))).toEqual([]);
  });

  it('signs several people in on one phone, by code or QR, for that post alone', async () => {
    const { cards } = await leader().ask(issueCards, { body: sheet() });
    const [card] = cards;
    const typed = (card?.code ?? '').toLowerCase().replaceAll('-', ' ');
    const secret = card?.link.split('#kartu=')[1] ?? '';
    expect(card?.link).toMatch(/\/lapor\/#kartu=[\w-]{24}$/);
    const budi = await house.stranger.ask(openCardSession, { body: scan(typed, 'Budi') });
    const sari = await house.stranger.ask(openCardSession, { body: scan(secret, 'Sari') });
    const again = await house.stranger.ask(openCardSession, { body: scan(secret, ' budi ') });
    expect(budi.userId).not.toBe(sari.userId);
    expect(again.userId).toBe(budi.userId);
    expect(await house.withToken(sari.token).ask(readSession)).toMatchObject({
      kind: 'card',
      name: 'Sari',
      station: { id: place.stationId, area: place.area, shift: 'Pagi' },
      grants: [
        {
          role: 'field-officer',
          agencyId: place.police,
          areas: [place.area],
          operationId: place.operationId,
        },
      ],
    });
    const { rows } = await leader().ask(listCards, {
      query: { where: JSON.stringify([{ field: 'id', is: 'eq', value: card?.id ?? '' }]) },
    });
    expect(rows).toMatchObject([{ status: 'valid', people: 2, shift: 'Pagi' }]);
  });

  it('ends a week after its shift and at once when it is revoked', async () => {
    const { cards } = await leader().ask(issueCards, { body: sheet() });
    const [lost, kept] = cards;
    const finder = await house.stranger.ask(openCardSession, { body: scan(lost?.code ?? '') });
    const guard = await house.stranger.ask(openCardSession, { body: scan(kept?.code ?? '') });
    await leader().ask(revokeCards, { body: { ids: [lost?.id ?? ''] } });
    await house.withToken(finder.token).refused(readSession, 'session.required');
    await house.stranger.refused(openCardSession, 'access.card-refused', { body: scan(lost?.code ?? '') });
    await house.withToken(guard.token).ask(readSession);
    later(12 * 3600 + 7 * 86_400 - 60);
    await house.withToken(guard.token).ask(readSession);
    later(120);
    await house.withToken(guard.token).refused(readSession, 'session.required');
    await house.stranger.refused(openCardSession, 'access.card-refused', { body: scan(kept?.code ?? '') });
  });

  it('opens while somebody guesses from the same address', async () => {
    const { cards } = await leader().ask(issueCards, { body: sheet() });
    const statuses = [];
    for (let attempt = 0; attempt < 22; attempt += 1) {
      statuses.push((await come(openCardSession, scan('AA-AAAA-AAAA'), '10.9.9.9')).status);
    }
    expect(statuses.slice(-4)).toEqual([401, 401, 429, 429]);
    expect((await come(openCardSession, scan(cards[0]?.code ?? ''), '10.9.9.9')).status).toBe(200);
  });

  it('slows down when it is copied around, and opens again a little later', async () => {
    const { cards } = await leader().ask(issueCards, { body: sheet() });
    const enter = async () => (await come(openCardSession, scan(cards[0]?.code ?? ''))).status;
    let status = 200;
    for (let people = 0; people < 40 && status === 200; people += 1) status = await enter();
    expect(status).toBe(429);
    later(60);
    expect(await enter()).toBe(200);
  });

  it('gives a new token to the same phone that lost the answer, and to no other card', async () => {
    const { cards } = await leader().ask(issueCards, { body: sheet() });
    const body = scan(cards[0]?.code ?? '');
    const first = await house.stranger.ask(openCardSession, { body });
    const second = await house.stranger.ask(openCardSession, { body });
    await house.withToken(first.token).refused(readSession, 'session.required');
    await house.withToken(second.token).ask(readSession);
    const thief = { ...body, card: cards[1]?.code ?? '' };
    await house.stranger.refused(openCardSession, 'access.id-taken', { body: thief });
  });

  it('is not issued outside the area, for another agency by its neighbour, or by a liaison', async () => {
    const elsewhere = house.as({ role: 'karendalops', operationId: place.operationId, areas: ['31.74'] });
    await elsewhere.refused(issueCards, 'not-found', { body: sheet() });
    const neighbour = house.as({
      role: 'agency-officer',
      agencyId: place.kpu,
      operationId: place.operationId,
    });
    await neighbour.refused(issueCards, 'not-found', { body: sheet() });
    await house.as({ role: 'liaison' }).refused(issueCards, 'not-found', { body: sheet() });
  });
});

describe('demo accounts', () => {
  it('are loaded by the system alone, and open without a password where the sample is', async () => {
    const account = {
      id: randomUUID(),
      login: 'contoh.kpu',
      name: 'Contoh KPU',
      agencyId: place.kpu,
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

describe('secrets', () => {
  it('stand in no table: not in the journal, not in stored answers, not in those of this room', async () => {
    const officer = await member('rahasia.kpu', place.kpu);
    const { id, link } = await admin().ask(invite, { body: invitation(place.kpu) });
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
