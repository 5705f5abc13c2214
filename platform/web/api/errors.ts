import type { Problem } from '#shared/problem.ts';

/** The server answered, and the answer is no. `problem` says why and what to do, in both languages. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** Nobody answered. Nothing is known about the outcome; the same intent may be sent again. */
export class OfflineError extends Error {
  constructor(cause: unknown) {
    super('no answer from the server', { cause });
    this.name = 'OfflineError';
  }
}

/** The server answered something that its contract does not know: a fault of the programs, not of the person. */
export class ReplyError extends Error {
  constructor(endpoint: string, why: string) {
    super(`${endpoint}: ${why}`);
    this.name = 'ReplyError';
  }
}

/** Whether sending the same intent again, unchanged, can still succeed. */
export function isWaiting(error: unknown): boolean {
  if (error instanceof OfflineError) return true;
  return error instanceof ProblemError && (error.problem.status >= 500 || error.problem.status === 429);
}
