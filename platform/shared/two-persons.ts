/**
 * The two-person rule: what one person proposes happens only once a second one has confirmed it. Rooms declare such
 * actions; the room `approvals` keeps the proposals and asks for the second person.
 */
import type { EventType } from './event.ts';
import type { Permission } from './permission.ts';
import type { Localized, TSchema } from './schema.ts';

export type TwoPersons<I extends TSchema = TSchema> = {
  /** room.verb-noun, unique and kept for ever: it stands in the journal. */
  readonly name: string;
  readonly text: Localized;
  /** What happens when it is confirmed, in words for the second person. */
  readonly effect: Localized;
  /** Ids and choices. Never names or free text: the reason has a field of its own. */
  readonly input: I;
  readonly propose: Permission;
  readonly confirm: Permission;
  /** Where the second person comes from: the agency that the matter belongs to, another than the first one's, or any. */
  readonly second: 'agency-of-matter' | 'another-agency' | 'any-agency';
  /** A proposal that nobody decided on by then has lapsed. */
  readonly lapsesAfterH: number;
  /** For how long the first person may fetch a part of their own once it is confirmed: neither of the two has all of it. */
  readonly firstGetsForMin?: number;
  /** What carrying it out may write into the journal. */
  readonly records: readonly EventType[];
};

export function twoPersons<const I extends TSchema>(declared: TwoPersons<I>): TwoPersons<I> {
  return declared;
}
