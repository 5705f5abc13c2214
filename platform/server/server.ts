import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { newId } from '#shared/id.ts';
import { isRefusal, type Refusal, Refused, refuse } from '#shared/problem.ts';
import type { Clock } from '#shared/time.ts';
import type { Capability } from './capability.ts';
import type { Database } from './database/connect.ts';
import type { Ports } from './endpoint/context.ts';
import { type Invoke, invoker } from './endpoint/invoke.ts';
import { answersOf } from './endpoint/questions.ts';
import type { FileStore } from './files/store.ts';
import { type Authenticate, actorOf, mountEndpoints } from './http/mount.ts';
import { openApi } from './http/openapi.ts';
import { type ProblemTexts, problemTexts } from './http/problems.ts';
import { startSequencer } from './journal/sequencer.ts';
import type { Signer } from './journal/signer.ts';
import { startReactions } from './reactions/runner.ts';
import { startHub } from './realtime/hub.ts';

export type ServerParts = {
  readonly db: Database;
  readonly capabilities: readonly Capability[];
  readonly files: FileStore;
  readonly signer: Signer;
  readonly authenticate: Authenticate;
  readonly operationTime: Ports['operationTime'];
  readonly clock: Clock;
  readonly version: string;
  readonly https?: { key: string; cert: string } | null;
  readonly log?: boolean;
};

export type RakorServer = {
  readonly app: FastifyInstance;
  /** Uses a door without HTTP, through the same validation, rights, journal and transaction as everybody. */
  readonly invoke: Invoke;
  stop(): Promise<void>;
};

/** Builds the server out of its rooms. It listens when the caller says so. */
export async function buildServer(parts: ServerParts): Promise<RakorServer> {
  const { db, capabilities, clock } = parts;
  const texts = problemTexts(capabilities.map((room) => room.problems));
  const app: FastifyInstance = Fastify({
    logger: parts.log
      ? { level: 'warn', redact: ['req.headers.cookie', 'req.headers.authorization'] }
      : false,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: 'loopback',
    requestTimeout: 60_000,
    ...(parts.https ? { https: parts.https } : {}),
  });
  await app.register(cookie);
  await app.register(helmet, helmetOptions(parts.https != null));
  answerProblems(app, texts);
  acceptBytes(app);

  const ports: Ports = {
    answers: answersOf(capabilities.flatMap((room) => room.answers ?? [])),
    files: parts.files,
    signer: parts.signer,
    operationTime: parts.operationTime,
  };
  const report = (error: unknown) => app.log.error(error);
  const changesRights = new Set(
    capabilities.flatMap((room) =>
      room.events.filter((event) => event.changesRights).map((event) => event.name),
    ),
  );
  const hub = await startHub({
    db,
    kinds: capabilities.flatMap((room) => room.kinds),
    changesRights,
    onError: report,
  });
  const reactions = startReactions(
    capabilities.flatMap((room) => room.reactions ?? []),
    { db, ports, clock, onWritten: () => sequencer.nudge(), onError: report },
  );
  const sequencer = startSequencer(
    db,
    () => {
      hub.nudge();
      reactions.nudge();
    },
    report,
  );
  const mounted = capabilities.flatMap((room) => room.endpoints);
  mountEndpoints(app, mounted, {
    db,
    ports,
    authenticate: parts.authenticate,
    clock,
    onWritten: sequencer.nudge,
  });
  const document = openApi(
    mounted.map((each) => each.endpoint),
    parts.version,
  );
  app.get('/api/openapi.json', () => document);
  app.get('/api/health', () => ({ status: 'ok', version: parts.version }));
  app.get('/api/stream', async (request, reply) => {
    const authenticate = () => actorOf(request, parts, clock());
    const actor = await authenticate();
    if (actor.kind === 'nobody') throw new Refused(refuse('session.required'));
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const last = request.headers['last-event-id'];
    await hub.join(
      reply.raw,
      actor,
      authenticate,
      typeof last === 'string' && /^[0-9a-f-]{36}$/.test(last) ? last : null,
    );
  });
  return {
    app,
    invoke: invoker(mounted, { db, ports, clock, onWritten: sequencer.nudge }),
    async stop() {
      await hub.stop();
      await app.close();
      await sequencer.stop();
      await reactions.stop();
    },
  };
}

function helmetOptions(https: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Virtualised lists and the map place their parts by style attributes; style elements stay forbidden.
        styleSrc: ["'self'"],
        styleSrcAttr: ["'unsafe-inline'"],
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
function acceptBytes(app: FastifyInstance): void {
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

function answerProblems(app: FastifyInstance, texts: ProblemTexts): void {
  const send = (reply: Parameters<Parameters<typeof app.setErrorHandler>[0]>[2], refusal: Refusal) => {
    const problem = texts(refusal);
    if (problem.retryAfterS) reply.header('retry-after', String(problem.retryAfterS));
    return reply
      .code(problem.status)
      .header('cache-control', 'no-store')
      .type('application/problem+json')
      .send(problem);
  };
  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal) return send(reply, refusal);
    const incident = newId().slice(-12);
    request.log.error({ err: error, incident }, 'broken');
    return send(reply, refuse('server.broken', { incident }));
  });
  app.setNotFoundHandler((_request, reply) => send(reply, refuse('not-found')));
}

/** What Fastify itself refuses, in our words; null for a broken promise of ours. */
function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refused) return error.refusal;
  if (isRefusal(error)) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return refuse('input.too-large', { limit: 'MiB' });
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return refuse('input.unsupported', { type: '?', accepted: 'application/json' });
  if (code.startsWith('FST_ERR_CTP') || error instanceof SyntaxError) return refuse('input.malformed');
  return null;
}
