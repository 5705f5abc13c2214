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

/** Oldest first; also what waits for its number still. */
export async function actsOf(
  tx: Tx,
  { user, operationId, from, to, except }: Asked,
): Promise<readonly Act[]> {
  const found = await sql<Act>`
    select l.id as "leafId", l.event, l.written_at as at, l.area, l.attributes ->> 'about' as about
    from journal_leaf l
    where l.author ->> 'user' = ${user} and l.operation = ${operationId}
      and l.written_at >= ${from} and l.written_at <= ${to} and l.kind <> ${except}
    order by l.written_at, l.id`.execute(tx);
  return found.rows;
}
