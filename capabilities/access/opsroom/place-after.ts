import { call, OfflineError, ProblemError } from '#web/api/index.ts';
import { readSecurity } from '../endpoints-security.ts';

/** Where to go once signed in: first to what its person has to be told, if anything happened to the account. */
export async function placeAfter(next: unknown): Promise<string> {
  try {
    const { mustEnrol, notices } = await call(readSecurity, {});
    if (mustEnrol || notices.length > 0) return '/cara-masuk';
  } catch (error) {
    // Signed in all the same; the page of the ways in tells it whenever it is opened.
    if (!(error instanceof ProblemError || error instanceof OfflineError)) throw error;
  }
  return placeInside(next);
}

/** Only ever a place on this server. */
function placeInside(next: unknown): string {
  if (typeof next !== 'string') return '/';
  const target = new URL(next, window.location.origin);
  return target.origin === window.location.origin ? target.pathname + target.search : '/';
}
