/** How leaves are told in a list: events, people and agencies by name, in the language of the reader. */
import { personNames } from '#rooms/access/contract.ts';
import { agencyNames } from '#rooms/agencies/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { conforms } from '#server/endpoint/parse.ts';
import type { Words } from '#server/endpoint/worded.ts';
import { type LeafValues, type LeafWords, listAuthors, listWrittenEvents } from '#server/journal/leaves.ts';
import type { EventType } from '#shared/event.ts';
import { Id } from '#shared/schema.ts';
import { AT_THE_DOOR, personText } from './people.ts';

type Language = 'id' | 'en';

/** @param events of all rooms */
export function leafWords(
  ctx: Context,
  events: readonly EventType[],
  lang: Language,
): { readonly words: LeafWords; readonly values: LeafValues } {
  const told = new Map(events.map(({ name, text }) => [name, text[lang]]));
  const tell = async (names: readonly string[]): Promise<Words> =>
    new Map(names.map((name) => [name, told.get(name) ?? name]));
  const written = () => listWrittenEvents(ctx.tx);
  const ofPeople = (ids: readonly string[]) => peopleWords(ctx, ids, lang);
  return {
    words: {
      what: { of: tell, all: async () => tell(await written()) },
      person: { of: ofPeople, all: async () => ofPeople(await listAuthors(ctx.tx)) },
      agency: { of: (ids) => agencyWords(ctx, ids), all: () => agencyWords(ctx) },
    },
    values: {
      event: written,
      kind: async () => [...new Set(events.map(({ of }) => of.name))],
    },
  };
}

async function peopleWords(ctx: Context, ids: readonly string[], lang: Language): Promise<Words> {
  const account = (key: string) => (key.startsWith(AT_THE_DOOR) ? key.slice(AT_THE_DOOR.length) : key);
  const people = await ctx.ask(personNames, { ids: [...new Set(accountsIn(ids.map(account)))] });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return new Map(ids.map((key) => [key, personText(key, names.get(account(key)))[lang]]));
}

async function agencyWords(ctx: Context, ids?: readonly string[]): Promise<Words> {
  const agencies = await ctx.ask(agencyNames, ids ? { ids } : {});
  return new Map(agencies.map(({ id, short }) => [id, short]));
}

const isId = conforms(Id);

/** Whoever is not signed in yet writes leaves as well, under an empty id. */
export function accountsIn(authors: readonly string[]): readonly string[] {
  return authors.filter((author) => isId(author).length === 0);
}
