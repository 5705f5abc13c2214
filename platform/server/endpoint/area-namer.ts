import { areaColumnNames } from '#shared/table.ts';
import type { Answers, Context } from './context.ts';

/** Names of area codes; codes that nobody knows are missing. */
export type AreaNamer = (codes: Iterable<string>) => Promise<ReadonlyMap<string, string>>;

/** Asks the room that keeps areas, each code once; without such a room codes have no names. */
export function areaNamer(context: Context, answers: Answers): AreaNamer {
  const known = new Map<string, string>();
  const asked = new Set<string>();
  return async (codes) => {
    const missing = [...new Set(codes)].filter((code) => !asked.has(code));
    if (missing.length === 0 || !answers.has(areaColumnNames.name)) return known;
    for (const code of missing) asked.add(code);
    for (const { code, name } of await context.ask(areaColumnNames, { codes: missing }))
      known.set(code, name);
    return known;
  };
}
