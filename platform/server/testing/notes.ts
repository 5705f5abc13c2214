/** A room made for the platform's own tests: notes about areas. */
import { sql } from 'kysely';
import { command, list, query } from '#shared/endpoint.ts';
import { eventType } from '#shared/event.ts';
import { permission } from '#shared/permission.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { AreaCode, Id, line, object, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { byReach, recordKind } from '#shared/visibility.ts';
import type { Capability } from '../capability.ts';
import { handle, handleList } from '../endpoint/handle.ts';
import { reaction } from '../reactions/reaction.ts';

const text = { id: 'Catatan', en: 'Note' };
const read = permission('note.read', ['reader', 'writer'], text);
const write = permission('note.write', ['writer'], text);
export const noteKind = recordKind({
  name: 'note',
  read,
  attributes: ['area'],
  visibleTo: byReach(read, { area: 'area' }),
});
export const noteWritten = eventType({
  name: 'note.written.v1',
  of: noteKind,
  fields: { title: 'open', author: 'personal', area: 'open' },
  text,
});
const counted = eventType({ name: 'note.counted.v1', of: noteKind, fields: { count: 'open' }, text });

export const writeNote = command({
  name: 'notes.write',
  path: '/api/notes',
  summary: text,
  access: write,
  body: object({
    id: Id,
    title: line(80),
    author: line(80),
    area: AreaCode,
    weight: Type.Integer({ minimum: 0 }),
  }),
  reply: object({ id: Id, leafHash: Type.String() }),
  records: [noteWritten],
});
export const listNotes = list({
  name: 'notes.list',
  path: '/api/notes',
  summary: text,
  access: read,
  row: object({ id: Id, title: Type.String(), area: Type.String(), weight: Type.Integer() }),
  columns: columns({
    id: { title: text, type: 'id', hidden: true },
    title: { title: { id: 'Judul', en: 'Title' }, type: 'text' },
    area: { title: { id: 'Wilayah', en: 'Area' }, type: 'area' },
    weight: { title: { id: 'Bobot', en: 'Weight' }, type: 'number' },
  }),
});
export const readNote = query({
  name: 'notes.read',
  path: '/api/notes/:id',
  summary: text,
  access: read,
  params: { id: Id },
  reply: object({ title: Type.String() }),
});
export const breakPromise = command({
  name: 'notes.breakPromise',
  path: '/api/notes/broken',
  summary: text,
  access: write,
  body: object({}),
  reply: object({}),
  records: [noteWritten],
});

export const schema = `
  create table note (id uuid primary key, title text not null, author text not null, area text collate "C" not null, weight int not null);
  create table note_count (leaf uuid primary key, title text not null);`;

const doors = [
  handle(writeNote, async (ctx, { body }) => {
    ctx.demand(write, { area: body.area });
    await sql`insert into note values (${body.id}, ${body.title}, ${body.author}, ${body.area}, ${body.weight})`.execute(
      ctx.tx,
    );
    const leaf = await ctx.record(noteWritten, {
      subject: body.id,
      area: body.area,
      after: { title: body.title, author: body.author, area: body.area },
      attributes: { area: body.area },
    });
    return { id: body.id, leafHash: leaf.hashHex };
  }),
  handleList(listNotes, async (ctx) => ({
    from: sql`note n`,
    where: ctx.visible(noteKind, { area: sql.ref('n.area') }),
    fields: {
      id: sql.ref('n.id'),
      title: sql.ref('n.title'),
      area: sql.ref('n.area'),
      weight: sql.ref('n.weight'),
    },
    tieBreak: sql.ref('n.id'),
    name: 'catatan',
  })),
  handle(readNote, async (ctx, { params }) => {
    const found = await sql<{ title: string }>`
          select title from note n where id = ${params.id} and ${ctx.visible(noteKind, { area: sql.ref('n.area') })}`.execute(
      ctx.tx,
    );
    const note = found.rows[0];
    if (!note) throw new Refused(refuse('not-found'));
    return note;
  }),
  handle(breakPromise, async () => ({})),
];

/** `failures` is how often the reaction breaks before it works. */
export function notes(failures = { left: 0 }): Capability {
  return {
    name: 'notes',
    permissions: [read, write],
    kinds: [noteKind],
    events: [noteWritten, counted],
    problems: {},
    migrations: false,
    endpoints: doors,
    reactions: [
      reaction({
        name: 'notes.count',
        on: [noteWritten],
        records: [],
        run: async (ctx, leaf) => {
          if (failures.left > 0) {
            failures.left -= 1;
            throw new Error('planted');
          }
          await sql`insert into note_count values (${leaf.leafId}, ${leaf.subject})`.execute(ctx.tx);
        },
      }),
    ],
  };
}
