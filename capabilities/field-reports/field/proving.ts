import { sha256 } from '@noble/hashes/sha2.js';
import { readInclusion } from '#shared/journal-doors.ts';
import { OfflineError, ProblemError, ReplyError } from '#web/api/errors.ts';
import { askAs } from '#web/outbox/index.ts';
import { checkSignature } from '#web/proof/signature.ts';
import { followProof, type Promised } from '../journal-proof.ts';
import type { JournalProof } from '../proof-shape.ts';
import type { Receipt } from '../report.ts';
import type { Seal } from './seal-shape.ts';

/** Asks for the proof of a promise and checks it. Null: nothing new is known, for instance without network. */
export async function askForSeal(promise: Receipt['promise']): Promise<Seal | null> {
  const given = await ask(promise.leafHash);
  if (given === 'unknown') return { is: 'unknown' };
  if (given === null) return null;
  const signed = followProof(promised(promise), given, sha256);
  const signature = signed === null ? 'broken' : await checkSignature(signed);
  return signature === 'broken' ? { is: 'broken' } : { is: 'proved', proof: given, signature };
}

/** Whether a proof that was kept still proves what it did: it is looked at again each time it is shown. */
export function stillProves(promise: Receipt['promise'], proof: JournalProof): boolean {
  return followProof(promised(promise), proof, sha256) !== null;
}

async function ask(leaf: string): Promise<JournalProof | 'unknown' | null> {
  try {
    const { index, size, proof, checkpoint } = await askAs(null, readInclusion, { query: { leaf } });
    return checkpoint === null ? null : { index, size, proof, checkpoint };
  } catch (error) {
    if (error instanceof ProblemError)
      return error.problem.code === 'journal.leaf-unknown' ? 'unknown' : null;
    // Later, then: a proof is never so urgent that a report would wait for it.
    if (error instanceof OfflineError || error instanceof ReplyError) return null;
    throw error;
  }
}

function promised({ leafHash, publicKey }: Receipt['promise']): Promised {
  const base64 = publicKey.replaceAll('-', '+').replaceAll('_', '/');
  return { leafHash, publicKey: Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)) };
}
