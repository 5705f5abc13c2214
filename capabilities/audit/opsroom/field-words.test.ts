import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fieldWords } from './field-words.ts';
import { kindWords } from './kind-words.ts';

type Catalogue = {
  readonly events: Readonly<Record<string, { readonly of: string; readonly fields: object }>>;
};
const { events }: Catalogue = JSON.parse(
  readFileSync(new URL('../../../docs/catalogue.json', import.meta.url), 'utf8'),
);

it('every field of every event has a name in both languages, so that an auditor reads no code', () => {
  const nameless = Object.entries(events).flatMap(([event, { fields }]) =>
    Object.keys(fields)
      .filter((field) => fieldWords[field]?.some((word) => word.trim() !== '') !== true)
      .map((field) => `${event} ${field}`),
  );
  expect(nameless).toEqual([]);
});

it('every kind of record that an event can be about has a name', () => {
  const kinds = new Set(Object.values(events).map(({ of }) => of));
  expect([...kinds].filter((kind) => kindWords[kind] === undefined)).toEqual([]);
});
