import cookie from '@fastify/cookie';
import Fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify';
import { systemChance } from '#shared/random.ts';
import type { Clock } from '#shared/time.ts';
import { uploadProblems } from '#shared/uploads.ts';
import { abilitiesOf } from './abilities.ts';
import type { Capability } from './capability.ts';
import type { Database } from './database/connect.ts';
import type { EmergencyPort, Ports } from './endpoint/context.ts';
import { forgetAnswers } from './endpoint/idempotency.ts';
import { type Invoke, invoker } from './endpoint/invoke.ts';
import { answersOf } from './endpoint/questions.ts';
import type { FileStore } from './files/store.ts';
import { openUploadDoor } from './files/upload-door.ts';
import { earlyAnswers } from './http/answer-early.ts';
import { answerProblems } from './http/answer-problems.ts';
import { loggable, logSerializers } from './http/loggable.ts';
import { type Authenticate, mountEndpoints } from './http/mount.ts';
import { openApi } from './http/openapi.ts';
import { type ProblemTexts, problemTexts } from './http/problems.ts';
import { acceptBytes, secureHeaders } from './http/security.ts';
import { type JobDesk, jobDesk } from './jobs/desk.ts';
import { forgetJobs } from './jobs/store.ts';
import { type Log, openLog } from './journal/identity.ts';
import { numberAll, startSequencer } from './journal/sequencer.ts';
import type { Signer } from './journal/signer.ts';
import { startReactions } from './reactions/runner.ts';
import { openStreamDoor } from './realtime/door.ts';
import { type Hub, startHub } from './realtime/hub.ts';

export type ServerParts = {
  readonly db: Database;
  readonly capabilities: readonly Capability[];
  readonly files: FileStore;
  readonly signer: Signer;
  /** What the journal is called; its key names it unless this does. */
  readonly logOrigin?: string | null;
  readonly authenticate: Authenticate;
  readonly operationStanding: Ports['operationStanding'];
  readonly emergency?: EmergencyPort;
  readonly clock: Clock;
  readonly version: string;
  readonly jobPatienceMs?: number | undefined;
  readonly https?: { key: string; cert: string } | null;
  /** To standard output, or where told; not at all unless asked for. */
  readonly log?: boolean | { write(line: string): void };
};

// A photograph on a bad uplink takes minutes. Longer than the patience of the phone's outbox, so that it, and not this
// server, decides when an upload is given up. Strangers are turned away before their body is read.
const SLOWEST_UPLOAD_MS = 240_000;
const FORGET_EVERY_MS = 3_600_000;

export type RakorServer = {
  readonly app: FastifyInstance;
  /** Uses a door without HTTP, through the same validation, rights, journal and transaction as everybody. */
  readonly invoke: Invoke;
  /** Numbers and seals all that is committed, so that nobody need wait for the next look. */
  settle(): Promise<void>;
  stop(): Promise<void>;
};

/** Builds the server out of its rooms. It listens when the caller says so. */
export async function buildServer(parts: ServerParts): Promise<RakorServer> {
  const { db, clock, capabilities } = parts;
  const log = await openLog(db, { signer: parts.signer, origin: parts.logOrigin ?? null, clock });
  const app = await openHttp(parts);
  const texts = textsOf(parts);
  const jobs = jobDesk(capabilities, texts);
  const ports: Ports = {
    jobs: jobs.queue,
    abilities: abilitiesOf(capabilities.flatMap((room) => room.kinds)),
    answers: answersOf(capabilities.flatMap((room) => room.answers ?? [])),
    files: parts.files,
    signer: parts.signer,
    operationStanding: parts.operationStanding,
    ...(parts.emergency ? { emergency: parts.emergency } : {}),
  };
  const followers = await startFollowers({ ...parts, journal: log, desk: jobs }, ports, (error, at = {}) =>
    app.log.error({ ...at, err: loggable(error) }, 'broken behind the doors'),
  );
  const mounted = capabilities.flatMap((room) => room.endpoints);
  const doors = {
    db,
    ports,
    authenticate: widening(parts),
    clock,
    onWritten: followers.nudge,
    jobPatienceMs: parts.jobPatienceMs,
  };
  mountEndpoints(app, mounted, doors);
  const declared = mounted.map((each) => each.endpoint);
  const document = openApi(declared, parts.version);
  app.get('/api/openapi.json', () => document);
  app.get('/api/health', () => ({ status: 'ok', version: parts.version }));
  openStreamDoor(app, followers.hub, doors);
  openUploadDoor(app, { ...doors, files: parts.files, texts, endpoints: declared });
  return {
    app,
    invoke: invoker(mounted, doors),
    settle: () => numberAll(db, log),
    async stop() {
      await followers.hub.stop();
      await closeSoon(app);
      await followers.stop();
    },
  };
}

const LAST_ANSWERS_MS = 2_000;

/** Lets answers under way go out, then cuts what is left: a browser's idle connection would hold a stop for a minute. */
async function closeSoon(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), LAST_ANSWERS_MS);
  await app.close();
  clearTimeout(cut);
}

/** Whoever calls, with the wider reach that they have taken. A card takes none. */
function widening({ db, authenticate, emergency }: ServerParts): Authenticate {
  if (!emergency) return authenticate;
  return async (token, now, presence) => {
    const actor = await authenticate(token, now, presence);
    return actor.kind === 'person' ? emergency.widen(db, actor, now) : actor;
  };
}

function textsOf({ capabilities }: ServerParts): ProblemTexts {
  return problemTexts([uploadProblems, ...capabilities.map((room) => room.problems)]);
}

async function openHttp(parts: ServerParts): Promise<FastifyInstance> {
  const texts = textsOf(parts);
  const app: FastifyInstance = Fastify({
    ...earlyAnswers(texts),
    logger: loggerOf(parts.log),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: 'loopback',
    requestTimeout: SLOWEST_UPLOAD_MS,
    ...(parts.https ? { https: parts.https } : {}),
  });
  await app.register(cookie);
  await secureHeaders(app, parts.https != null);
  answerProblems(app, texts);
  acceptBytes(app);
  return app;
}

function loggerOf(log: ServerParts['log'] = false): NonNullable<FastifyServerOptions['logger']> {
  if (log === false) return false;
  return { level: 'warn', serializers: logSerializers, ...(log === true ? {} : { stream: log }) };
}

/** Tells the log what went wrong, and where in it. */
type Report = (error: unknown, at?: Readonly<Record<string, string | number>>) => void;

type Followers = { readonly hub: Hub; nudge(): void; stop(): Promise<void> };

type Following = ServerParts & { readonly journal: Log; readonly desk: JobDesk };

/** The sequencer numbers what is committed; readers and reactions follow its numbers. */
async function startFollowers(parts: Following, ports: Ports, report: Report): Promise<Followers> {
  const { db, clock, capabilities } = parts;
  const events = capabilities.flatMap((room) => room.events);
  const hub = await startHub({
    db,
    abilities: ports.abilities,
    clock,
    changesRights: new Set(events.filter((event) => event.changesRights).map((event) => event.name)),
    onError: report,
  });
  const nudge = () => sequencer.nudge();
  const reactions = startReactions(
    capabilities.flatMap((room) => room.reactions ?? []),
    { db, ports, clock, chance: systemChance, onWritten: nudge, onError: report },
  );
  const onNumbered = () => {
    hub.nudge();
    reactions.nudge();
  };
  const sequencer = startSequencer(db, parts.journal, onNumbered, report);
  const jobs = parts.desk.start({
    db,
    ports,
    clock,
    chance: systemChance,
    onWritten: nudge,
    onError: report,
  });
  let forgotten: Promise<void> = Promise.resolve();
  const forgetting = setInterval(() => {
    forgotten = forgetAll(db, clock()).catch((error) => report(error));
  }, FORGET_EVERY_MS);
  return {
    hub,
    nudge,
    async stop() {
      clearInterval(forgetting);
      await jobs.stop();
      await sequencer.stop();
      await reactions.stop();
      await forgotten;
    },
  };
}

async function forgetAll(db: Database, now: Date): Promise<void> {
  await forgetAnswers(db, now);
  await forgetJobs(db, now);
}
