/** SQL of this room's own tables. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Database, Tx } from '#server/database/connect.ts';
import type { Standing } from './rules.ts';

export type Opening = Standing & {
  readonly id: string;
  readonly operationId: string;
  readonly openedAs: string;
  readonly sessionId: string;
  readonly cause: string;
  readonly reason: string;
  readonly areas: readonly string[];
  readonly ownAreas: readonly string[];
  readonly openedAt: Date;
};

const fields = sql`
  g.id, g.operation_id as "operationId", g.opened_by as "openedBy", g.opened_as as "openedAs",
  g.session_id as "sessionId", g.cause, g.reason, g.areas, g.own_areas as "ownAreas", g.opened_at as "openedAt",
  g.until, g.ended_at as "endedAt", g.verdict`;

/** What a session has open at this moment; asked with every request of a person, so by an index of open ones alone. */
export async function findOpenOf(
  db: Database | Tx,
  of: { readonly sessionId: string; readonly userId: string },
  now: Date,
): Promise<Opening | undefined> {
  const found = await sql<Opening>`
    select ${fields} from break_glass g
    where g.session_id = ${of.sessionId} and g.opened_by = ${of.userId} and g.ended_at is null
      and g.until > ${now}`.execute(db);
  return found.rows[0];
}

/** The same of a person, whichever browser they took it in. */
export async function findOpenOfPerson(tx: Tx, userId: string, now: Date): Promise<Opening | undefined> {
  const found = await sql<Opening>`
    select ${fields} from break_glass g
    where g.opened_by = ${userId} and g.ended_at is null and g.until > ${now}`.execute(tx);
  return found.rows[0];
}

export async function findOpening(
  tx: Tx,
  id: string,
  where: RawBuilder<SqlBool>,
): Promise<Opening | undefined> {
  const found =
    await sql<Opening>`select ${fields} from break_glass g where g.id = ${id} and ${where}`.execute(tx);
  return found.rows[0];
}

/** Locked until it is decided. */
export async function lockOpenings(tx: Tx, where: RawBuilder<SqlBool>): Promise<readonly Opening[]> {
  const found = await sql<Opening>`
    select ${fields} from break_glass g where ${where} order by g.id for update`.execute(tx);
  return found.rows;
}

/** Openings of a person since an instant. */
export async function countSince(tx: Tx, userId: string, since: Date): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from break_glass where opened_by = ${userId} and opened_at > ${since}`.execute(
    tx,
  );
  return found.rows[0]?.count ?? 0;
}

export type NewOpening = Omit<Opening, 'endedAt' | 'verdict'> & {
  readonly openedName: string;
  readonly ordinal: number;
};

/** False when the person has one open, or the id is taken. */
export async function insertOpening(tx: Tx, made: NewOpening): Promise<boolean> {
  const done = await sql`
    insert into break_glass (id, operation_id, opened_by, opened_as, opened_name, session_id, cause, reason, areas,
                             own_areas, ordinal, opened_at, until)
    values (${made.id}, ${made.operationId}, ${made.openedBy}, ${made.openedAs}, ${made.openedName}, ${made.sessionId},
            ${made.cause}, ${made.reason}, ${[...made.areas]}::text[], ${[...made.ownAreas]}::text[], ${made.ordinal},
            ${made.openedAt}, ${made.until})
    on conflict do nothing`.execute(tx);
  return done.numAffectedRows === 1n;
}

export async function markEnded(tx: Tx, id: string, at: Date, how: 'self' | 'time'): Promise<void> {
  await sql`update break_glass set ended_at = ${at}, ended_how = ${how} where id = ${id}`.execute(tx);
}

export type Found = {
  readonly verdict: 'justified' | 'not-justified';
  readonly note: string;
  readonly by: string;
  readonly name: string;
  readonly at: Date;
};

export async function markReviewed(tx: Tx, id: string, found: Found): Promise<void> {
  await sql`
    update break_glass set verdict = ${found.verdict}, review_note = ${found.note}, reviewed_by = ${found.by},
                           reviewed_name = ${found.name}, reviewed_at = ${found.at}
    where id = ${id}`.execute(tx);
}

export type ReadLine = {
  readonly door: string;
  readonly summaryId: string;
  readonly summaryEn: string;
  readonly times: number;
  readonly beyond: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** Ids in the addresses that were read, as they stood there: not for everybody to see. */
  readonly subjects: readonly string[];
};

/** What was read, door by door. Single things are added up: their ids would tell of what the asker may not know. */
export async function listReads(tx: Tx, id: string): Promise<readonly ReadLine[]> {
  const found = await sql<ReadLine>`
    select door, min(summary_id) as "summaryId", min(summary_en) as "summaryEn", sum(times)::int as times,
           sum(beyond)::int as beyond, min(first_at) as "firstAt", max(last_at) as "lastAt",
           array_agg(subject order by first_at) as subjects
    from break_glass_read where opening_id = ${id} group by door order by min(first_at), door`.execute(tx);
  return found.rows;
}

export async function countReads(tx: Tx, id: string): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from break_glass_read where opening_id = ${id}`.execute(tx);
  return found.rows[0]?.count ?? 0;
}

export type NewRead = {
  readonly opening: string;
  readonly door: string;
  readonly subject: string;
  readonly summary: { readonly id: string; readonly en: string };
  readonly beyond: number;
  readonly at: Date;
};

/** @returns whether it is the first time that this was read */
export async function addRead(tx: Tx, read: NewRead): Promise<boolean> {
  const done = await sql<{ times: number }>`
    insert into break_glass_read as r
      (opening_id, door, subject, summary_id, summary_en, times, beyond, first_at, last_at)
    values (${read.opening}, ${read.door}, ${read.subject}, ${read.summary.id}, ${read.summary.en}, 1, ${read.beyond},
            ${read.at}, ${read.at})
    on conflict (opening_id, door, subject) do update
      set times = r.times + 1, beyond = greatest(r.beyond, excluded.beyond), last_at = excluded.last_at
    returning times`.execute(tx);
  return done.rows[0]?.times === 1;
}
