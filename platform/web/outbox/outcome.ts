import type { Problem } from '#shared/problem.ts';
import { OfflineError, ProblemError, ReplyError } from '../api/errors.ts';
import type { Outcome } from './row.ts';

/** The phone's storage no longer holds a file that was saved: browsers may clear it when space runs out. */
export class LostFileError extends Error {}

/** What stands in the phone's storage does not open, or has a shape that this build does not know. */
export class UnreadableError extends Error {}

/**
 * What an error of an attempt means for the item. Only a refusal in our own words is one: a page of a hotel network, a
 * gateway or a broken server say nothing about the item, which is then sent again under the same id.
 */
export function outcomeOf(error: unknown): { outcome: Outcome; problem: Problem | null } {
  if (error instanceof OfflineError) return { outcome: { is: 'unanswered' }, problem: null };
  if (error instanceof ReplyError) return { outcome: { is: 'later', afterMs: null }, problem: null };
  if (error instanceof LostFileError) return { outcome: { is: 'refused' }, problem: null };
  if (!(error instanceof ProblemError)) throw error;
  const { problem } = error;
  const { status, retryAfterS } = problem;
  if (status === 401) return { outcome: { is: 'signed-out' }, problem };
  if (status >= 500 || status === 429 || status === 408 || status === 425) {
    const afterMs = retryAfterS === undefined ? null : retryAfterS * 1000;
    return { outcome: { is: 'later', afterMs }, problem };
  }
  return { outcome: { is: 'refused' }, problem };
}
