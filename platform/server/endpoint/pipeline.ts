import { sql } from 'kysely';
import type { Endpoint } from '#shared/endpoint.ts';
import { type Actor, asOf, holds } from '#shared/permission.ts';
import { Refused, refuse } from '#shared/problem.ts';
import type { Columns, ListQuery } from '#shared/table.ts';
import { type Database, inTransaction, type Tx } from '../database/connect.ts';
import { refusalOf } from '../jobs/store.ts';
import { areaNamer } from './area-namer.ts';
import { type Begun, type Context, contextOf, type Outcome, type Ports } from './context.ts';
import { exportList } from './export.ts';
import type { Input, ListSource, Mounted, Payload } from './handle.ts';
import { bodyHash, claim, keepAnswer } from './idempotency.ts';
import { listPage } from './list.ts';
import { type Again, countBeyond, openingOf } from './wider-reads.ts';

export type Asked = {
  readonly actor: Actor;
  readonly input: Input<Endpoint>;
  readonly now: Date;
  readonly deviceTime: Date | null;
  readonly requestId: string | null;
  readonly caller: Context['caller'];
  /** Milliseconds to wait for a job that carries out the command; none unless told. */
  readonly patienceMs?: number;
};

export type Answer = { readonly reply: unknown; readonly payload: Payload | null; readonly outcome: Outcome };

/** A request whose slow work is done. */
type Ready = Asked & { readonly prepared: unknown };

/** One request from parsed input to committed answer: permit, prepare, claim, run, keep. */
export async function run(mounted: Mounted, asked: Asked, db: Database, ports: Ports): Promise<Answer> {
  permit(mounted.endpoint, asked.actor);
  const { actor, now, caller } = asked;
  const prepared = await mounted.prepare?.({ actor, now, caller, db, files: ports.files }, asked.input);
  const ready: Ready = { ...asked, prepared };
  if (mounted.endpoint.method === 'GET') return reading(mounted, ready, db, ports);
  const given = await inTransaction(db, (tx) => once(mounted, ready, tx, ports));
  return mounted.awaits ? afterJob(mounted, ready, given, { db, ports }) : given;
}

/** A question; where a wider reach of an emergency told more than one's own, that is noted before the answer leaves. */
async function reading(mounted: Mounted, asked: Ready, db: Database, ports: Ports): Promise<Answer> {
  const { emergency } = ports;
  const opening = openingOf(asOf(asked.actor, asked.now));
  if (!emergency || opening === null) return unchanging(db, (tx) => answer(mounted, asked, tx, ports));
  const { given, beyond } = await unchanging(db, async (tx) => {
    const found = await answer(mounted, asked, tx, ports);
    const again: Again = (actor, query) =>
      answer(mounted, { ...asked, actor, input: { ...asked.input, query } }, tx, ports);
    return { given: found, beyond: await countBeyond(mounted, asked, found, again) };
  });
  const subject = Object.values(asked.input.params as Readonly<Record<string, string>>).join(' ');
  const { endpoint: door } = mounted;
  const { actor: by, now: at } = asked;
  if (beyond > 0) await emergency.noteRead(db, { opening, by, door, subject, beyond, at });
  return given;
}

/** One snapshot for the whole answer: a count, its rows and the batches of an export must not disagree. */
function unchanging<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(db, async (tx) => {
    await sql`set transaction isolation level repeatable read, read only`.execute(tx);
    return work(tx);
  });
}

async function afterJob(
  mounted: Mounted,
  asked: Ready,
  given: Answer,
  { db, ports }: { readonly db: Database; readonly ports: Ports },
): Promise<Answer> {
  const { awaits } = mounted;
  const jobId = awaits?.job(given.reply as never) ?? null;
  if (!awaits || !ports.jobs || jobId === null) return given;
  ports.jobs.nudge();
  await ports.jobs.settled(jobId, asked.patienceMs ?? 0);
  return unchanging(db, async (tx) => {
    const refusal = await refusalOf(tx, jobId);
    if (refusal) throw new Refused(refusal);
    const { context } = contextOf({ ...asked, tx, endpoint: mounted.endpoint }, ports);
    return { ...given, reply: await awaits.read(context, asked.input) };
  });
}

/** Not allowed looks like not there: who may not know of a door must not find it by its answer. */
export function permit(endpoint: Endpoint, actor: Actor): void {
  const { access } = endpoint;
  if (access === 'public') return;
  if (actor.kind === 'nobody') throw new Refused(refuse('session.required'));
  if (access !== 'signed-in' && !holds(actor, access)) throw new Refused(refuse('not-found'));
}

async function once(mounted: Mounted, asked: Ready, tx: Tx, ports: Ports): Promise<Answer> {
  const { endpoint } = mounted;
  if (!asked.requestId) throw new Refused(refuse('request.id-missing'));
  if (endpoint.resend === 'refused-by-rule') return changing(mounted, asked, tx, ports);
  const { params, query, body } = asked.input;
  const request = {
    id: asked.requestId,
    actor: asked.actor.userId,
    endpoint: endpoint.name,
    bodyHash: bodyHash(params, query, body),
  };
  const earlier = await claim(tx, request, asked.now);
  if (earlier) return { reply: earlier.reply, payload: null, outcome: { written: [], afterCommit: [] } };
  const given = await changing(mounted, asked, tx, ports);
  await keepAnswer(tx, asked.requestId, given.reply);
  return given;
}

async function changing(mounted: Mounted, asked: Ready, tx: Tx, ports: Ports): Promise<Answer> {
  const given = await answer(mounted, asked, tx, ports);
  const { endpoint } = mounted;
  if (endpoint.records.length > 0 && given.outcome.written.length === 0 && !given.outcome.unchanged) {
    throw new Error(`${endpoint.name} changed something without writing it into the journal`);
  }
  return given;
}

async function answer(mounted: Mounted, asked: Ready, tx: Tx, ports: Ports): Promise<Answer> {
  const { actor, now, deviceTime, requestId, caller } = asked;
  const begun: Begun = { tx, actor, now, deviceTime, requestId, caller, endpoint: mounted.endpoint };
  const { context, outcome } = contextOf(begun, ports);
  const made = await mounted.run(context, asked.input, asked.prepared);
  if (mounted.answers === 'payload') return { reply: null, payload: made as Payload, outcome };
  if (mounted.answers === 'json') return { reply: made, payload: null, outcome };
  return {
    ...(await listed(mounted.endpoint.columns ?? {}, made as ListSource, asked.input.query as ListQuery, {
      context,
      ports,
    })),
    outcome,
  };
}

type Asking = { readonly context: Context; readonly ports: Ports };

async function listed(columns: Columns, source: ListSource, query: ListQuery, { context, ports }: Asking) {
  if (query.format === 'csv' || query.format === 'xlsx') {
    const namer = areaNamer(context, ports.answers);
    return { reply: null, payload: await exportList({ context, source, columns, namer }, query) };
  }
  return { reply: await listPage(context.tx, source, columns, query), payload: null };
}
