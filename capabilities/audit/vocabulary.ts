/** What the codes in the fields of a leaf are called, where a room keeps or declares their words. */
import { agencyKindNames } from '#rooms/agencies/contract.ts';
import { reportKindNames } from '#rooms/field-reports/contract.ts';
import { operationStages } from '#rooms/operations/contract.ts';
import type { Capability } from '#server/capability.ts';
import type { Context } from '#server/endpoint/context.ts';
import type { Localized } from '#shared/schema.ts';
import type { ReadLeaf } from './rules.ts';

type Rooms = () => readonly Capability[];
type Word = { readonly code: string; readonly text: Localized };
/** Words that a field of such events may hold. */
type Source = {
  readonly events: RegExp;
  readonly fields: readonly string[];
  words(ctx: Context, leaf: ReadLeaf): Promise<readonly Word[]>;
};

/** Those of this leaf alone, each for its field. @param rooms what all rooms declare */
export async function codesIn(
  ctx: Context,
  leaf: ReadLeaf,
  rooms: Rooms,
): Promise<{ field: string; code: string; text: Localized }[]> {
  const found: { field: string; code: string; text: Localized }[] = [];
  for (const source of sourcesOf(rooms)) {
    if (!source.events.test(leaf.event)) continue;
    const said = leaf.changes.filter(({ field }) => source.fields.includes(field));
    if (said.length === 0) continue;
    const words = await source.words(ctx, leaf);
    for (const { field, before, after } of said) {
      const codes = new Set([before, after].flat());
      for (const { code, text } of words)
        if (codes.has(code)) found.push({ field, code, text: { id: text.id, en: text.en } });
    }
  }
  return found;
}

const named = (words: readonly { readonly key: string; readonly name: Localized }[]) =>
  words.map(({ key, name }) => ({ code: key, text: name }));

function sourcesOf(rooms: Rooms): readonly Source[] {
  return [
    {
      events: /^agencies\./,
      fields: ['kind', 'kinds', 'sectors'],
      words: async (ctx) => named(await ctx.ask(agencyKindNames, {})),
    },
    {
      events: /^(field-report|incident)\./,
      fields: ['kind'],
      words: async (ctx) => named(await ctx.ask(reportKindNames, {})),
    },
    {
      events: /^operation\./,
      fields: ['stage'],
      words: async (ctx, { operation: id }) =>
        id === null ? [] : named(await ctx.ask(operationStages, { id, withConditional: true })),
    },
    {
      events: /^job\./,
      fields: ['kind'],
      words: async () =>
        rooms().flatMap(({ jobs = [] }) => jobs.map(({ name, title }) => ({ code: name, text: title }))),
    },
    {
      events: /^proposal\./,
      fields: ['action'],
      words: async () =>
        rooms().flatMap(({ twoPersons = [] }) =>
          twoPersons.map(({ declared: { name, text } }) => ({ code: name, text })),
        ),
    },
    {
      events: /^break-glass\./,
      fields: ['door'],
      words: async () =>
        rooms().flatMap(({ endpoints }) =>
          endpoints.map(({ endpoint: { name, summary } }) => ({ code: name, text: summary })),
        ),
    },
  ];
}
