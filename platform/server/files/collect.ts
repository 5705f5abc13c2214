import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type RawBuilder, sql } from 'kysely';
import { FileUse, type jobUpkeepDoors } from '#shared/jobs.ts';
import { object, Type } from '#shared/schema.ts';
import type { Database } from '../database/connect.ts';
import { handle, type Mounted } from '../endpoint/handle.ts';
import { type JobKind, job } from '../jobs/job.ts';
import { type Schedule, schedule } from '../jobs/schedule.ts';
import type { FileStore } from './store.ts';
import { deleteExpired, findUpload } from './upload-rows.ts';

/** A question whose only column, `hash`, holds files that a room still needs; empty ones do not matter. */
export type FileReferences = RawBuilder<{ hash: string | null }>;

/** As long as any upload or transaction takes to put down what it has stored. */
const GRACE_MS = 24 * 3_600_000;
const BATCH = 500;

type Stored = { readonly hash: string; readonly bytes: number; readonly storedAt: Date };

const uploadReferences: FileReferences = sql`select sha256 as hash from upload`;

/**
 * Files that nobody needs: what is referenced, or was stored within a day, is never among them.
 * @param work does something with each; it is asked again right before whether a file is needed
 */
export async function lookThrough(
  { db, files, now }: { readonly db: Database; readonly files: FileStore; readonly now: Date },
  references: readonly FileReferences[],
  work: (unneeded: Stored) => Promise<unknown> = async () => {},
) {
  const found = { files: 0, bytes: 0, unneeded: 0, unneededBytes: 0 };
  const before = new Date(now.getTime() - GRACE_MS);
  let batch: Stored[] = [];
  const judge = async () => {
    const needed = await neededAmong(
      db,
      batch.map(({ hash }) => hash),
      references,
    );
    for (const each of batch.filter(({ hash }) => !needed.has(hash))) {
      found.unneeded += 1;
      found.unneededBytes += each.bytes;
      await work(each);
    }
    batch = [];
  };
  for await (const each of files.list()) {
    found.files += 1;
    found.bytes += each.bytes;
    if (each.storedAt <= before) batch.push(each);
    if (batch.length === BATCH) await judge();
  }
  await judge();
  return found;
}

async function neededAmong(
  db: Database,
  hashes: readonly string[],
  references: readonly FileReferences[],
): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set();
  const all = sql.join(
    [uploadReferences, ...references].map((each) => sql`(${each})`),
    sql` union all `,
  );
  const found = await sql<{ hash: string }>`
    select distinct hash from (${all}) needed where hash = any(${[...hashes]})`.execute(db);
  return new Set(found.rows.map(({ hash }) => hash));
}

/**
 * The daily work of removing files that nobody needs, and the hourly one of uploads that were left.
 * @param references of every room; asked for when the work begins
 */
export function fileUpkeep(
  references: () => readonly FileReferences[],
  { readFileUse }: Pick<ReturnType<typeof jobUpkeepDoors>, 'readFileUse'>,
): {
  readonly endpoints: readonly Mounted[];
  readonly jobs: readonly JobKind[];
  readonly schedules: readonly Schedule[];
} {
  const collect = job({
    name: 'files.collect',
    title: { id: 'Menghapus berkas yang tidak dirujuk', en: 'Removing files that nothing refers to' },
    input: object({}),
    output: FileUse,
    async run(at) {
      const { db, files } = at;
      const since = new Date(at.now().getTime() - GRACE_MS);
      let done = 0;
      await files.removeDrafts(since);
      return lookThrough({ db, files, now: at.now() }, references(), async ({ hash }) => {
        await files.removeUntouched(hash, since);
        done += 1;
        if (done % BATCH === 0) await at.progress(done, null);
      });
    },
  });
  const expire = job({
    name: 'files.expire-uploads',
    title: { id: 'Menghapus kiriman yang ditinggalkan', en: 'Removing uploads that were left' },
    input: object({}),
    output: object({ removed: Type.Integer() }),
    async run({ db, files, now }) {
      await deleteExpired(db, now());
      return { removed: await removeOrphans(db, files.uploads) };
    },
  });
  return {
    // The same look as the round itself takes, without removing anything.
    endpoints: [
      handle(readFileUse, ({ tx, files, now }) => lookThrough({ db: tx, files, now }, references())),
    ],
    jobs: [collect, expire],
    schedules: [
      schedule({ name: 'files.collect', when: { dailyAt: '03:10', zone: 'WIB' }, kind: collect, input: {} }),
      schedule({ name: 'files.expire-uploads', when: { everyMinutes: 60 }, kind: expire, input: {} }),
    ],
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Bytes of uploads that are no longer on the list. */
async function removeOrphans(db: Database, folder: string): Promise<number> {
  let removed = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    // Whatever else lies there is not ours to remove.
    if (!UUID.test(name) || (await findUpload(db, name))) continue;
    await rm(join(folder, name), { force: true });
    removed += 1;
  }
  return removed;
}
