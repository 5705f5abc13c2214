import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

const YEAR_S = 31_536_000;

/** Serves the built web apps: the operations room at `/`, the field app at `/lapor/`. */
export async function serveApps(app: FastifyInstance, root: string): Promise<void> {
  const opsroom = join(root, 'dist', 'opsroom');
  const field = join(root, 'dist', 'field');
  if (existsSync(field)) {
    await app.register(fastifyStatic, {
      root: field,
      prefix: '/lapor/',
      decorateReply: false,
      preCompressed: true,
      setHeaders: cacheBy(field),
    });
    app.get('/lapor', (_request, reply) => reply.redirect('/lapor/', 308));
  }
  if (!existsSync(opsroom)) return;
  await app.register(fastifyStatic, {
    root: opsroom,
    prefix: '/',
    wildcard: false,
    setHeaders: cacheBy(opsroom),
  });
  // Every address of the operations room is a page of one application, which knows which of them exist.
  app.get('/*', (request, reply) => {
    if (request.url.startsWith('/api/')) return reply.callNotFound();
    // Looked up at every request: an upgrade may have put new files there since the server started.
    if (request.url.startsWith('/assets/')) return sendAsset(reply, request.url, opsroom);
    return reply.header('cache-control', 'no-cache').sendFile('index.html', opsroom);
  });
}

function sendAsset(reply: FastifyReply, url: string, root: string) {
  const [, name] = /^\/(assets\/[\w.-]+)(?:\?|$)/.exec(url) ?? [];
  if (name === undefined || !existsSync(join(root, name))) return reply.callNotFound();
  return reply.sendFile(name, root);
}

/** Names of built files hold a hash of their content, except the pages and the service worker. */
function cacheBy(root: string) {
  return (reply: FastifyReply, path: string) => {
    const lasting = path.startsWith(join(root, 'assets'));
    reply.header('cache-control', lasting ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
  };
}
