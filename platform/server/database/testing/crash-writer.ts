import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { openCluster } from '../cluster.ts';

// A server that is meant to be killed: opens the cluster, writes as fast as it can from several connections, and
// prints each id only after its commit was acknowledged. With "idle" it only opens the cluster.
const [dataDir = '', mode = 'write'] = process.argv.slice(2);
const cluster = await openCluster({ dataDir, log: () => {} });
console.log(`ready ${cluster.url}`);
setInterval(() => {}, 1000);
if (mode === 'write') await Promise.all([1, 2, 3, 4].map(() => write(cluster.url)));

async function write(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  await client.query('create table if not exists written (id uuid primary key)').catch(ignoreRace);
  try {
    for (;;) {
      const id = randomUUID();
      await client.query('insert into written values ($1)', [id]);
      console.log(`acknowledged ${id}`);
    }
  } catch {
    // The server was killed first; this process waits for its own turn.
  }
}

/** Four writers create the same table at once; `if not exists` does not settle that race. */
function ignoreRace(error: Error): void {
  if (!/duplicate key|already exists/.test(error.message)) throw error;
}
