import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import type { backupDoors } from '#shared/backup-doors.ts';
import { type ProblemCatalogue, Refused, refuse } from '#shared/problem.ts';
import { object, Type } from '#shared/schema.ts';
import type { Capability } from '../capability.ts';
import type { Tx } from '../database/connect.ts';
import { handle } from '../endpoint/handle.ts';
import { type JobContext, type JobKind, JobStopped, job } from '../jobs/job.ts';
import { schedule } from '../jobs/schedule.ts';
import { backUp, wordsFor } from './back-up.ts';
import { addToHistory, readHistory, standing } from './history.ts';
import { readRestored } from './restored.ts';
import { candidatesOf, expired } from './retention.ts';
import { type BackupSettings, lockOf, readSettings } from './settings.ts';
import { isDue, readStanding } from './standing.ts';

/** Where the data of this server lies; null for a house that has none, such as the one that only prints its papers. */
export type BackupDesk = {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly release: string;
  /** Runs before each backup, on the database. */
  readonly before?: (url: string) => Promise<void>;
} | null;

const NOTHING = {
  state: 'none',
  plan: null,
  planFault: null,
  last: null,
  failure: null,
  nextAt: null,
  backups: [],
} as const;

/**
 * The server's side of a room about backups.
 * @param name the room that shows it
 */
export function backupRoom(
  name: string,
  doors: ReturnType<typeof backupDoors>,
  desk: BackupDesk,
): Capability {
  const { manage, tellRestore, kind, asked, restored, readBackups, backUpNow, noteRestore } = doors;
  const make = makeBackup(desk);
  return {
    name,
    permissions: [manage, tellRestore],
    kinds: [kind],
    events: [asked, restored],
    problems: notPlanned,
    migrations: false,
    jobs: [make],
    schedules: [
      schedule({ name: 'system.backups', when: { everyMinutes: 60 }, kind: make, input: { now: false } }),
    ],
    endpoints: [
      handle(readBackups, async (ctx) =>
        desk === null ? { ...NOTHING, backups: [] } : readStanding(desk.dataDir, ctx.now),
      ),
      handle(backUpNow, async (ctx) => {
        if (desk === null || (await readSettings(desk.dataDir)) === null)
          throw new Refused(refuse('backup.not-planned'));
        const { jobId } = await ctx.enqueue(make, { now: true }, { key: 'backup now' });
        await ctx.record(asked, { subject: jobId, after: { job: jobId }, attributes: {} });
        return { jobId };
      }),
      handle(noteRestore, async (ctx) => {
        const known = desk === null ? null : await readRestored(desk.dataDir);
        if (known === null || (await isTold(ctx.tx, known.id))) ctx.unchanged();
        else {
          const { id, database: _kind, ...after } = known;
          await ctx.record(restored, { subject: id, after, attributes: {} });
        }
        return {};
      }),
    ],
  };
}

const notPlanned = {
  'backup.not-planned': {
    status: 409,
    id: 'Belum ada rencana cadangan. Di mesin server, jalankan ./rakor backup --schedule lebih dulu.',
    en: 'No backups are planned. On the machine of the server, run ./rakor backup --schedule first.',
  },
} as const satisfies ProblemCatalogue;

/** A server that starts again does not tell it again. */
async function isTold(tx: Tx, restoreId: string): Promise<boolean> {
  const found =
    await sql`select 1 from journal_leaf where kind = 'backup' and subject = ${restoreId} limit 1`.execute(
      tx,
    );
  return found.rows.length > 0;
}

type Input = { readonly now: boolean };
type Output = { readonly made: boolean };

function makeBackup(desk: BackupDesk): JobKind<Input, Output> {
  return job({
    name: 'system.back-up',
    title: { id: 'Mencadangkan server', en: 'Backing up the server' },
    input: object({ now: Type.Boolean() }),
    output: object({ made: Type.Boolean() }),
    // It is looked at again every hour.
    retries: 0,
    async run(context, input) {
      const settings = desk === null ? null : await readSettings(desk.dataDir);
      if (desk === null || settings === null) return { made: false };
      const history = await readHistory(desk.dataDir);
      if (!input.now && !isDue(settings, history, context.now())) return { made: false };
      try {
        await make(context, desk, settings, !input.now);
      } finally {
        // One that could not be made, or is evidence, leaves the good ones; what is due goes all the same.
        await clearOld(desk.dataDir, settings, context.now());
      }
      return { made: true };
    },
  });
}

const LOOK_EVERY_MS = 500;

async function make(
  context: JobContext,
  desk: NonNullable<BackupDesk>,
  settings: BackupSettings,
  scheduled: boolean,
): Promise<void> {
  const lock = await lockOf(settings).catch(async (error) => {
    const at = context.now().toISOString();
    await addToHistory(desk.dataDir, { kind: 'failed', at, ...wordsFor(error), scheduled });
    throw error;
  });
  const stopping = new AbortController();
  const looking = setInterval(() => {
    if (context.cancelled()) stopping.abort();
  }, LOOK_EVERY_MS);
  try {
    await backUp({
      ...desk,
      place: settings.place,
      lock,
      clock: context.now,
      scheduled,
      signal: stopping.signal,
      log: () => {},
      progress: () => {},
    });
  } catch (error) {
    // What was cancelled is said by the queue; only then does its own word for it reach the work.
    if (stopping.signal.aborted) await context.progress(0, null);
    throw stopping.signal.aborted ? new JobStopped('stopping') : error;
  } finally {
    clearInterval(looking);
  }
}

/** Only what this house made and knows of; what others put into the same place is theirs. */
async function clearOld(dataDir: string, { place, keep }: BackupSettings, now: Date): Promise<void> {
  const here = standing(await readHistory(dataDir)).filter(({ file }) => dirname(file) === place);
  for (const file of expired(candidatesOf(here), now, keep)) {
    await rm(file, { force: true });
    await addToHistory(dataDir, { kind: 'removed', at: now.toISOString(), file });
  }
}
