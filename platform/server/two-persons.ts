import type { Json } from '#shared/canonical-json.ts';
import type { Localized, Static, TSchema } from '#shared/schema.ts';
import type { TwoPersons } from '#shared/two-persons.ts';
import type { Context } from './endpoint/context.ts';
import { parser } from './endpoint/parse.ts';

/** What a proposal is about, as the room sees it at this moment. */
export type Matter = {
  /** Id of the record: at most one proposal of an action waits for each. */
  readonly subject: string;
  readonly place: {
    readonly operationId: string | null;
    readonly area: string | null;
    readonly agencyId: string | null;
  };
  /** One line for both persons, without names of citizens. */
  readonly summary: Localized;
};

/** One kind of record that the matter is about, as the asker may know it. */
export type Told = {
  readonly title: Localized;
  /** How many records of this kind. */
  readonly total: number;
  readonly fields: readonly { readonly what: Localized; readonly count: number }[];
  /** Those of them that the asker may open. */
  readonly records: readonly { readonly code: string; readonly path: string }[];
};

/** A proposal as the room that carries it out sees it. */
export type Proposed = { readonly id: string; readonly proposedBy: string };

type Hands<In> = {
  /**
   * Where the matter belongs, asked before anything is locked or told: whoever may not propose there learns nothing
   * of it. Absent for what belongs nowhere. @throws Refused `not-found`
   */
  place?(context: Context, input: In): Promise<Matter['place']>;
  /** Looks whether it can be done now. Asked when it is proposed and again when it is confirmed. @throws Refused */
  look(context: Context, input: In): Promise<Matter>;
  /** What it is about in more than one line, by the rights of whoever asks; asked each time, and never stored. */
  detail?(context: Context, input: In): Promise<readonly Told[]>;
  /** Does it, in the transaction and with the rights of the second person. */
  carryOut(context: Context, input: In, proposal: Proposed): Promise<void>;
  /** What the second person is handed, such as a link; asked again on a resend, and never stored. */
  result?(context: Context, input: In, proposal: Proposed): Promise<Handed>;
  /** What the first person is handed once it is done, as `firstGetsForMin` declares; never stored either. */
  share?(context: Context, input: In, proposal: Proposed): Promise<Handed>;
};

type Handed = Readonly<Record<string, Json>>;

/** An action of some room, with its input parsed before the room sees it. */
export type BoundTwoPersons = {
  readonly declared: TwoPersons;
  /** @throws Refused `input.invalid` when the input is not what the action asks for */
  parse(input: unknown): unknown;
} & Required<Hands<unknown>>;

/** Binds the declaration of an action to the room's hands. */
export function bindTwoPersons<I extends TSchema>(
  declared: TwoPersons<I>,
  hands: Hands<Static<I>>,
): BoundTwoPersons {
  const parse = parser(declared.input, 'body');
  // What is handed on went through `parse` of this very declaration.
  const trusted = (input: unknown) => input as Static<I>;
  return {
    declared,
    parse,
    place: async (context, input) => (await hands.place?.(context, trusted(input))) ?? NOWHERE,
    look: (context, input) => hands.look(context, trusted(input)),
    detail: async (context, input) => (await hands.detail?.(context, trusted(input))) ?? [],
    carryOut: (context, input, proposal) => hands.carryOut(context, trusted(input), proposal),
    result: async (context, input, proposal) =>
      (await hands.result?.(context, trusted(input), proposal)) ?? {},
    share: async (context, input, proposal) => (await hands.share?.(context, trusted(input), proposal)) ?? {},
  };
}

const NOWHERE: Matter['place'] = { operationId: null, area: null, agencyId: null };
