import { object, type Static, Type } from '#shared/schema.ts';

/** As `/api/journal/inclusion` gives it; what a phone keeps with the report. */
export const JournalProof = object({
  index: Type.Integer(),
  size: Type.Integer(),
  proof: Type.Array(Type.String({ pattern: '^[0-9a-f]{64}$' })),
  /** A signed note. */
  checkpoint: Type.String(),
});
export type JournalProof = Static<typeof JournalProof>;
