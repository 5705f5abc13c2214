/** People at a running server, by HTTP alone. */
import { randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import sharp from 'sharp';

export type Person = {
  readonly headers: Readonly<Record<string, string>>;
  get<T>(path: string): Promise<T>;
  post(path: string, body: object, headers?: Readonly<Record<string, string>>): Promise<Response>;
};

export function stranger(origin: string): Person {
  return person(origin, '');
}

export async function demoPerson(origin: string, login: string): Promise<Person> {
  return person(origin, await demoCookie(origin, login));
}

const ADMINISTRATOR = { login: 'admin.utama', password: 'sebelas kuda di sawah' };
const STEP_MS = 30_000;

/** Opens the first administrator's account by the link that the server said; gives back the TOTP secret. */
export async function enrolFirst(origin: string, said: string): Promise<string> {
  const token = /pertama#([\w-]{43})/.exec(said)?.[1] ?? '';
  const begun = await stranger(origin).post('/api/enrolment', { token });
  if (!begun.ok) throw new Error(`the administrator could not begin: ${await begun.text()}\n${said}`);
  const { totpSecret }: { totpSecret: string } = JSON.parse(await begun.text());
  const code = codeOf(totpSecret, Date.now());
  const body = { token, name: 'Admin Utama', ...ADMINISTRATOR, code };
  const done = await stranger(origin).post('/api/enrolment/finish', body);
  if (!done.ok) throw new Error(`the administrator could not enrol: ${await done.text()}`);
  return totpSecret;
}

/** That administrator again. A code is good once, so this is the next one, which a server takes a little early. */
export async function signIn(origin: string, totpSecret: string): Promise<Person> {
  const code = codeOf(totpSecret, Date.now() + STEP_MS);
  return person(origin, cookieOf(await stranger(origin).post('/api/sign-in', { ...ADMINISTRATOR, code })));
}

function codeOf(secret: string, timestamp: number): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp });
}

/** Sends a report with a photograph; gives back the photograph's address. */
export async function sendPhoto(
  origin: string,
  login: string,
  at: { readonly operationId: string; readonly area: string },
): Promise<string> {
  const officer = await demoPerson(origin, login);
  const id = randomUUID();
  const what = { kind: 'disorder', help: 'no', text: '', photos: 1, aboutAgencyId: null };
  const where = { ...at, stationId: null, place: null };
  const report = { id, ...where, ...what, capturedAt: new Date().toISOString() };
  const sent = await officer.post('/api/field-reports', report);
  if (!sent.ok) throw new Error(`the report was refused: ${await sent.text()}`);
  const address = `/api/field-reports/${id}/photos/${randomUUID()}`;
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#3a6' } })
    .jpeg()
    .toBuffer();
  const taken = await fetch(`${origin}${address}`, {
    method: 'POST',
    headers: { ...officer.headers, 'content-type': 'image/jpeg', 'idempotency-key': randomUUID() },
    body: new Uint8Array(bytes),
  });
  if (!taken.ok) throw new Error(`the photograph was refused: ${await taken.text()}`);
  return address;
}

/** The session of a demo account, as a browser keeps it. */
export async function demoCookie(origin: string, login: string): Promise<string> {
  const answer = await stranger(origin).post('/api/demo-session', { login });
  if (!answer.ok) throw new Error(`${login} could not sign in: ${await answer.text()}`);
  return cookieOf(answer);
}

function cookieOf(answer: Response): string {
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}

/** The same session at a server that listens elsewhere now. */
export function sameAt(origin: string, who: Person): Person {
  return person(origin, who.headers.cookie ?? '');
}

function person(origin: string, cookie: string): Person {
  return {
    headers: { cookie },
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
