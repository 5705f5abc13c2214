import { sql } from 'kysely';
import { personNames } from '#rooms/access/contract.ts';
import { agencyNames } from '#rooms/agencies/contract.ts';
import { operationSummary } from '#rooms/operations/contract.ts';
import type { Capability } from '#server/capability.ts';
import type { Context } from '#server/endpoint/context.ts';
import { countBook } from '#server/endpoint/counts.ts';
import { handle, handleList, type Mounted } from '#server/endpoint/handle.ts';
import {
  checkpointSource,
  findLeafRow,
  leafColumns,
  leafSource,
  ofEvents,
  ofOperation,
} from '#server/journal/leaves.ts';
import type { EventType } from '#shared/event.ts';
import { Refused, refuse } from '#shared/problem.ts';
import type { Localized } from '#shared/schema.ts';
import { leafKind, listCheckpoints, listLeaves, readLeaf } from './contract.ts';
import { AT_THE_DOOR, personText } from './people.ts';
import { isReading, leafIn } from './rules.ts';
import { codesIn } from './vocabulary.ts';
import { accountsIn, leafWords } from './words.ts';

/** @param rooms all of them: what each may write, in words */
export function auditRoutes(rooms: () => readonly Capability[]): readonly Mounted[] {
  const events = () => rooms().flatMap((room) => room.events);
  const counts = countBook();
  return [
    handleList(listLeaves, async (ctx, { query }) => {
      const wanted = [ctx.visible(leafKind, leafColumns)];
      if (query.operationId) wanted.push(ofOperation(query.operationId));
      if (query.only === 'reads') wanted.push(ofEvents(readingEvents(events())));
      const words = leafWords(ctx, events(), query.lang ?? 'id');
      return leafSource({ ...words, counts, where: sql`${sql.join(wanted, sql` and `)}` });
    }),
    handle(readLeaf, async (ctx, { params }) => {
      const row = await findLeafRow(ctx.tx, params.leafId, ctx.visible(leafKind, leafColumns));
      if (!row) throw new Refused(refuse('not-found'));
      const text = row.bytes.toString('utf8');
      const { user, agency } = row.author;
      const leaf = leafIn(text);
      const subject = leaf?.subject;
      const atTheDoor = user === '' && subject?.kind === 'account' ? subject.id : null;
      const [person] = await ctx.ask(personNames, { ids: accountsIn([atTheDoor ?? user]) });
      const [office] = agency === null ? [] : await ctx.ask(agencyNames, { ids: [agency] });
      return {
        id: row.id,
        index: row.index,
        hash: row.hash.toString('hex'),
        text,
        what: wordsOf(events(), row.event),
        person: personText(atTheDoor === null ? user : AT_THE_DOOR + atTheDoor, person?.name),
        agency: office?.name ?? null,
        names: await namesIn(ctx, text),
        codes: leaf === null ? [] : await codesIn(ctx, leaf, rooms),
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

const UUIDS = /"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"/g;
const MOST_NAMED = 100;

/** Fields hold ids of agencies, people and the operation; whoever reads a leaf wants to know which. */
async function namesIn(ctx: Context, leaf: string): Promise<{ id: string; name: string }[]> {
  const ids = [...new Set(leaf.match(UUIDS))].slice(0, MOST_NAMED).map((quoted) => quoted.slice(1, -1));
  const found = [...(await ctx.ask(agencyNames, { ids })), ...(await ctx.ask(personNames, { ids }))];
  const operationId = leafIn(leaf)?.operation ?? null;
  const operation = operationId === null ? null : await ctx.ask(operationSummary, { id: operationId });
  const named = operation === null ? [] : [{ id: operation.id, name: operation.codeName }];
  return [...found.map(({ id, name }) => ({ id, name })), ...named];
}
