import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..', '..');

/** A running Rakor with the West Jakarta sample, served to a network over HTTPS, in a directory of its own. */
export type Posko = {
  readonly port: number;
  /** What the server itself serves with; the line of the test answers under the same certificate. */
  readonly tls: { readonly key: string; readonly cert: string; readonly ca: string };
  /** Signs a demo account in. */
  as(login: string): Promise<Officer>;
  close(): Promise<void>;
};

export type Officer = {
  ask<T>(path: string, body?: unknown): Promise<T>;
};

type Heard = { status: number; cookie: string; text: string };

/** Starts the server as an owner does and waits for its first line. */
export async function openPosko(): Promise<Posko> {
  const data = await mkdtemp(join(tmpdir(), 'rakor-posko-'));
  const args = [
    'dist/server/main.js',
    '--lan',
    '--sample',
    '--allow-sample-on-lan',
    '--name',
    'posko.test',
    '--data',
    data,
    '--port',
    '0',
  ];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await portOf(child);
  const read = (name: string) => readFile(join(data, 'tls', `${name}.pem`), 'utf8');
  const tls = { key: await read('server-key'), cert: await read('server'), ca: await read('authority') };
  const say = (path: string, cookie: string, body: unknown) =>
    exchange({ port, ca: tls.ca }, path, cookie, body);
  return {
    port,
    tls,
    async as(login) {
      const { cookie, status, text } = await say('/api/demo-session', '', { login });
      if (status !== 200) throw new Error(`${login} could not sign in: ${text}`);
      return {
        async ask(path, body) {
          const heard = await say(path, cookie, body);
          if (heard.status !== 200) throw new Error(`${path} was refused: ${heard.text}`);
          return JSON.parse(heard.text);
        },
      };
    },
    async close() {
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await gone;
      await rm(data, { recursive: true, force: true });
    },
  };
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((found, failed) => {
    let said = '';
    child.once('exit', () => failed(new Error(`the server did not start:\n${said}`)));
    child.stdout?.on('data', (part: Buffer) => {
      said += part.toString();
      const port = /is ready:\s+https:\/\/[^\s:]+:(\d+)/.exec(said)?.[1];
      if (port) found(Number(port));
    });
  });
}

/** A question without a body, a command with one. */
function exchange(
  at: { port: number; ca: string },
  path: string,
  cookie: string,
  body: unknown,
): Promise<Heard> {
  return new Promise((done, failed) => {
    const headers: Record<string, string> = { cookie };
    if (body !== undefined) {
      headers['content-type'] = 'application/json';
      headers['idempotency-key'] = randomUUID();
    }
    const asked = request(
      {
        host: '127.0.0.1',
        port: at.port,
        ca: at.ca,
        path,
        headers,
        method: body === undefined ? 'GET' : 'POST',
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () =>
          done({
            status: answer.statusCode ?? 0,
            cookie: (answer.headers['set-cookie'] ?? []).map((each) => each.split(';')[0]).join('; '),
            text: Buffer.concat(parts).toString(),
          }),
        );
      },
    );
    asked.on('error', failed);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
