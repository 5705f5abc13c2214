import { type Party, partyKinds } from './operator.ts';

/** The party that an agency of this kind speaks for; null for all others. */
export function partyOf(kind: string): Party | null {
  if (partyKinds.kpu.some((each) => each === kind)) return 'kpu';
  return partyKinds.police.some((each) => each === kind) ? 'police' : null;
}

type Said = {
  readonly party: Party;
  readonly statementId: string;
  readonly decision: 'accepted' | 'objected';
};

/**
 * Whether a party has accepted the operator in force: somebody of it did, and nobody of it objects. What was said about
 * an earlier operator counts for nothing.
 */
export function hasAccepted(party: Party, said: readonly Said[], statementId: string): boolean {
  const own = said.filter((each) => each.party === party && each.statementId === statementId);
  return own.length > 0 && own.every(({ decision }) => decision === 'accepted');
}

/** An operation opens when both have accepted. */
export function opens(said: readonly Said[], statementId: string): boolean {
  return hasAccepted('kpu', said, statementId) && hasAccepted('police', said, statementId);
}
