import { sql } from 'kysely';
import * as own from '#shared/jobs.ts';
import { Refused, refuse } from '#shared/problem.ts';
import type { Capability } from '../capability.ts';
import type { Context } from '../endpoint/context.ts';
import { handle, handleList } from '../endpoint/handle.ts';
import { type Asked, askToCancel, readOwnJob, startAgain } from './asking.ts';

type Doors = ReturnType<typeof own.jobUpkeepDoors>;

const PROGRESS = Object.fromEntries(
  Object.entries({
    id: 'id',
    kind: 'kind',
    title: 'title',
    state: 'state',
    done: 'done',
    total: 'total',
    attempts: 'attempts',
    failure: 'failure',
    askedAt: 'asked_at',
    startedAt: 'started_at',
    endedAt: 'ended_at',
    runAt: 'run_at',
  }).map(([field, column]) => [field, sql.ref(`j.${column}`)]),
);
const LIST = {
  from: sql`job j`,
  tieBreak: sql.ref('j.id'),
  defaultSort: '-askedAt',
  name: 'pekerjaan',
};
const cancelAsked = sql`j.cancel_asked_at is not null`;

/** The server's side of the doors of jobs: everybody's own, and all of them for those who look after the server. */
export function jobRoom(name: string, doors: Doors): Capability {
  return {
    name,
    permissions: [doors.manage],
    kinds: [own.jobKind, doors.kind],
    events: [own.jobAsked, own.jobEnded, own.jobCancelAsked, own.jobRetried],
    problems: {},
    migrations: false,
    endpoints: [...ownDoors, ...upkeepDoors(doors)],
  };
}

const ownDoors = [
  handleList(own.listOwnJobs, async (ctx) => ({
    ...LIST,
    where: ctx.visible(own.jobKind, { by: sql.ref('j.asked_by') }),
    fields: { ...PROGRESS, cancelAsked, note: sql.ref('j.note'), link: sql.ref('j.link') },
  })),
  handle(own.readJob, (ctx, { params }) => readOwnJob(ctx, params.jobId)),
  handle(own.cancelJob, async (ctx, { params }) => {
    const found = await findOwn(ctx, params.jobId);
    if (!(await cancel(ctx, found))) ctx.unchanged();
    return readOwnJob(ctx, params.jobId);
  }),
  handle(own.retryJob, async (ctx, { params }) => {
    const found = await findOwn(ctx, params.jobId);
    if (!(await retry(ctx, found))) ctx.unchanged();
    return readOwnJob(ctx, params.jobId);
  }),
];

function upkeepDoors({ kind, listJobs, cancelJobs, retryJobs }: Doors) {
  return [
    handleList(listJobs, async (ctx) => ({
      ...LIST,
      where: ctx.visible(kind, {}),
      fields: { ...PROGRESS, cancelAsked, scheduled: sql`coalesce(j.key like 'schedule %', false)` },
    })),
    handle(cancelJobs, async (ctx, { body }) => ({
      cancelled: await each(ctx, await findAll(ctx, body.ids), cancel),
    })),
    handle(retryJobs, async (ctx, { body }) => ({
      retried: await each(ctx, await findAll(ctx, body.ids), retry),
    })),
  ];
}

async function findOwn(ctx: Context, id: string): Promise<Asked> {
  const [found] = (await findAll(ctx, [id])).filter(({ by }) => by === ctx.actor.userId);
  if (!found) throw new Refused(refuse('not-found'));
  return found;
}

async function findAll(ctx: Context, ids: readonly string[]): Promise<readonly Asked[]> {
  const found = await sql<Asked>`
    select id, kind, state, failure, asked_by as by, cancel_asked_at is not null as "cancelAsked" from job
    where id = any(${[...ids]}::uuid[]) order by id for update`.execute(ctx.tx);
  if (found.rows.length === 0) throw new Refused(refuse('not-found'));
  return found.rows;
}

async function each(
  ctx: Context,
  jobs: readonly Asked[],
  act: (ctx: Context, job: Asked) => Promise<boolean>,
): Promise<number> {
  let acted = 0;
  for (const job of jobs) if (await act(ctx, job)) acted += 1;
  if (acted === 0) ctx.unchanged();
  return acted;
}

async function cancel(ctx: Context, job: Asked): Promise<boolean> {
  const { id: subject, kind } = job;
  const how = await askToCancel(ctx, job);
  if (how === 'over') return false;
  await ctx.record(own.jobCancelAsked, { subject, after: { kind }, attributes: { by: job.by } });
  return true;
}

async function retry(ctx: Context, job: Asked): Promise<boolean> {
  const { id: subject, kind, failure } = job;
  if (!(await startAgain(ctx, job))) return false;
  await ctx.record(own.jobRetried, { subject, after: { kind, failure }, attributes: { by: job.by } });
  return true;
}
