/** The platform with the room of notes on a database of its own, for tests that need nothing else. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Actor, nobody } from '#shared/permission.ts';
import { reactionDoors } from '#shared/reaction-doors.ts';
import { abilitiesOf } from '../abilities.ts';
import { type Connection, connect } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import { testDatabase } from '../database/test-database.ts';
import type { Ports } from '../endpoint/context.ts';
import { openFileStore } from '../files/store.ts';
import { openSigner } from '../journal/signer.ts';
import type { Reaction } from '../reactions/reaction.ts';
import { systemRoom } from '../reactions/system-room.ts';
import { buildServer, type RakorServer } from '../server.ts';
import { noteKind, notes, schema } from './notes.ts';

export type NotesServer = {
  readonly connection: Connection;
  readonly server: RakorServer;
  readonly origin: string;
  readonly ports: Ports;
  /** A session with this role within an area. */
  token(role: string, area?: string): string;
  /** Asks at a door, by POST when there is a body. */
  ask(path: string, token: string, body?: unknown): Promise<{ status: number; text: string }>;
  close(): Promise<void>;
};

/**
 * @param options.administrators opens their doors, and leaves reactions to the test
 * @param options.reactions instead of the room's own
 */
export async function openNotesServer(
  options: {
    readonly administrators?: readonly string[];
    readonly reactions?: readonly Reaction[];
    readonly log?: (line: string) => void;
  } = {},
): Promise<NotesServer> {
  const database = await notesDatabase();
  const connection = connect(database.url);
  const dataDir = mkdtempSync(join(tmpdir(), 'rakor-platform-'));
  const actors = new Map<string, Actor>();
  const ports: Ports = {
    answers: new Map(),
    files: openFileStore(dataDir),
    signer: openSigner(dataDir),
    abilities: abilitiesOf([noteKind]),
    operationStanding: async (_tx, _id, now) => ({ time: now, isAdmitted: true }),
  };
  const rooms = options.administrators
    ? [{ ...notes(), reactions: [] }, systemRoom('system', reactionDoors(options.administrators))]
    : [{ ...notes(), ...(options.reactions ? { reactions: options.reactions } : {}) }];
  const server = await buildServer({
    ...ports,
    db: connection.db,
    capabilities: rooms,
    authenticate: async (given) => actors.get(given) ?? nobody,
    clock: () => new Date(),
    version: 'test',
    ...(options.log ? { log: { write: options.log } } : {}),
  });
  const origin = await server.app.listen({ host: '127.0.0.1', port: 0 });
  return {
    connection,
    server,
    origin,
    ports,
    token(role, area = '') {
      const made = `token-${randomUUID()}`;
      actors.set(made, actorWith(made, role, area));
      return made;
    },
    ask: (path, token, body) => askAt(origin + path, token, body),
    async close() {
      await server.stop();
      await connection.close();
      await database.drop();
      rmSync(dataDir, { recursive: true });
    },
  };
}

export function actorWith(sessionId: string, role: string, area: string): Actor {
  const grants = [{ role, agencyId: null, areas: [area], operationId: null }];
  return { kind: 'person', userId: randomUUID(), sessionId, agencyId: null, grants };
}

function notesDatabase() {
  const migrations = [{ room: 'platform', dir: join(import.meta.dirname, '..', 'migrations') }];
  return testDatabase({
    key: 'platform-notes',
    build: async (url) => {
      const building = connect(url);
      await migrate(building.pool, migrations);
      await building.pool.query(schema);
      await building.close();
    },
  });
}

async function askAt(url: string, token: string, body: unknown) {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
  };
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(url, { ...init, headers });
  return { status: answer.status, text: await answer.text() };
}
