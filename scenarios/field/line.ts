import { createServer as createPlain, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Posko } from './posko.ts';

/** What went over the line to a path that changes something. */
export type Passed = {
  readonly path: string;
  readonly requestId: string;
  readonly cut: boolean;
  readonly reply: string;
};

/**
 * The way between the phone and the server. It can be down, and it can lose an answer after the server has given it:
 * the server has kept the report then, and the phone has heard nothing. `plain`: over HTTP, as without a certificate.
 */
export async function layLine(posko: Posko, how: { readonly plain: boolean } = { plain: false }) {
  const passed: Passed[] = [];
  let isDown = false;
  let losing: RegExp | null = null;
  const carry: RequestListener = (from, to) => {
    if (isDown) return void from.socket.destroy();
    const path = from.url ?? '/';
    const onward = request(
      {
        host: '127.0.0.1',
        port: posko.port,
        ca: posko.tls.ca,
        path,
        // The phone's name for it stands in `host`; the certificate knows its own.
        servername: 'localhost',
        method: from.method,
        headers: from.headers,
      },
      (answer) => {
        const cut = from.method === 'POST' && losing !== null && losing.test(path);
        if (from.method === 'POST') note(passed, from, { cut, answer });
        if (!cut) {
          to.writeHead(answer.statusCode ?? 502, how.plain ? headersOf(answer) : answer.headers);
          return void answer.pipe(to);
        }
        losing = null;
        answer.resume();
        answer.on('end', () => from.socket.destroy());
      },
    );
    onward.on('error', () => from.socket.destroy());
    to.on('close', () => onward.destroy());
    from.pipe(onward);
  };
  const server = how.plain
    ? createPlain(carry)
    : createServer({ key: posko.tls.key, cert: posko.tls.cert }, carry);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return {
    port: portOf(address),
    passed: (): readonly Passed[] => passed,
    setDown(down: boolean) {
      isDown = down;
      if (down) server.closeAllConnections();
    },
    /** The next answer to a command whose path fits is lost. */
    loseNextAnswer(path: RegExp) {
      losing = path;
    },
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function note(passed: Passed[], from: IncomingMessage, to: { cut: boolean; answer: IncomingMessage }): void {
  const parts: Buffer[] = [];
  const requestId = String(from.headers['idempotency-key']);
  to.answer.on('data', (part: Buffer) => parts.push(part));
  to.answer.on('end', () =>
    passed.push({ path: from.url ?? '/', requestId, cut: to.cut, reply: Buffer.concat(parts).toString() }),
  );
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the line has no port');
  return address.port;
}

/** What a server without a certificate would not say: that everything has to come over HTTPS. */
function headersOf({ headers }: IncomingMessage) {
  const { 'strict-transport-security': _hsts, 'content-security-policy': policy = '', ...rest } = headers;
  return { ...rest, 'content-security-policy': String(policy).replace(/;?upgrade-insecure-requests/, '') };
}
