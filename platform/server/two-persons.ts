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

type Hands<In> = {
  /** Looks whether it can be done now. Asked when it is proposed and again when it is confirmed. @throws Refused */
  look(context: Context, input: In): Promise<Matter>;
  /** Does it, in the transaction and with the rights of the second person. */
  carryOut(context: Context, input: In, proposalId: string): Promise<void>;
  /** What the second person is handed, such as a link; asked again on a resend, and never stored. */
  result?(context: Context, input: In, proposalId: string): Promise<Readonly<Record<string, Json>>>;
};

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
    look: (context, input) => hands.look(context, trusted(input)),
    carryOut: (context, input, id) => hands.carryOut(context, trusted(input), id),
    result: async (context, input, id) => (await hands.result?.(context, trusted(input), id)) ?? {},
  };
}
