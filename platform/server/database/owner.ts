import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { locked } from './lock-file.ts';

// "RAKOR" in ASCII; any constant does, as long as every release uses the same.
const OWNER_KEY = 0x52414b4f52;
// 2 s in steps of 50 ms.
const TRIES = 40;

/**
 * The connection that owns the cluster: it holds a session lock which the kernel and PostgreSQL give back the moment
 * this process is gone, however it went. Two owners are impossible, whatever happened to files.
 */
export async function takeOwnership(adminUrl: string, dataDir: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: adminUrl,
    application_name: `rakor owner ${process.pid}`,
  });
  // A lost connection shows as the `end` event; without a listener the error would end this process.
  client.on('error', () => {});
  await client.connect();
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const answer = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
      OWNER_KEY,
    ]);
    if (answer.rows[0]?.taken === true) return client;
    // The session of an owner that was killed needs a moment to end.
    await wait(50);
  }
  const pid = await findOwner(client);
  await client.end();
  throw locked(dataDir, pid);
}

async function findOwner(client: pg.Client): Promise<number | undefined> {
  const answer = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'advisory' and l.granted and a.application_name like 'rakor owner %'`,
  );
  const pid = Number(answer.rows[0]?.name.replace('rakor owner ', ''));
  return Number.isInteger(pid) ? pid : undefined;
}
