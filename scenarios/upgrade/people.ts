/** People at a running server, by HTTP alone. */
import { randomUUID } from 'node:crypto';

export type Person = {
  get<T>(path: string): Promise<T>;
  post(path: string, body: object, headers?: Readonly<Record<string, string>>): Promise<Response>;
};

export function stranger(origin: string): Person {
  return person(origin, '');
}

export async function demoPerson(origin: string, login: string): Promise<Person> {
  return person(origin, await demoCookie(origin, login));
}

/** The session of a demo account, as a browser keeps it. */
export async function demoCookie(origin: string, login: string): Promise<string> {
  const answer = await stranger(origin).post('/api/demo-session', { login });
  if (!answer.ok) throw new Error(`${login} could not sign in: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}

function person(origin: string, cookie: string): Person {
  return {
    async get(path) {
      const answer = await fetch(`${origin}${path}`, { headers: { cookie } });
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
      return JSON.parse(await answer.text());
    },
    post: (path, body, headers = {}) =>
      fetch(`${origin}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), cookie, ...headers },
        body: JSON.stringify(body),
      }),
  };
}
