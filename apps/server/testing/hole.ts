/** A room for tests of tests: lists that forget to ask who may see what, so that a check that finds no hole is found out. */
import { sql } from 'kysely';
import type { Capability } from '#server/capability.ts';
import { handle, handleList } from '#server/endpoint/handle.ts';
import { list, query } from '#shared/endpoint.ts';
import { Id, object, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';

const text = { id: 'Lubang uji', en: 'Planted hole' };

const listAll = list({
  name: 'hole.list',
  path: '/api/operations/:operationId/hole',
  summary: text,
  access: 'signed-in',
  params: { operationId: Id },
  row: object({ id: Id }),
  columns: columns({ id: { title: text, type: 'id' } }),
});

/** The declaration lets everything through that the cast below cannot take. */
const readUnchecked = query({
  name: 'hole.unchecked',
  path: '/api/hole/unchecked',
  summary: text,
  access: 'signed-in',
  query: { day: Type.String({ maxLength: 40 }) },
  reply: object({ day: Type.String() }),
});

export const hole: Capability = {
  name: 'hole',
  permissions: [],
  kinds: [],
  events: [],
  problems: {},
  migrations: false,
  endpoints: [
    handleList(listAll, async (_context, { params }) => ({
      from: sql`station s`,
      where: sql`s.operation_id = ${params.operationId}`,
      fields: { id: sql.ref('s.id') },
      tieBreak: sql.ref('s.id'),
      name: 'lubang',
    })),
    handle(readUnchecked, async ({ tx }, { query: { day } }) => {
      const found = await sql<{ day: string }>`select ${day}::date::text as day`.execute(tx);
      return { day: found.rows[0]?.day ?? '' };
    }),
  ],
};
