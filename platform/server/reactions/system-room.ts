import { sql } from 'kysely';
import { Refused, refuse } from '#shared/problem.ts';
import type { reactionDoors } from '#shared/reaction-doors.ts';
import type { Capability } from '../capability.ts';
import type { Context } from '../endpoint/context.ts';
import { handle, handleList, type ListSource } from '../endpoint/handle.ts';
import { reactionHoldings } from '../holdings.ts';

/**
 * The server's side of a room about what the server could not do by itself, over the platform's tables.
 * @param name the room that shows it
 */
export function systemRoom(name: string, doors: ReturnType<typeof reactionDoors>): Capability {
  const { manage, kind, retried, listReactions, retryReactions } = doors;
  return {
    name,
    holdings: reactionHoldings(manage),
    permissions: [manage],
    kinds: [kind],
    events: [retried],
    problems: {},
    migrations: false,
    endpoints: [
      handleList(listReactions, async (ctx) => ({ ...source, where: ctx.visible(kind, {}) })),
      handle(retryReactions, async (ctx, { body }) => {
        const parked = await wakeParked(ctx, body.ids);
        for (const { name: reaction, index, failure } of parked) {
          const after = { reaction, index, failure };
          await ctx.record(retried, { subject: reaction, after, attributes: {} });
        }
        if (parked.length === 0) ctx.unchanged();
        return { retried: parked.length };
      }),
    ],
  };
}

const source: ListSource = {
  from: sql`reaction_parked p join journal_index i on i.index = p.index join journal_leaf l on l.id = i.leaf_id`,
  fields: {
    id: sql.ref('p.id'),
    reaction: sql.ref('p.name'),
    index: sql.ref('p.index'),
    event: sql.ref('l.event'),
    state: sql`case when p.next_try_at is null then 'parked' else 'waiting' end`,
    failure: sql.ref('p.failure'),
    tries: sql.ref('p.tries'),
    failedAt: sql.ref('p.parked_at'),
    nextTryAt: sql.ref('p.next_try_at'),
  },
  tieBreak: sql.ref('p.id'),
  defaultSort: '-failedAt',
  name: 'tindak-lanjut',
};

type Failed = { readonly name: string; readonly index: number; readonly failure: string };

/** Lets those that were parked be tried at once, with all their tries. What is waiting anyway stays as it is. */
async function wakeParked(ctx: Context, ids: readonly string[]): Promise<readonly Failed[]> {
  const found = await sql<Failed & { isParked: boolean }>`
    select name, index, failure, next_try_at is null as "isParked" from reaction_parked
    where id = any(${[...ids]}::uuid[]) order by index for update`.execute(ctx.tx);
  // What has worked meanwhile is no longer there, and needs nobody.
  if (found.rows.length === 0) throw new Refused(refuse('not-found'));
  const parked = found.rows.filter((row) => row.isParked);
  for (const { name, index } of parked) {
    await sql`
      update reaction_parked set next_try_at = ${ctx.now}, tries = 0
      where name = ${name} and index = ${index}`.execute(ctx.tx);
  }
  return parked;
}
