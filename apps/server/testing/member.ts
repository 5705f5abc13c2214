/** Somebody with an account of their own, for stories. */
import { randomUUID } from 'node:crypto';
import { TOTP } from 'otpauth';
import { readSession } from '#rooms/access/contract.ts';
import { invite } from '#rooms/access/endpoints-accounts.ts';
import { beginEnrolment, finishEnrolment } from '#rooms/access/endpoints-sign-in.ts';
import type { BodyOf, Endpoint } from '#shared/endpoint.ts';
import type { Visitor } from './client.ts';
import type { House } from './house.ts';

export const password = 'sebelas kuda di sawah';
export const codeOf = (secret: string, at: Date) =>
  new TOTP({ secret }).generate({ timestamp: at.getTime() });

type Came = { readonly status: number; readonly text: string; readonly token: string };

/** Comes to a door as a browser does, from some address, by some name of the server; gives back the cookie. */
export async function comeTo<E extends Endpoint>(
  house: House,
  endpoint: E,
  body: BodyOf<E>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Came> {
  const answer = await house.stranger.fetch(endpoint.path, {
    method: 'POST',
    headers: { 'idempotency-key': randomUUID(), 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const token = /rakor_session=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '';
  return { status: answer.status, text: await answer.text(), token };
}

export type Member = {
  readonly login: string;
  readonly id: string;
  readonly secret: string;
  readonly self: Visitor;
  readonly token: string;
};

/** Opens an account by an invitation and leaves its person signed in. */
export async function openMember(
  house: House,
  at: {
    readonly login: string;
    readonly agencyId: string | null;
    readonly now: Date;
    /** Who invites; somebody who administers everything unless told. */
    readonly by?: Visitor;
  },
  role: 'agency-officer' | 'administrator' = 'agency-officer',
): Promise<Member> {
  const { login, agencyId, now } = at;
  const wanted = { id: randomUUID(), name: login, agencyId, role, areas: ['31.73'] };
  const by = at.by ?? house.as({ role: 'administrator' });
  const { link } = await by.ask(invite, { body: { ...wanted, operationId: null, validUntil: null } });
  const token = link.split('#')[1] ?? '';
  const { totpSecret: secret } = await house.stranger.ask(beginEnrolment, { body: { token } });
  const who = { name: `Petugas ${login}`, login, password, code: codeOf(secret, now) };
  const came = await comeTo(house, finishEnrolment, { token, ...who });
  if (came.status !== 200) throw new Error(`${login} could not enrol: ${came.text}`);
  const self = house.withToken(came.token);
  return { login, secret, self, token: came.token, id: (await self.ask(readSession)).userId };
}
