/** The nightly round: counts what is past its term, announces it, and erases what was announced long enough ago. */
import { houseRests, operationNow, operationSummary } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { type Count, countDue, dueItems, type Ends, type Standing } from '#server/erasure/due.ts';
import { eraseItems } from '#server/erasure/erase.ts';
import { personalPlaces } from '#server/erasure/places.ts';
import { goesBy, type TermLine, termLines } from '#server/erasure/terms.ts';
import { operationsIn, tablesOf } from '#server/erasure/ways.ts';
import { type JobContext, type JobKind, JobStopped, job } from '#server/jobs/job.ts';
import { type Schedule, schedule } from '#server/jobs/schedule.ts';
import { APART_ERASED } from '#shared/leaf.ts';
import { object, Type } from '#shared/schema.ts';
import { addDays, instantOf } from '#shared/time.ts';
import { erasureDone } from './contract.ts';
import { insertNamed } from './files-store.ts';
import type { Held } from './seeking.ts';
import { holdsSeen, insertErasure, markDone, standingHolds } from './store.ts';
import { NOTICE_DAYS, termAnnounced, termsCounted } from './terms-contract.ts';
import {
  type Announced,
  addErased,
  endNotice,
  insertNotice,
  type Notice,
  saveCounts,
  standingNotices,
} from './terms-store.ts';

/** Rows that are erased in one transaction. */
const BATCH = 500;
const DAY_MS = 86_400_000;
export const ROUND = { dailyAt: '00:40', zone: 'WIB' } as const;
/** Who stands in the list of erasures for what nobody prepared. */
const BY_TERM = 'Rakor';

type Round = { readonly held: Held; readonly afterErasing: () => void };

/** @param afterErasing runs after each commit: the ledger outside the database is written there */
export function keepingTerms(held: Held, afterErasing: () => void) {
  const round = { held, afterErasing };
  const keep = job({
    name: 'privacy.keep-terms',
    title: { id: 'Menghapus yang lewat masa simpan', en: 'Erasing what is past its term' },
    input: object({}),
    output: object({ announced: Type.Integer(), erased: Type.Integer() }),
    records: [termAnnounced, erasureDone],
    async run(at) {
      const { until } = await at.inTransaction((ctx) => ctx.ask(houseRests, {}));
      if (until !== null) return { announced: 0, erased: 0 };
      const erased = await eraseAnnounced(at, round);
      return { announced: await at.inTransaction((ctx) => announce(ctx, held)), erased };
    },
  });
  const count = job({
    name: 'privacy.count-terms',
    title: { id: 'Menghitung yang lewat masa simpan', en: 'Counting what is past its term' },
    input: object({}),
    output: object({}),
    records: [termsCounted],
    async run(at) {
      await at.inTransaction(async (ctx) => {
        const found = await countAll(ctx, await linesOf(ctx, held), await standingOf(ctx, held));
        const due = found.reduce((sum, line) => sum + line.due, 0);
        const after = { lines: found.length, due };
        await ctx.record(termsCounted, { subject: ctx.newId(), after, attributes: {} });
      });
      return {};
    },
  });
  const jobs: readonly JobKind[] = [keep, count];
  const schedules: readonly Schedule[] = [
    schedule({ name: 'privacy.keep-terms', when: ROUND, kind: keep, input: {} }),
  ];
  return { jobs, schedules, count };
}

const linesOf = async ({ tx }: Context, held: Held) => termLines(await personalPlaces(tx, held()), held());

async function standingOf(ctx: Context, held: Held): Promise<Standing> {
  const declared = tablesOf(held());
  return { declared, holds: await holdsSeen(ctx.tx), ends: await endsOf(ctx, held), now: ctx.now };
}

/** Holds are locked until the end of the transaction: none is placed while its rows are being erased. */
async function standingLocked(ctx: Context, held: Held): Promise<Standing> {
  const holds = await standingHolds(ctx.tx);
  return { ...(await standingOf(ctx, held)), holds };
}

/**
 * As far as it stood so when it was announced, too: a clock or a calendar that was moved since, an operation that came,
 * and a hold that was lifted let nothing go of which nobody was told.
 */
function asAnnounced(standing: Standing, { ends, holds }: Announced): Standing {
  const before = new Map(ends.map(({ operation, endsAt }) => [operation, endsAt]));
  return {
    ...standing,
    ends: standing.ends.flatMap(({ operation, endsAt }) => {
      const announced = before.get(operation);
      if (announced === undefined) return [];
      return [{ operation, endsAt: new Date(Math.max(announced.getTime(), endsAt.getTime())) }];
    }),
    holds: {
      everything: standing.holds.everything || holds.everything,
      operations: [...new Set([...standing.holds.operations, ...holds.operations])],
    },
  };
}

/** The end of an operation's last day by its own clock, which a drill may have shifted, in the time of this server. */
async function endsOf(ctx: Context, held: Held): Promise<Ends> {
  const ends: { operation: string; endsAt: Date }[] = [];
  for (const operation of await operationsIn(ctx.tx, tablesOf(held()))) {
    const summary = await ctx.ask(operationSummary, { id: operation });
    if (summary === null) continue;
    const { now } = await ctx.ask(operationNow, { id: operation });
    const byItsClock = instantOf(addDays(summary.lastDay, 1), '00:00', summary.zone);
    ends.push({ operation, endsAt: new Date(byItsClock.getTime() - (now.getTime() - ctx.now.getTime())) });
  }
  return ends;
}

type Found = Count & { readonly line: TermLine };

async function countAll(
  { tx, now }: Context,
  lines: readonly TermLine[],
  standing: Standing,
): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const line of lines) found.push({ line, ...(await countDue(tx, line, standing)) });
  await saveCounts(
    tx,
    found.map((each) => ({ ...each, line: each.line.id })),
    now,
  );
  return found;
}

/** One notice stands per field; what becomes due later waits for the next. @returns how many were announced */
async function announce(ctx: Context, held: Held): Promise<number> {
  const { ends, holds, ...rest } = await standingOf(ctx, held);
  const found = await countAll(ctx, await linesOf(ctx, held), { ends, holds, ...rest });
  const standing = new Set((await standingNotices(ctx.tx)).map(({ line }) => line));
  const fresh = found.filter(
    ({ line, due, held: protectedRows }) =>
      goesBy(line) === 'round' && due > protectedRows && !standing.has(line.id),
  );
  const runsAt = new Date(ctx.now.getTime() + NOTICE_DAYS * DAY_MS);
  for (const { line, due, held: protectedRows } of fresh) {
    const notice = {
      id: ctx.newId(),
      line: line.id,
      announcedAt: ctx.now,
      runsAt,
      standing: { ends, holds },
    };
    const rows = due - protectedRows;
    await insertNotice(ctx.tx, notice, rows);
    const after = { line: line.id, rows, runsAt: runsAt.toISOString() };
    await ctx.record(termAnnounced, { subject: notice.id, after, attributes: {} });
  }
  return fresh.length;
}

/** One field that cannot be erased keeps no other from going; the job fails and says so when all were tried. */
async function eraseAnnounced(at: JobContext, round: Round): Promise<number> {
  const { lines, notices } = await at.inTransaction(async (ctx) => ({
    lines: await linesOf(ctx, round.held),
    notices: (await standingNotices(ctx.tx)).filter(({ runsAt }) => runsAt <= ctx.now),
  }));
  const failures: unknown[] = [];
  let erased = 0;
  for (const notice of notices) {
    const line = lines.find(({ id }) => id === notice.line);
    try {
      const { standing } = notice;
      if (line && standing) erased += await eraseLine(at, round, { line, notice, standing });
      await at.inTransaction((ctx) => endNotice(ctx.tx, notice.id, ctx.now));
    } catch (error) {
      if (error instanceof JobStopped) throw error;
      failures.push(error);
    }
    await at.progress(erased, null);
  }
  if (failures.length > 0) throw failures[0];
  return erased;
}

type Going = { readonly line: TermLine; readonly notice: Notice; readonly standing: Announced };

async function eraseLine(at: JobContext, round: Round, going: Going): Promise<number> {
  const { due } = await at.inTransaction(async (ctx) =>
    countDue(ctx.tx, going.line, asAnnounced(await standingOf(ctx, round.held), going.standing)),
  );
  let erased = 0;
  // What a batch erased is due no longer; if it were, this would go on for ever.
  for (let batch = 0; batch <= Math.ceil(due / BATCH); batch += 1) {
    const rows = await at.inTransaction((ctx) => eraseBatch(ctx, round.held, going));
    if (rows === 0) return erased;
    erased += rows;
    // Writes the ledger, and removes the files that nothing names any more.
    round.afterErasing();
    await at.progress(erased, null);
  }
  throw new Error(`${going.line.id} is still due after it was erased`);
}

async function eraseBatch(ctx: Context, held: Held, { line, notice, standing }: Going): Promise<number> {
  const now = asAnnounced(await standingLocked(ctx, held), standing);
  const items = await dueItems(ctx.tx, line, now, { by: notice.announcedAt, rows: BATCH });
  if (items.length === 0) return 0;
  const id = ctx.newId();
  const reason = `${line.record.id}: ${line.field.id} (${line.id})`;
  const made = {
    id,
    basis: 'term' as const,
    reason,
    by: ctx.actor.userId,
    name: BY_TERM,
    at: notice.announcedAt,
  };
  await insertErasure(ctx.tx, made, items);
  const { values, apart, files } = await eraseItems(ctx.tx, items, held());
  await insertNamed(ctx.tx, id, files);
  await markDone(ctx.tx, id, ctx.actor.userId, ctx.now);
  const rows = new Set(items.map(({ key }) => JSON.stringify(key))).size;
  await addErased(ctx.tx, notice.id, rows);
  const after = { basis: 'term', values, fields: [line.id], [APART_ERASED]: apart };
  await ctx.record(erasureDone, { subject: id, after, attributes: {} });
  return rows;
}
