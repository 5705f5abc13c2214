/** Areas, agencies and kinds that a caller names have to exist, and areas to belong to the operation. */
import { agencyNames } from '#rooms/agencies/contract.ts';
import { areaNames } from '#rooms/areas/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { fill, Refused, refuse } from '#shared/problem.ts';
import { problems } from './problems.ts';
import { belongs, liesIn } from './revise.ts';
import { keysOf, pointWords } from './vocabulary.ts';

/** `field`: as the problem names it, `/body/area`. null: no area was named. */
export type NamedArea = { readonly field: string; readonly code: string | null };

/**
 * @param within areas of the operation; null while it is being opened with just these
 * @param mayHold whether an area is right that holds one of the operation's, as a province does for an election
 * @throws Refused with one error per field
 */
export async function demandAreas(
  context: Context,
  named: readonly NamedArea[],
  within: readonly string[] | null,
  mayHold = true,
): Promise<void> {
  const given = named.flatMap(({ field, code }) => (code === null ? [] : [{ field, code }]));
  if (given.length === 0) return;
  const known = await context.ask(areaNames, { codes: [...new Set(given.map(({ code }) => code))] });
  const codes = new Set(known.map(({ code }) => code));
  stopAt(
    'operation.area-unknown',
    given.filter(({ code }) => !codes.has(code)),
  );
  if (within === null) return;
  stopAt(
    'operation.area-outside',
    given.filter(({ code }) => !(mayHold ? belongs : liesIn)(code, within)),
  );
}

function stopAt(
  code: 'operation.area-unknown' | 'operation.area-outside',
  wrong: readonly { readonly field: string; readonly code: string }[],
): void {
  const [first] = wrong;
  if (!first) return;
  const errors = wrong.map((each) => {
    const { id, en } = problems[code];
    const said = { area: each.code };
    return { field: each.field, code, message: { id: fill(id, said), en: fill(en, said) } };
  });
  throw new Refused(refuse(code, { area: first.code }, errors));
}

/** @throws Refused when a strategic point is of a kind that nobody can choose; its message names those that are there */
export function demandPointKind(field: string, kind: string): void {
  const known: readonly string[] = keysOf(pointWords);
  if (known.includes(kind)) return;
  const code = 'operation.point-kind-unknown';
  const said = { kind, kinds: known.join(', ') };
  const { id, en } = problems[code];
  const message = { id: fill(id, said), en: fill(en, said) };
  throw new Refused(refuse(code, said, [{ field, code, message }]));
}

/** @throws Refused when one of these agencies does not exist */
export async function demandAgencies(context: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const known = new Set((await context.ask(agencyNames, { ids })).map(({ id }) => id));
  if (ids.some((id) => !known.has(id))) throw new Refused(refuse('operation.agency-unknown'));
}
