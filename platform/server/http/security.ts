import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** What browsers may load and run from this server: its own files, nothing inline, nobody's frame. */
export async function secureHeaders(app: FastifyInstance, https: boolean): Promise<void> {
  await app.register(helmet, helmetOptions(https));
}

function helmetOptions(https: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Virtualised lists and the map set styles by script (CSSOM), which is no inline style.
        styleSrc: ["'self'"],
        styleSrcAttr: ["'none'"],
        scriptSrcAttr: ["'none'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: https ? { maxAge: 15_552_000 } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
  } as const;
}

/** Photographs and files to import arrive as they are; JSON is the only other body that is read. */
export function acceptBytes(app: FastifyInstance): void {
  app.addContentTypeParser(
    [
      'application/octet-stream',
      'image/jpeg',
      'image/png',
      'image/webp',
      'text/csv',
      'application/x-ndjson',
      'application/gzip',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/geo+json',
    ],
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  );
}
