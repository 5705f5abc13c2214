/**
 * `journal verify` on a real database of 1,000,000 leaves of about 400 bytes, row by row from a cursor of pages, every
 * hash, column, tile and checkpoint: npx tsx platform/server/journal/bench/verify.bench.ts [leaves]
 * The leaves come by COPY, their numbers and tiles from the sequencer itself. Goal: 30 s of wall time.
 */
import { generateKeyPairSync, verify } from 'node:crypto';
import { sql } from 'kysely';
import { keyIdOf, openLog } from '../identity.ts';
import { readHead } from '../log.ts';
import { numberAll } from '../sequencer.ts';
import { signerOf } from '../signer.ts';
import { withDatabaseJournal } from '../verify/database.ts';
import { verifyJournal } from '../verify/verify.ts';
import { load, machine, print, round, timed } from './figures.ts';
import { copyLeaves, openOwnDatabase } from './many-leaves.ts';

const LEAVES = Number(process.argv[2] ?? 1_000_000);
const AT_ONCE = 50_000;
const GOAL_MS = 30_000;

async function main(): Promise<void> {
  print('machine', { ...machine(), leaves: LEAVES });
  const own = await openOwnDatabase();
  try {
    const { db, pool } = own.connection;
    const pair = generateKeyPairSync('ed25519');
    const log = await openLog(db, {
      signer: signerOf(pair.privateKey),
      origin: null,
      clock: () => new Date(),
    });
    let [copyMs, numberMs] = [0, 0];
    for (let from = 0; from < LEAVES; from += AT_ONCE) {
      copyMs += (await timed(() => copyLeaves(pool, from, Math.min(AT_ONCE, LEAVES - from)))).ms;
      numberMs += (await timed(() => numberAll(db, log))).ms;
    }
    await sql`vacuum analyze`.execute(db).catch(() => undefined);
    const bytes = await sql<{ mean: number; onDisk: number }>`
      select (select avg(octet_length(bytes)) from journal_leaf where written_at < (select min(written_at) from journal_leaf) + interval '1 hour')::int as mean,
        pg_database_size(current_database()) as "onDisk"`.execute(db);
    print('filled', { copyMs: round(copyMs), numberMs: round(numberMs), load: load(), ...bytes.rows[0] });
    const head = await readHead(db);
    const verifier = {
      name: head.origin,
      keyId: keyIdOf(head.origin, head.publicKey),
      verify: (text: Uint8Array, signature: Uint8Array) => verify(null, text, pair.publicKey, signature),
    };
    const before = process.cpuUsage();
    const { ms, made } = await timed(() =>
      withDatabaseJournal(own.url, (journal) => verifyJournal(journal, verifier, [])),
    );
    const used = process.cpuUsage(before);
    if (made.findings.length > 0 || made.leaves !== LEAVES) throw new Error(JSON.stringify(made.findings[0]));
    print('verified', {
      leaves: made.leaves,
      wallMs: Math.round(ms),
      ownCpuMs: Math.round((used.user + used.system) / 1000),
      goalMs: GOAL_MS,
      perSecond: Math.round((LEAVES / ms) * 1000),
      megabytes: Math.round(process.memoryUsage().rss / 1_048_576),
    });
  } finally {
    await own.close();
  }
  print('machine', { load: load() });
}

await main();
