import { get as getPlain } from 'node:http';
import { get as getSecure } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import { UnreadableError } from '../verify/unreadable.ts';

/** The body at a path of the server. @throws UnreadableError when it cannot be had */
export type Ask = (path: string) => Promise<Buffer>;

const TIMEOUT_MS = 30_000;
const BODY_LIMIT = 1_000_000;
/** A server that is busy, or asks for patience (429), is asked again. */
const TRIES = 5;

export function asking(url: string, ca: string | undefined): Ask {
  const base = readUrl(url);
  return async (path) => {
    for (let attempt = 1; ; attempt++) {
      const { status, body, retryAfterS } = await request(new URL(path, base), ca);
      if (status === 200) return body;
      if ((status !== 429 && status !== 503) || attempt === TRIES)
        throw unreachable(url, `${path}: HTTP ${status}`);
      await wait(Math.min(60, Math.max(1, retryAfterS)) * 1_000);
    }
  };
}

type Answer = { readonly status: number; readonly body: Buffer; readonly retryAfterS: number };

function request(url: URL, ca: string | undefined): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { timeout: TIMEOUT_MS, ...(ca === undefined ? {} : { ca }) };
    const get = url.protocol === 'https:' ? getSecure : getPlain;
    const fail = (error: Error) => reject(unreachable(url.origin, error.message));
    const asked = get(url, options, (answer) => {
      const chunks: Buffer[] = [];
      let length = 0;
      answer.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > BODY_LIMIT) asked.destroy(new Error(`more than ${BODY_LIMIT} bytes`));
        else chunks.push(chunk);
      });
      answer.on('error', fail);
      answer.on('end', () => {
        const retryAfterS = Number(answer.headers['retry-after'] ?? 1);
        resolve({
          status: answer.statusCode ?? 0,
          body: Buffer.concat(chunks),
          retryAfterS: Number.isFinite(retryAfterS) ? retryAfterS : 1,
        });
      });
    });
    asked.on('timeout', () => asked.destroy(new Error(`no answer in ${TIMEOUT_MS / 1_000} s`)));
    asked.on('error', fail);
  });
}

function readUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol === 'https:' || parsed?.protocol === 'http:') return parsed;
  throw new UnreadableError(
    `"${url}" bukan alamat server. Tulis misalnya https://posko.contoh.id:8443`,
    `"${url}" is no address of a server. Write for instance https://posko.example.id:8443`,
  );
}

function unreachable(url: string, reason: string): UnreadableError {
  return new UnreadableError(
    `Server ${url} tidak dapat ditanya (${reason}). Periksa alamat dan jaringan; pada jaringan setempat, beri --ca BERKAS.`,
    `The server ${url} could not be asked (${reason}). Check the address and the network; on a local network give --ca FILE.`,
  );
}
