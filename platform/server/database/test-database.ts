import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { errorCode } from './data-directory-error.ts';

/** Where `vitest-cluster.ts` tells the test files which server this run uses, and what its databases begin with. */
export const TEST_SERVER = 'RAKOR_TEST_SERVER';
export const TEST_PREFIX = 'RAKOR_TEST_PREFIX';

// "TESTDB" in ASCII.
const BUILD_KEY = 0x544553544442;

/**
 * A database of its own for one test file, copied from a template that is built once per key and run.
 * `build` gets the address of an empty database and must close its connections.
 */
export async function testDatabase(prepare: {
  readonly key: string;
  readonly build: (url: string) => Promise<void>;
}): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const server = required(TEST_SERVER);
  const prefix = required(TEST_PREFIX);
  const digest = createHash('sha256').update(prepare.key).digest('hex').slice(0, 16);
  const template = `${prefix}_template_${digest}`;
  const name = `${prefix}_${randomBytes(8).toString('hex')}`;
  await onServer(server, async (admin) => {
    await ensureTemplate(admin, server, template, prepare.build);
    await copyDatabase(admin, name, template);
  });
  const drop = () => onServer(server, (admin) => dropDatabase(admin, name));
  return { url: databaseUrl(server, name), drop };
}

/** Removes every database of a run; for servers that outlive it. */
export async function dropTestDatabases(server: string, prefix: string): Promise<void> {
  await onServer(server, async (admin) => {
    const found = await admin.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [prefix],
    );
    for (const { name } of found.rows) await dropDatabase(admin, name);
  });
}

async function ensureTemplate(
  admin: pg.Client,
  server: string,
  template: string,
  build: (url: string) => Promise<void>,
): Promise<void> {
  if (await exists(admin, template)) return;
  // `create database` cannot run inside a transaction, so a second connection holds the lock meanwhile.
  await onServer(server, async (guard) => {
    await guard.query('begin');
    await guard.query('select pg_advisory_xact_lock($1)', [BUILD_KEY]);
    if (await exists(admin, template)) return;
    const building = `${template}_building`;
    await dropDatabase(admin, building);
    await admin.query(`create database ${pg.escapeIdentifier(building)}`);
    await build(databaseUrl(server, building));
    // Only a finished template ever carries the name: a build that failed leaves none behind.
    await whenFree(() =>
      admin.query(
        `alter database ${pg.escapeIdentifier(building)} rename to ${pg.escapeIdentifier(template)}`,
      ),
    );
  });
}

async function copyDatabase(admin: pg.Client, name: string, template: string): Promise<void> {
  await whenFree(() =>
    admin.query(`create database ${pg.escapeIdentifier(name)} template ${pg.escapeIdentifier(template)}`),
  );
}

/** A closed connection leaves its database a moment after the client is gone (55006: in use). */
async function whenFree(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (errorCode(error) !== '55006' || attempt === 100) throw error;
      await wait(20);
    }
  }
}

async function exists(admin: pg.Client, name: string): Promise<boolean> {
  const found = await admin.query('select 1 from pg_database where datname = $1', [name]);
  return found.rows.length > 0;
}

const DROP_TRIES = 50;

async function dropDatabase(admin: pg.Client, name: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await admin.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
      return;
    } catch (error) {
      // 42501: the server itself is cleaning up in there, and only an administrator could stop it. It soon ends.
      const isBusy = error instanceof Error && 'code' in error && error.code === '42501';
      if (!isBusy || tries === DROP_TRIES) throw error;
      await wait(100);
    }
  }
}

async function onServer<T>(server: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server });
  // A server that goes away shows in the query that fails.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`${name} is not set: run the tests through vitest with the root's vitest.config.ts`);
  return value;
}
