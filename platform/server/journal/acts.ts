/** What somebody recorded in an operation within some time: for whoever has to judge it, without any value. */
import { sql } from 'kysely';
import type { Tx } from '../database/connect.ts';

export type Act = {
  readonly leafId: string;
  readonly event: string;
  readonly at: Date;
  readonly area: string | null;
  /** The agency whose people it is about, so that it can be kept from them. */
  readonly about: string | null;
};

type Asked = {
  readonly user: string;
  readonly operationId: string;
  readonly from: Date;
  readonly to: Date;
  /** Kind of record that is left out. */
  readonly except: string;
};

/**
 * Oldest first; also what waits for its number still. A leaf is named by the instant at which it was written
 * (`newId` in record.ts), so that only those of that time are looked at, of however many.
 */
export async function actsOf(
  tx: Tx,
  { user, operationId, from, to, except }: Asked,
): Promise<readonly Act[]> {
  const found = await sql<Act>`
    select l.id as "leafId", l.event, l.written_at as at, l.area, l.attributes ->> 'about' as about
    from journal_leaf l
    where l.id >= ${earliestId(from)}::uuid and l.id < ${earliestId(new Date(to.getTime() + 1))}::uuid
      and l.author ->> 'user' = ${user} and l.operation = ${operationId}
      and l.written_at >= ${from} and l.written_at <= ${to} and l.kind <> ${except}
    order by l.written_at, l.id`.execute(tx);
  return found.rows;
}

/** No UUIDv7 of this millisecond or later is smaller. */
function earliestId(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
}
