import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#shared/permission.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { listInvitations } from './endpoints-accounts.ts';
import { makeConsoleLink } from './endpoints-recovery.ts';
import { beginEnrolment, finishEnrolment } from './endpoints-sign-in.ts';

const now = new Date('2026-11-20T03:00:00Z');
let house: House;
beforeAll(async () => {
  house = await openHouse({ now });
}, 60_000);
afterAll(() => house.close());

const tokenOf = (path: string) => path.replace('/undangan#', '');
const opens = async (token: string) => (await house.stranger.try(beginEnrolment, { body: { token } })).ok;

test('a link from the console makes one administrator within half an hour; only the newest does', async () => {
  const first = await house.invoke(system, makeConsoleLink);
  const link = await house.invoke(system, makeConsoleLink);
  expect(await opens(tokenOf(first.path))).toBe(false);
  const token = tokenOf(link.path);
  const begun = await house.stranger.ask(beginEnrolment, { body: { token } });
  expect(begun).toMatchObject({ role: 'administrator', agency: null, areas: [''] });
  const body = {
    token,
    name: 'Pengganti',
    login: 'admin.pengganti',
    password: 'sebelas kuda di sawah',
    code: new TOTP({ secret: begun.totpSecret }).generate({ timestamp: now.getTime() }),
  };
  await house.stranger.ask(finishEnrolment, { body });
  expect(await opens(token)).toBe(false);
  const late = await house.invoke(system, makeConsoleLink);
  house.setClock(new Date(now.getTime() + 31 * 60_000));
  expect(await opens(tokenOf(late.path))).toBe(false);
});

test('every administrator sees that it was made, and the journal holds it as done by the server', async () => {
  const { rows } = await house
    .as({ role: 'administrator', agencyId: randomUUID(), areas: ['31.73'] })
    .ask(listInvitations, { query: {} });
  expect(rows.map(({ name, status }) => `${name}: ${status}`).sort()).toEqual([
    'Konsol server / server console: expired',
    'Konsol server / server console: revoked',
    'Konsol server / server console: used',
  ]);
  const leaves = await sql<{ leaf: string }>`
    select convert_from(bytes, 'utf8') as leaf from journal_leaf`.execute(house.db);
  const told = leaves.rows.filter(({ leaf }) => leaf.includes('account.console-link-made.v1'));
  expect(told).toHaveLength(3);
  expect(told.every(({ leaf }) => leaf.includes(system.userId))).toBe(true);
});

test('nobody makes one over the network', async () => {
  await house.as({ role: 'administrator' }).refused(makeConsoleLink, 'not-found', { body: {} });
  await house.stranger.refused(makeConsoleLink, 'session.required', { body: {} });
});
