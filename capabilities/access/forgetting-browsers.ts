/** Browsers that were here before are forgotten when they stay away: as long as `holdings` promises. */
import { sql } from 'kysely';
import type { Database } from '#server/database/connect.ts';
import { job } from '#server/jobs/job.ts';
import { schedule } from '#server/jobs/schedule.ts';
import { object, Type } from '#shared/schema.ts';

const BROWSER_DAYS = 90;
const DAY_MS = 86_400_000;

/** @returns how many were forgotten: those not seen for more than ninety days */
export async function forgetBrowsers(db: Database, now: Date): Promise<number> {
  const before = new Date(now.getTime() - BROWSER_DAYS * DAY_MS);
  const gone = await sql`delete from account_browser where seen_at < ${before}`.execute(db);
  return Number(gone.numAffectedRows ?? 0);
}

export const forgettingBrowsers = job({
  name: 'access.forget-browsers',
  title: { id: 'Melupakan peramban yang lama tidak dipakai', en: 'Forgetting browsers that stayed away' },
  input: object({}),
  output: object({ forgotten: Type.Integer() }),
  run: async ({ db, now }) => ({ forgotten: await forgetBrowsers(db, now()) }),
});

export const browserSchedule = schedule({
  name: 'access.forget-browsers',
  when: { dailyAt: '03:20', zone: 'WIB' },
  kind: forgettingBrowsers,
  input: {},
});
