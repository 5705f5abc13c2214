import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { type Address, chooseAddress } from './address.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import {
  ensureDataDirectory,
  type Home,
  homeOf,
  makeDirectory,
  prepareHome,
  readPassword,
} from './data-directory.ts';
import { describeFileError, errorCode, errorText } from './data-directory-error.ts';
import { chooseIdentity, type Identity } from './identity.ts';
import { acquireLockFile, locked } from './lock-file.ts';
import { takeOwnership } from './owner.ts';
import { answers, becomesReady, findServer, startServer, stopServer } from './server-process.ts';
import { ADMINISTRATOR, APPLICATION, type ServerSettings, type Transport } from './server-settings.ts';

export { type DataDirectoryCode, DataDirectoryError } from './data-directory-error.ts';

export type Cluster = {
  /** The application's database, as its owner (not an administrator). */
  readonly url: string;
  /** For instance `18.4`. */
  readonly version: string;
  stop(): Promise<void>;
};

export type ClusterOptions = {
  readonly dataDir: string;
  readonly log: (line: string) => void;
  /** False gives up safety against a crash for speed: only for databases that are thrown away. */
  readonly durable?: boolean;
  /** Sockets, except on Windows, where a port on loopback with a password stands in for them. */
  readonly transport?: Transport;
};

type Plan = {
  readonly home: Home;
  readonly identity: Identity;
  readonly binaries: Binaries;
  readonly settings: ServerSettings;
  readonly address: Address;
  readonly log: (line: string) => void;
};

/**
 * Runs an embedded PostgreSQL in `${dataDir}/postgres` and owns it until `stop`. A server that survived a killed
 * process is stopped in order and started again, so that what runs is always this release with these settings.
 * Should PostgreSQL end while this process lives, it is started again under the same address.
 * @throws DataDirectoryError, whose message is one sentence with the remedy
 */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const home = homeOf(resolve(options.dataDir));
  await makeDirectory(home.dataDir);
  const lock = await acquireLockFile(join(home.dataDir, 'rakor.lock'), home.dataDir);
  let plan: Plan | undefined;
  try {
    plan = await makePlan(home, options);
    await settleSurvivor(plan);
    await ensureDataDirectory(home, plan.binaries, plan.identity, { ...plan.settings, log: options.log });
    const supervisor = await supervise(plan);
    const { binaries, address } = plan;
    const stop = async () => {
      await supervisor.stop();
      await address.release();
      await lock.release();
    };
    return { url: await address.url(APPLICATION, APPLICATION), version: binaries.version, stop: once(stop) };
  } catch (error) {
    if (plan !== undefined) await abandon(plan, error);
    await lock.release();
    throw errorCode(error)?.startsWith('E') === true ? describeFileError(error, home.home) : error;
  }
}

/** A start that failed halfway leaves no server behind, unless the server is another process's. */
async function abandon(plan: Plan, error: unknown): Promise<void> {
  await plan.address.release();
  if (errorCode(error) !== 'data.locked') await stopServer(plan.home, plan.binaries);
}

async function makePlan(home: Home, options: ClusterOptions): Promise<Plan> {
  const transport = options.transport ?? (process.platform === 'win32' ? 'tcp' : 'socket');
  const identity = await chooseIdentity(home.home);
  await prepareHome(home, identity);
  const binaries = await findBinaries(identity, home.home);
  const address = await chooseAddress(home, identity, transport);
  const { socketDir, port } = address;
  const settings = { transport, socketDir, port, durable: options.durable ?? true };
  return { home, identity, binaries, settings, address, log: options.log };
}

async function settleSurvivor(plan: Plan): Promise<void> {
  const { home, binaries } = plan;
  const running = await findServer(home);
  if (running === undefined && plan.settings.transport === 'tcp') return;
  const adminUrl = await plan.address.url(ADMINISTRATOR, ADMINISTRATOR);
  if (await answers(adminUrl)) {
    const owner = await takeOwnership(adminUrl, home.dataDir);
    await owner.end();
    // It answers, and yet is no process we can see: it runs in another container on the same directory.
    if (running === undefined) throw locked(home.dataDir, undefined);
  }
  if (running === undefined) return;
  plan.log(`PostgreSQL (process ${running}) survived an earlier run: restarting it.`);
  await stopServer(home, binaries);
}

async function supervise(plan: Plan): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();
  let owner = await start(plan);
  let reviving = Promise.resolve();
  const watch = () => {
    owner.once('end', () => {
      if (stopping.signal.aborted) return;
      reviving = revive(plan, stopping.signal).then((next) => {
        if (next === undefined) return;
        owner = next;
        watch();
      });
    });
  };
  watch();
  return {
    stop: async () => {
      stopping.abort();
      await reviving;
      await owner.end();
      await stopServer(plan.home, plan.binaries);
    },
  };
}

/** Starts the server and returns the connection that owns it. */
async function start(plan: Plan): Promise<pg.Client> {
  const adminUrl = await plan.address.url(ADMINISTRATOR, ADMINISTRATOR);
  const isUp = async () => (await findServer(plan.home)) !== undefined;
  if (!(await isUp()) || !(await becomesReady(adminUrl, isUp))) {
    await startServer(plan.home, plan.binaries, { ...plan, adminUrl });
  }
  const owner = await takeOwnership(adminUrl, plan.home.dataDir);
  await ensureDatabase(owner, plan);
  return owner;
}

async function revive(plan: Plan, stopping: AbortSignal): Promise<pg.Client | undefined> {
  plan.log('PostgreSQL ended unexpectedly: starting it again.');
  for (let pauseMs = 100; !stopping.aborted; pauseMs = Math.min(pauseMs * 2, 10_000)) {
    try {
      const owner = await start(plan);
      plan.log('PostgreSQL runs again.');
      return owner;
    } catch (error) {
      plan.log(errorText(error));
      await wait(pauseMs, undefined, { signal: stopping }).catch(() => {});
    }
  }
  return undefined;
}

/** The application's role owns its database and may nothing beyond it. */
async function ensureDatabase(admin: pg.Client, plan: Plan): Promise<void> {
  const known = await admin.query(
    `select exists (select 1 from pg_roles where rolname = $1) as role,
            exists (select 1 from pg_database where datname = $1) as database`,
    [APPLICATION],
  );
  const [found] = known.rows;
  if (!found.role) {
    const { transport, durable } = plan.settings;
    const password = transport === 'tcp' ? `password ${pg.escapeLiteral(await readPassword(plan.home))}` : '';
    await admin.query(`create role ${APPLICATION} login ${durable ? '' : 'createdb'} ${password}`);
  }
  if (!found.database) await admin.query(`create database ${APPLICATION} owner ${APPLICATION}`);
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}
