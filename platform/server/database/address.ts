import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Home, readPassword, serverViewOf } from './data-directory.ts';
import { errorCode } from './data-directory-error.ts';
import type { Identity } from './identity.ts';
import { ADMINISTRATOR, SOCKET_PORT, type Transport } from './server-settings.ts';

/** Where the server listens, and how it is told so. */
export type Address = {
  /** The socket directory as the server sees it. */
  readonly socketDir: string;
  readonly port: number;
  url(role: string, database: string): Promise<string>;
  release(): Promise<void>;
};

// The system keeps a socket's path in 104 bytes on macOS and 108 on Linux, the closing zero included.
const SOCKET_PATH_BYTES = 103;

export async function chooseAddress(home: Home, identity: Identity, transport: Transport): Promise<Address> {
  return transport === 'tcp' ? tcpAddress(home) : socketAddress(home, identity);
}

/** The address of the same database under PostgreSQL's administrator role; for the embedded server only. */
export function administratorUrl(url: string): string {
  const address = new URL(url);
  if (address.searchParams.has('user')) address.searchParams.set('user', ADMINISTRATOR);
  else address.username = ADMINISTRATOR;
  return address.href;
}

/** The socket lies in the data directory, whose mode 0700 is the lock on its door. */
async function socketAddress(home: Home, identity: Identity): Promise<Address> {
  const short = await shortPath(home.data);
  const view = serverViewOf(home, identity);
  return {
    socketDir: view === home.data ? short.path : view,
    port: SOCKET_PORT,
    url: async (role, database) =>
      `postgresql:///${database}?user=${role}&host=${encodeURIComponent(short.path)}`,
    release: short.release,
  };
}

async function shortPath(directory: string): Promise<{ path: string; release(): Promise<void> }> {
  const socket = join(directory, `.s.PGSQL.${SOCKET_PORT}`);
  if (Buffer.byteLength(socket) <= SOCKET_PATH_BYTES) return { path: directory, release: async () => {} };
  const place = await mkdtemp(join(tmpdir(), 'rakor-'));
  const path = join(place, 's');
  await symlink(directory, path);
  return { path, release: () => rm(place, { recursive: true, force: true }) };
}

async function tcpAddress(home: Home): Promise<Address> {
  const port = (await lastPort(home)) ?? (await freePort());
  return {
    socketDir: '',
    port,
    url: async (role, database) =>
      `postgresql://${role}:${await readPassword(home)}@127.0.0.1:${port}/${database}`,
    release: async () => {},
  };
}

/** The port of a server that may still be running. Line 4 of its file, see PostgreSQL's `pidfile.h`. */
async function lastPort(home: Home): Promise<number | undefined> {
  try {
    const port = Number((await readFile(join(home.data, 'postmaster.pid'), 'utf8')).split('\n')[3]);
    return port > 0 ? port : undefined;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port on loopback');
  return address.port;
}
