/** What a door told, held against what it should have. */
import type { Asker } from './answers.ts';
import type { Fact } from './random-ground.ts';

/** The answer of a question; null where it is refused. */
export async function json<T>({ asker }: { readonly asker: Asker }, address: string): Promise<T | null> {
  const answer = await asker.fetch(address);
  const text = await answer.text();
  return answer.ok ? JSON.parse(text) : null;
}

export function compare(door: string, got: readonly string[], should: readonly Fact[]): readonly string[] {
  const wanted = new Set(should.map(({ id }) => id));
  const had = new Set(got);
  const missing = should.filter(({ id }) => !had.has(id));
  return [
    ...got.filter((id) => !wanted.has(id)).map((id) => `${door} tells of ${id}`),
    ...missing.map(({ id, attributes }) => `${door} keeps back ${id} ${JSON.stringify(attributes)}`),
  ];
}

export const onlyFrom = (door: string, got: readonly string[], should: readonly Fact[]) =>
  compare(door, got, should).filter((line) => line.includes(' tells of '));

export const equal = (door: string, got: number, should: number): readonly string[] =>
  got === should ? [] : [`${door}: ${got} instead of ${should}`];
