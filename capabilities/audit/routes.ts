import { sql } from 'kysely';
import { personNames } from '#rooms/access/contract.ts';
import { agencyNames } from '#rooms/agencies/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList, type Mounted } from '#server/endpoint/handle.ts';
import {
  checkpointSource,
  findLeafRow,
  type LeafNames,
  leafColumns,
  leafSource,
  listAuthors,
  ofEvents,
  ofOperation,
} from '#server/journal/leaves.ts';
import type { EventType } from '#shared/event.ts';
import { Refused, refuse } from '#shared/problem.ts';
import type { Localized } from '#shared/schema.ts';
import { leafKind, listCheckpoints, listLeaves, readLeaf } from './contract.ts';
import { isReading } from './rules.ts';

type Events = () => readonly EventType[];

/** @param events of all rooms: what each may write, in words */
export function auditRoutes(events: Events): readonly Mounted[] {
  return [
    handleList(listLeaves, async (ctx, { query }) => {
      const wanted = [ctx.visible(leafKind, leafColumns)];
      if (query.operationId) wanted.push(ofOperation(query.operationId));
      if (query.only === 'reads') wanted.push(ofEvents(readingEvents(events())));
      const names = await namesFor(ctx, events(), query.lang ?? 'id');
      return leafSource(names, sql`${sql.join(wanted, sql` and `)}`);
    }),
    handle(readLeaf, async (ctx, { params }) => {
      const row = await findLeafRow(ctx.tx, params.leafId, ctx.visible(leafKind, leafColumns));
      if (!row) throw new Refused(refuse('not-found'));
      const { user, agency } = row.author;
      const [person] = await ctx.ask(personNames, { ids: [user] });
      const [office] = agency === null ? [] : await ctx.ask(agencyNames, { ids: [agency] });
      return {
        id: row.id,
        index: row.index,
        hash: row.hash.toString('hex'),
        text: row.bytes.toString('utf8'),
        what: wordsOf(events(), row.event),
        person: person?.name ?? null,
        agency: office?.name ?? null,
        apart: [...row.apart],
      };
    }),
    handleList(listCheckpoints, async () => checkpointSource),
  ];
}

function readingEvents(events: readonly EventType[]): readonly string[] {
  return events.map(({ name }) => name).filter(isReading);
}

function wordsOf(events: readonly EventType[], name: string): Localized {
  const { id, en } = events.find((event) => event.name === name)?.text ?? { id: name, en: name };
  return { id, en };
}

async function namesFor(ctx: Context, events: readonly EventType[], lang: 'id' | 'en'): Promise<LeafNames> {
  const people = await ctx.ask(personNames, { ids: await listAuthors(ctx.tx) });
  const agencies = await ctx.ask(agencyNames, {});
  return {
    events: new Map(events.map(({ name, text }) => [name, text[lang]])),
    people: new Map(people.map(({ id, name }) => [id, name])),
    agencies: new Map(agencies.map(({ id, short }) => [id, short])),
  };
}
