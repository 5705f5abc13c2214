import { join } from 'node:path';
import { emergency } from '#rooms/break-glass/emergency.ts';
import { operationStanding } from '#rooms/operations/clock.ts';
import type { Capability } from '#server/capability.ts';
import type { Connection } from '#server/database/connect.ts';
import type { MigrationSource } from '#server/database/migrate.ts';
import { openFileStore } from '#server/files/store.ts';
import type { Authenticate } from '#server/http/mount.ts';
import { openSigner } from '#server/journal/signer.ts';
import { buildServer, type RakorServer } from '#server/server.ts';
import type { Clock } from '#shared/time.ts';
import { migrationsOf } from './config.ts';

/** The platform's own tables first, then those of each room. */
export function migrationSources(
  root: string,
  capabilities: readonly Capability[],
): readonly MigrationSource[] {
  const rooms = capabilities
    .filter((room) => room.migrations !== false)
    .map((room) => ({ room: room.name, dir: migrationsOf(root, room.name) }));
  return [{ room: 'platform', dir: join(root, 'platform', 'server', 'migrations') }, ...rooms];
}

export type Composition = {
  readonly connection: Connection;
  readonly capabilities: readonly Capability[];
  readonly dataDir: string;
  readonly logOrigin?: string | null;
  readonly authenticate: Authenticate;
  readonly clock: Clock;
  readonly version: string;
  readonly https: { key: string; cert: string } | null;
  readonly log: boolean;
  /** Milliseconds for which an answer waits for the job behind it. */
  readonly jobPatienceMs?: number;
};

/** Puts rooms, database, files and keys together. Nothing listens yet. */
export async function compose(parts: Composition): Promise<RakorServer> {
  return buildServer({
    db: parts.connection.db,
    capabilities: parts.capabilities,
    files: openFileStore(parts.dataDir),
    signer: openSigner(parts.dataDir),
    logOrigin: parts.logOrigin ?? null,
    authenticate: parts.authenticate,
    operationStanding,
    emergency,
    clock: parts.clock,
    version: parts.version,
    https: parts.https,
    log: parts.log,
    jobPatienceMs: parts.jobPatienceMs,
  });
}
