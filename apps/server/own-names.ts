import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { type Problem, Refused, refuse } from '#shared/problem.ts';
import type { Config } from './config.ts';
import { reachable } from './lan/addresses.ts';

/** Whether a name or address, without port, is one that this server answers to. */
export type IsOwn = (host: string) => boolean;

const LOOPBACK = ['localhost', '127.0.0.1', '::1'];
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * This machine, the names it was given, on a network also its addresses there (asked anew, they change) and the names
 * of the certificate.
 */
export function ownNames(config: Pick<Config, 'lan' | 'names'>, cert: string | null): IsOwn {
  const fixed = new Set([...LOOPBACK, ...config.names]);
  const parsed = cert === null ? null : new X509Certificate(cert);
  const isReachable = (host: string) => {
    const { names, addresses } = reachable();
    return names.includes(host) || addresses.includes(host);
  };
  return (host) => {
    if (host === '') return false;
    if (fixed.has(host) || (config.lan && isReachable(host))) return true;
    return (isIP(host) ? parsed?.checkIP(host) : parsed?.checkHost(host)) !== undefined;
  };
}

/**
 * Answers nobody who came by a name of somebody else. A page of another site can let its own name lead to 127.0.0.1
 * (DNS rebinding); its browser then takes this server for that site. Only the name, which it cannot choose freely,
 * gives it away: the `Host` header itself, because forwarded ones can be set by any script.
 */
export function answerOwnNamesOnly(app: FastifyInstance, isOwn: IsOwn): void {
  app.addHook('onRequest', async (request, reply) => {
    const { host, origin } = request.headers;
    if (!isOwn(hostOf(host ?? ''))) {
      const problem = strangeName(host ?? '');
      return reply.code(problem.status).type('application/problem+json').send(problem);
    }
    // `null` is what privacy settings make of an origin; mount.ts then asks the browser's other word for it.
    if (READING.has(request.method) || origin === undefined || origin === 'null') return;
    const from = hostOf(origin.replace(/^https?:\/\//, ''));
    // Behind a proxy on this machine the page has the name that the proxy forwards.
    if (!isOwn(from) && from !== hostOf(request.host)) throw new Refused(refuse('session.cross-site'));
  });
}

/** Without port and brackets, in lower case. */
function hostOf(authority: string): string {
  const found = /^(?:\[([^\]]+)\]|([^:/]+))(?::\d+)?$/.exec(authority.toLowerCase());
  return (found?.[1] ?? found?.[2] ?? '').replace(/[.]$/, '');
}

function strangeName(host: string): Problem {
  // It comes from anywhere: only what can be a name is said again.
  const name = /^[\w.:[\]-]{1,100}$/.test(host) ? hostOf(host) : '?';
  const id = `Server ini tidak dikenal dengan nama "${name}". Buka alamat yang tampil saat server dinyalakan. Bila nama ini memang miliknya, nyalakan dengan: npm start -- --name ${name} (atau RAKOR_NAMES=${name}).`;
  const en = `This server does not go by the name "${name}". Open the address that it showed at its start. If the name is its own, start it with: npm start -- --name ${name} (or RAKOR_NAMES=${name}).`;
  const code = 'host.unknown';
  return { type: `urn:rakor:problem:${code}`, title: en, status: 421, code, detail: { id, en } };
}
