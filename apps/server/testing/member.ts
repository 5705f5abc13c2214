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

type Came = {
  readonly status: number;
  readonly text: string;
  readonly token: string;
  /** As it was set: with how long it is good, and who may read it. */
  readonly cookie: string;
};

/** Comes to a door as a browser does, from some address, by some name of the server; gives back the cookie. */
export async function comeTo<E extends Endpoint>(
  house: Pick<House, 'stranger'>,
  endpoint: E,
  body: BodyOf<E>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Came> {
  const answer = await house.stranger.fetch(endpoint.path, {
    method: 'POST',
    headers: { 'idempotency-key': randomUUID(), 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const cookie = answer.headers.get('set-cookie') ?? '';
  const token = /rakor_session=([^;]+)/.exec(cookie)?.[1] ?? '';
  return { status: answer.status, text: await answer.text(), token, cookie };
}

export type Member = {
  readonly login: string;
  readonly id: string;
  readonly secret: string;
  readonly self: Visitor;
  readonly token: string;
};

/** The secret behind the `#` of a link. */
export const tokenIn = (link: string) => /#([\w-]{43})$/.exec(link)?.[1] ?? '';

/** Opens an account by a one-time link and leaves its person signed in. */
export async function enrol(
  house: Pick<House, 'stranger'>,
  link: string,
  at: { readonly login: string; readonly now: Date },
) {
  const { login, now } = at;
  const token = tokenIn(link);
  const { totpSecret: secret } = await house.stranger.ask(beginEnrolment, { body: { token } });
  const body = { token, name: `Petugas ${login}`, login, password, code: codeOf(secret, now) };
  const came = await comeTo(house, finishEnrolment, body);
  if (came.status !== 200) throw new Error(`${login} could not enrol: ${came.text}`);
  return { ...came, secret, body };
}

type Invited = 'agency-officer' | 'administrator' | 'auditor';

/** What an invitation says, in some agency or none. */
export const invitation = (
  agencyId: string | null,
  role: Invited = 'agency-officer',
  name = 'Perwira piket',
) => ({
  id: randomUUID(),
  name,
  agencyId,
  role,
  areas: ['31.73'],
  operationId: null,
  validUntil: null,
});

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
  role: Invited = 'agency-officer',
): Promise<Member> {
  const { login, agencyId, now } = at;
  const by = at.by ?? house.as({ role: 'administrator' });
  const { link } = await by.ask(invite, { body: invitation(agencyId, role, login) });
  const { secret, token } = await enrol(house, link, { login, now });
  const self = house.withToken(token);
  return { login, secret, self, token, id: (await self.ask(readSession)).userId };
}
