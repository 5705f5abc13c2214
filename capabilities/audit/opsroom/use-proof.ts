import { sha256 } from '@noble/hashes/sha2.js';
import { useQuery } from '@tanstack/react-query';
import { readInclusion, readVerifierKey } from '#shared/journal-doors.ts';
import { call, urlOf } from '#web/api/index.ts';
import { checkSignature, type Signature } from '#web/proof/signature.ts';
import { type Claim, examine, type Finding } from '../rules.ts';

/** A proof as this browser found it, and what it was made from. */
export type Checked = {
  readonly claim: Claim;
  readonly finding: Finding | null;
  readonly signature: Signature;
};

/** Fetches the proof of a leaf and does the arithmetic here: the server is asked for numbers, not for a verdict. */
export function useProof(leaf: { readonly hash: string; readonly text: string }) {
  return useQuery<Checked, Error>({
    queryKey: ['audit.proof', leaf.hash],
    queryFn: async ({ signal }) => {
      const inclusion = await call(readInclusion, { query: { leaf: leaf.hash } }, { signal });
      const { index, size, proof, checkpoint } = inclusion;
      const verifierKey = await readKey(signal);
      const claim = { leafText: leaf.text, index, size, proof, checkpoint: checkpoint ?? '', verifierKey };
      const finding = examine(claim, sha256);
      const signature = finding?.signed ? await checkSignature(finding.signed) : 'broken';
      return { claim, finding, signature };
    },
  });
}

/** The line by which others know the key of this journal. */
export async function readKey(signal: AbortSignal): Promise<string> {
  const answer = await fetch(urlOf(readVerifierKey, {}), { signal });
  if (!answer.ok) throw new Error(`the key was not given (${answer.status})`);
  return (await answer.text()).trim();
}
