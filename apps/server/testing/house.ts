import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { authenticator } from '#rooms/access/authenticate.ts';
import type { Capability } from '#server/capability.ts';
import { type Connection, connect, type Database } from '#server/database/connect.ts';
import { migrate } from '#server/database/migrate.ts';
import { testDatabase } from '#server/database/test-database.ts';
import type { Invoke } from '#server/endpoint/invoke.ts';
import type { Authenticate } from '#server/http/mount.ts';
import type { Actor, Grant } from '#shared/permission.ts';
import { systemClock } from '#shared/time.ts';
import { compose, migrationSources } from '../compose.ts';
import { planHouse } from '../house.ts';
import { type Visitor, visitor } from './client.ts';

/** Whom a test sends to the door. What is left out: everywhere, every operation, no agency. */
export type Sent = {
  readonly role: string;
  readonly agencyId?: string;
  readonly areas?: readonly string[];
  readonly operationId?: string;
  readonly userId?: string;
  readonly kind?: Actor['kind'];
};

/** The whole house on a database of its own, listening on loopback. */
export type House = {
  readonly origin: string;
  readonly db: Database;
  /** Where its files and keys lie. */
  readonly dataDir: string;
  /** The rooms as this house composes them. */
  readonly capabilities: readonly Capability[];
  /** Sends somebody with exactly these rights; accounts and passwords are the business of `access` and its story. */
  as(...grants: readonly Sent[]): Visitor & { readonly userId: string; readonly token: string };
  /** Somebody who is not signed in. */
  readonly stranger: Visitor;
  /** A visitor with a token that the house itself gave out. */
  withToken(token: string): Visitor;
  /** Loads a sample operation of `data/` through the doors. */
  loadSample(key: string): Promise<void>;
  readonly invoke: Invoke;
  /** Moves the server's clock. */
  setClock(now: Date): void;
  /** Numbers everything that is committed, so that a test need not wait for it. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

const root = resolve(import.meta.dirname, '..', '..', '..');

/** @param options.more rooms of a test, without tables of their own */
export async function openHouse(options: { now?: Date; more?: readonly Capability[] } = {}): Promise<House> {
  const database = await testDatabase({ key: 'house', build: buildTemplate });
  const connection = connect(database.url);
  const dataDir = await mkdtemp(join(tmpdir(), 'rakor-house-'));
  const actors = new Map<string, Actor>();
  let shiftMs = options.now ? options.now.getTime() - Date.now() : 0;
  const clock = () => new Date(Date.now() + shiftMs);
  const plan = planHouse(root, clock, true, { dataDir, databaseUrl: database.url, release: 'test' });
  const server = await compose({
    connection,
    capabilities: [...plan.capabilities, ...(options.more ?? [])],
    dataDir,
    authenticate: authenticateWith(actors, connection, plan.sample),
    clock,
    version: 'test',
    https: null,
    log: process.env.RAKOR_TEST_LOG === '1',
    // A story tells what comes of a command, however busy the machine is.
    jobPatienceMs: 60_000,
  });
  plan.connect(server.invoke);
  const origin = await server.app.listen({ host: '127.0.0.1', port: 0 });
  return {
    origin,
    db: connection.db,
    dataDir,
    capabilities: plan.capabilities,
    as(...grants) {
      const actor = actorOf(grants);
      const token = randomBytes(24).toString('base64url');
      actors.set(token, actor);
      return { ...visitor(origin, token), userId: actor.userId, token };
    },
    stranger: visitor(origin, null),
    withToken: (token) => visitor(origin, token),
    loadSample: plan.loadSample,
    invoke: server.invoke,
    setClock(now) {
      shiftMs = now.getTime() - Date.now();
    },
    settle: server.settle,
    async close() {
      await server.stop();
      await connection.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function buildTemplate(url: string): Promise<void> {
  const connection = connect(url);
  try {
    await migrate(connection.pool, migrationSources(root, planHouse(root, systemClock, true).capabilities));
  } finally {
    await connection.close();
  }
}

function authenticateWith(
  actors: ReadonlyMap<string, Actor>,
  connection: Connection,
  sample: () => boolean,
): Authenticate {
  const real = authenticator(connection.db, { sample });
  return async (token, now, presence) => actors.get(token) ?? real(token, now, presence);
}

function actorOf(sent: readonly Sent[]): Actor {
  const first = sent[0];
  return {
    kind: first?.kind ?? 'person',
    userId: first?.userId ?? randomUUID(),
    sessionId: randomUUID(),
    agencyId: first?.agencyId ?? null,
    grants: sent.map(
      (one): Grant => ({
        role: one.role,
        agencyId: one.agencyId ?? null,
        areas: one.areas ?? [''],
        operationId: one.operationId ?? null,
      }),
    ),
  };
}
