import { object, oneOf, type Static, Type } from '#shared/schema.ts';
import { JournalProof } from '../proof-shape.ts';

/**
 * What a phone knows of its report in the journal, kept with it. `unknown`: the server does not know the leaf that its
 * receipt promised. `broken`: what it showed as a proof is none. Both are asked again at the next turn.
 */
export const Seal = Type.Union([
  object({
    is: Type.Literal('proved'),
    proof: JournalProof,
    /** Of the checkpoint; `unknown`: this phone's browser has no Ed25519. */
    signature: oneOf(['holds', 'unknown']),
  }),
  object({ is: oneOf(['unknown', 'broken']) }),
]);
export type Seal = Static<typeof Seal>;
