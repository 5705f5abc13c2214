/** SQL of uploads: whose they are, how large they will be, who writes, what became of them. */
import { sql } from 'kysely';
import type { UploadPurpose } from '#shared/uploads.ts';
import { type Database, inTransaction } from '../database/connect.ts';

export type UploadRow = {
  readonly id: string;
  readonly owner: string;
  readonly purpose: string;
  readonly size: number;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly sha256: string | null;
};
export type NewUpload = Omit<UploadRow, 'sha256' | 'purpose'> & { readonly purpose: UploadPurpose };

export async function findUpload(db: Database, id: string): Promise<UploadRow | null> {
  const found = await sql<UploadRow>`
    select id, owner, purpose, size, created_at as "createdAt", expires_at as "expiresAt", sha256
    from upload where id = ${id}`.execute(db);
  return found.rows[0] ?? null;
}

/**
 * False when the owner has no room left. One after the other for each owner: two that begin at once must not both find
 * the same room.
 */
export async function insertUpload(db: Database, made: NewUpload, quota: number): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    // The sum has no row to lock; its owner stands for it.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`upload ${made.owner}`}, 0))`.execute(tx);
    const put = await sql`
      insert into upload (id, owner, purpose, size, created_at, expires_at)
      select ${made.id}::uuid, ${made.owner}, ${made.purpose}, ${made.size}::bigint, ${made.createdAt}::timestamptz,
        ${made.expiresAt}::timestamptz
      where (select coalesce(sum(size), 0) from upload where owner = ${made.owner}) + ${made.size} <= ${quota}`.execute(
      tx,
    );
    return Number(put.numAffectedRows ?? 0n) > 0;
  });
}

export async function finishUpload(db: Database, id: string, sha256: string): Promise<void> {
  await sql`update upload set sha256 = ${sha256} where id = ${id}`.execute(db);
}

export async function deleteUpload(db: Database, id: string): Promise<void> {
  await sql`delete from upload where id = ${id}`.execute(db);
}

/** Takes uploads that are over off the list; their files are the caller's to remove. */
export async function deleteExpired(db: Database, now: Date): Promise<readonly string[]> {
  const gone = await sql<{ id: string }>`
    delete from upload where expires_at <= ${now} and (lease is null or lease_until <= ${now}) returning id`.execute(
    db,
  );
  return gone.rows.map(({ id }) => id);
}

export type Lease = { readonly id: string; readonly lease: string };

/** Takes the right to write; where somebody else has it, tells them that it is wanted. */
export async function takeLease(
  db: Database,
  { id, lease }: Lease,
  now: Date,
  until: Date,
): Promise<boolean> {
  const taken = await sql`
    update upload set lease = ${lease}, lease_until = ${until}, lease_wanted = false
    where id = ${id} and (lease is null or lease_until <= ${now})`.execute(db);
  if (Number(taken.numAffectedRows ?? 0n) > 0) return true;
  await sql`update upload set lease_wanted = true where id = ${id} and lease is not null`.execute(db);
  return false;
}

/** Keeps it for longer; says whether somebody else wants it, and null when it is lost. */
export async function renewLease(db: Database, { id, lease }: Lease, until: Date): Promise<boolean | null> {
  const kept = await sql<{ wanted: boolean }>`
    update upload set lease_until = ${until} where id = ${id} and lease = ${lease} returning lease_wanted as wanted`.execute(
    db,
  );
  return kept.rows[0]?.wanted ?? null;
}

export async function leaveLease(db: Database, { id, lease }: Lease): Promise<void> {
  await sql`
    update upload set lease = null, lease_until = null, lease_wanted = false where id = ${id} and lease = ${lease}`.execute(
    db,
  );
}
