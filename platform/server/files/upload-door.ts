import { randomUUID } from 'node:crypto';
import { Server } from '@tus/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Endpoint } from '#shared/endpoint.ts';
import type { Actor } from '#shared/permission.ts';
import { type Refusal, Refused, refuse } from '#shared/problem.ts';
import type { Clock } from '#shared/time.ts';
import { UPLOAD_HOURS, UPLOAD_QUOTA, UPLOADS_PATH, uploadPurposes } from '#shared/uploads.ts';
import { loggable } from '../http/loggable.ts';
import { type Authenticate, actorOf } from '../http/mount.ts';
import type { ProblemTexts } from '../http/problems.ts';
import { rateLimiter } from '../http/rate-limit.ts';
import { finishFile, purposeOf, type UploadParts } from './upload-finish.ts';
import { uploadLocker } from './upload-locker.ts';
import { mayUpload, uploadPermissions } from './upload-rights.ts';
import { findUpload, insertUpload, type UploadRow } from './upload-rows.ts';
import { UploadFiles } from './upload-store.ts';

export type UploadDoorParts = UploadParts & {
  readonly authenticate: Authenticate;
  readonly clock: Clock;
  readonly texts: ProblemTexts;
  /** Every door of the house: those that take an upload say who may begin one. */
  readonly endpoints: readonly Endpoint[];
};

/** Pieces of one session in a minute: a bad line asks often how far it came. */
const PER_MINUTE = 600;
const MEGABYTE = 1_048_576;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What the options of the tus server are handed: the request behind it is Node's own. */
type Asked = {
  readonly runtime?: { readonly node?: { readonly req: object } | undefined } | undefined;
};

/**
 * The door for uploads by the tus protocol: `POST` begins one, `HEAD` asks how far it came, `PATCH` continues, `DELETE`
 * throws it away. Only whoever may give a command that takes one is let in. An upload is its owner's alone; for everybody
 * else it is not there.
 */
export function openUploadDoor(app: FastifyInstance, parts: UploadDoorParts): void {
  const limiter = rateLimiter();
  const permissions = uploadPermissions(parts.endpoints);
  const actors = new WeakMap<object, Actor>();
  const tus = tusServer(parts, actors, (error) =>
    app.log.error({ err: loggable(error) }, 'broken at uploads'),
  );
  const admit = async (request: FastifyRequest) => {
    const now = parts.clock();
    const actor = await actorOf(request, parts, now);
    if (actor.kind === 'nobody') throw new Refused(refuse('session.required'));
    const seconds = limiter.take(actor.sessionId || request.ip, PER_MINUTE, now.getTime());
    if (seconds > 0) throw new Refused(refuse('rate.limited', { seconds }));
    if (!mayUpload(actor, permissions)) throw new Refused(refuse('not-found'));
    actors.set(request.raw, actor);
  };
  void app.register(async (scope) => {
    // The library reads the body itself, piece by piece.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    for (const url of [UPLOADS_PATH, `${UPLOADS_PATH}/:uploadId`]) {
      scope.route({
        method: ['POST', 'HEAD', 'PATCH', 'DELETE', 'OPTIONS'],
        url,
        exposeHeadRoute: false,
        onRequest: admit,
        handler: async (request, reply) => {
          reply.hijack();
          for (const [name, value] of Object.entries(reply.getHeaders()))
            if (value !== undefined) reply.raw.setHeader(name, value);
          reply.raw.setHeader('cache-control', 'no-store');
          await tus.handle(request.raw, reply.raw);
        },
      });
    }
  });
}

function tusServer(
  parts: UploadDoorParts,
  actors: WeakMap<object, Actor>,
  onBroken: (error: unknown) => void,
): Server {
  const { db, clock, files, texts } = parts;
  const ownerOf = (request: Asked): string => {
    const node = request.runtime?.node?.req;
    const actor = node && actors.get(node);
    if (!actor) throw new Refused(refuse('session.required'));
    return actor.userId;
  };
  const own = async (request: Asked, id: string): Promise<UploadRow> => {
    const row = UUID.test(id) ? await findUpload(db, id) : null;
    if (row === null || row.owner !== ownerOf(request)) throw new Refused(refuse('not-found'));
    if (row.expiresAt <= clock()) throw new Refused(refuse('upload.expired', { hours: UPLOAD_HOURS }));
    return row;
  };
  return new Server({
    path: UPLOADS_PATH,
    relativeLocation: true,
    // The one before has that long to put down what it holds, once somebody else came.
    lockDrainTimeout: 200,
    datastore: new UploadFiles(db, files.uploads),
    locker: uploadLocker(db, clock),
    // Pages of ours alone: no other origin is told that it may.
    allowedOrigins: () => false,
    namingFunction: () => randomUUID(),
    onIncomingRequest: async (request, id) => {
      if (request.method !== 'POST') await own(request, id);
    },
    onUploadCreate: async (request, upload) => {
      const purpose = purposeOf(upload.metadata?.purpose);
      const limit = uploadPurposes[purpose];
      const size = upload.size ?? limit + 1;
      if (size > limit) throw new Refused(refuse('upload.too-large', { limit: limit / MEGABYTE }));
      const createdAt = clock();
      const expiresAt = new Date(createdAt.getTime() + UPLOAD_HOURS * 3_600_000);
      const made = { id: upload.id, owner: ownerOf(request), purpose, size, createdAt, expiresAt };
      if (await insertUpload(db, made, UPLOAD_QUOTA)) return {};
      throw new Refused(refuse('upload.quota', { limit: UPLOAD_QUOTA / MEGABYTE }));
    },
    onUploadFinish: async (request, upload) => {
      await finishFile(await own(request, upload.id), { db, files });
      return {};
    },
    onResponseError: (_request, error) => inOurWords(error, texts, onBroken),
  });
}

/** The library's own answers are right in their numbers; what people can mend has our words. */
function inOurWords(
  error: Error | { status_code: number; body: string },
  texts: ProblemTexts,
  onBroken: (error: unknown) => void,
): { status_code: number; body: string } | undefined {
  const told = (refusal: Refusal) => {
    const problem = texts(refusal);
    return { status_code: problem.status, body: JSON.stringify(problem) };
  };
  if (error instanceof Refused) return told(error.refusal);
  if (error instanceof Error) onBroken(error);
  return error instanceof Error ? told(refuse('server.unavailable')) : undefined;
}
