import type { RawBuilder, SqlBool } from 'kysely';
import type { Endpoint } from '#shared/endpoint.ts';
import type { EventType } from '#shared/event.ts';
import { newId } from '#shared/id.ts';
import { jobAsked } from '#shared/jobs.ts';
import { type Actor, asOf, mayAt, type Permission, type Reach, reachesOf } from '#shared/permission.ts';
import { type ProblemCatalogue, Refused, refuse } from '#shared/problem.ts';
import type { Question } from '#shared/question.ts';
import type { RecordKind } from '#shared/visibility.ts';
import type { Abilities } from '../abilities.ts';
import type { Database, Tx } from '../database/connect.ts';
import type { FileStore } from '../files/store.ts';
import { type Enqueued, type JobQueue, putInQueue } from '../jobs/enqueue.ts';
import type { KindHead } from '../jobs/kind.ts';
import { type Fact, record, type Written } from '../journal/record.ts';
import type { Signer } from '../journal/signer.ts';
import type { AttributeColumns } from '../visibility-sql.ts';

type Place = { operationId?: string | null; area?: string | null; agencyId?: string | null };

/** Everything a handler may use. One request, one transaction, one actor. */
export type Context = {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly now: Date;
  /** What the caller's device said its time was; null when it did not say. */
  readonly deviceTime: Date | null;
  /** The id that the caller gave this command; null for questions. */
  readonly requestId: string | null;
  readonly caller: { readonly address: string; readonly userAgent: string; readonly origin: string };
  readonly files: FileStore;
  readonly signer: Signer;
  readonly jobs: JobQueue | null;
  newId(): string;
  /** SQL condition: only rows of this kind that the actor may see, or somebody else on whose behalf this is asked. */
  visible(kind: RecordKind, columns: AttributeColumns, as?: Actor): RawBuilder<SqlBool>;
  may(permission: Permission, at?: Place): boolean;
  /** Stops as if the thing did not exist, unless the actor may. */
  demand(permission: Permission, at?: Place): void;
  /** The same for what concerns the whole server: held for no agency, no area and no operation alone. */
  demandEverywhere(permission: Permission): void;
  record(event: EventType, fact: Fact): Promise<Written>;
  /** Says that the command found nothing left to change, so that no leaf is owed. */
  unchanged(): void;
  /**
   * Asks for a job in this transaction; it begins after the commit. Its leaf tells who asked.
   * @returns its id; of the one that waits or runs already when they share a key
   */
  enqueue<In>(kind: KindHead<In>, input: In, options?: Enqueued): Promise<{ readonly jobId: string }>;
  ask<In, Out>(question: Question<In, Out>, input: In): Promise<Out>;
  /** Runs after the commit; for what must not happen when the transaction fails. */
  afterCommit(work: () => void): void;
  /** Session cookie of the answer; null clears it. */
  setSession(token: string | null, expires?: Date): void;
};

/** How each question between rooms is answered, by its name. */
export type Answers = ReadonlyMap<string, (context: Context, input: unknown) => Promise<unknown>>;

export type OperationStanding = {
  /** By the clock of the operation, which a drill may have set; real time where it has none. */
  readonly time: Date;
  /** Whether it has opened, so that anything may be recorded in it. */
  readonly isAdmitted: boolean;
};

export type Ports = {
  readonly abilities: Abilities;
  readonly answers: Answers;
  readonly files: FileStore;
  readonly signer: Signer;
  readonly operationStanding: (tx: Tx, operationId: string, now: Date) => Promise<OperationStanding>;
  /** Absent where nothing runs jobs, as in tests of other parts. */
  readonly jobs?: JobQueue;
  /** Absent where nobody takes a wider reach in an emergency. */
  readonly emergency?: EmergencyPort;
};

/** A wider reach that somebody took, and what was read by it. */
export type EmergencyPort = {
  /** The actor with what they have taken and is not over. */
  widen(db: Database | Tx, actor: Actor, now: Date): Promise<Actor>;
  /** Kept before the answer leaves: what cannot be noted is not told. */
  noteRead(db: Database, read: WiderRead): Promise<void>;
};

/** An answer that would have been another one, or none, without the wider reach. */
export type WiderRead = {
  readonly opening: string;
  readonly by: Pick<Actor, 'userId' | 'agencyId'>;
  readonly door: Pick<Endpoint, 'name' | 'summary'>;
  /** What the door was asked about: the ids in its address. */
  readonly subject: string;
  /** Records of a list that are not of one's own reach; 1 where the door tells of one thing. */
  readonly beyond: number;
  readonly at: Date;
};

export type Begun = {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly now: Date;
  readonly deviceTime: Date | null;
  readonly requestId: string | null;
  readonly caller: Context['caller'];
  readonly endpoint: Pick<Endpoint, 'access' | 'records' | 'name'>;
};

export type Outcome = {
  readonly written: Written[];
  readonly afterCommit: (() => void)[];
  unchanged?: boolean;
  session?: { token: string | null; expires: Date | null };
};

/** Builds the context of one request, and the outcome that it fills. */
export function contextOf(begun: Begun, ports: Ports): { context: Context; outcome: Outcome } {
  const outcome: Outcome = { written: [], afterCommit: [] };
  const { tx, now } = begun;
  const actor = asOf(begun.actor, now);
  const may = (permission: Permission, at: Place = {}) => mayAt(actor, permission, at);
  const standingOf = standings(begun, ports);
  const context: Context = {
    tx,
    actor,
    now,
    deviceTime: begun.deviceTime,
    requestId: begun.requestId,
    caller: begun.caller,
    files: ports.files,
    signer: ports.signer,
    jobs: ports.jobs ?? null,
    newId: () => newId(now.getTime()),
    visible: (kind, columns, as = actor) => ports.abilities.of(asOf(as, now)).sql(kind, columns),
    may,
    demand(permission, at) {
      if (!may(permission, at)) throw new Refused(refuse('not-found'));
    },
    demandEverywhere: (permission) => stopUnlessEverywhere(actor, permission),
    async record(event, fact) {
      if (!begun.endpoint.records.some((declared) => declared.name === event.name)) {
        throw new Error(`${begun.endpoint.name} does not declare that it records ${event.name}`);
      }
      const standing = fact.operation ? await standingOf(event, fact.operation) : null;
      // The one place through which all that happens in an operation goes, whichever room it happens in.
      if (standing && !standing.isAdmitted && !event.beforeAdmission)
        throw new Refused(refuse('operation.not-admitted'));
      const moment = { device: begun.deviceTime, server: now, operation: standing?.time ?? null };
      const written = await record(tx, event, fact, { who: authorOf(begun), at: moment });
      outcome.written.push(written);
      return written;
    },
    unchanged() {
      outcome.unchanged = true;
    },
    enqueue: enqueueing(begun, ports, outcome),
    async ask(question, input) {
      const give = ports.answers.get(question.name);
      if (!give) throw new Error(`nobody answers ${question.name}`);
      if (question.read && reachesOf(actor, question.read).length === 0)
        throw new Refused(refuse('not-found'));
      // `answer` bound this function to the same declaration that the asker holds.
      return (await give(context, input)) as never;
    },
    afterCommit: (work) => outcome.afterCommit.push(work),
    setSession(token, expires) {
      outcome.session = { token, expires: expires ?? null };
    },
  };
  return { context, outcome };
}

/** Puts work into the queue, with the leaf that says who asked for it, in the command's own transaction. */
function enqueueing(begun: Begun, ports: Ports, outcome: Outcome): Context['enqueue'] {
  const { tx, actor, now } = begun;
  return async (kind, input, options = {}) => {
    const { jobs } = ports;
    if (!jobs) throw new Error(`nothing here runs ${kind.name}`);
    const { jobId, isNew } = await putInQueue(tx, jobs.kinds, { kind, input, actor, now }, options);
    if (!isNew) return { jobId };
    const fact = { subject: jobId, after: { kind: kind.name }, attributes: { by: actor.userId } };
    const at = { device: begun.deviceTime, server: now, operation: null };
    outcome.written.push(await record(tx, jobAsked, fact, { who: authorOf(begun), at }));
    outcome.afterCommit.push(jobs.nudge);
    return { jobId };
  };
}

function stopUnlessEverywhere(actor: Actor, permission: Permission): void {
  if (!reachesOf(actor, permission).some(isEverywhere)) throw new Refused(refuse('not-found'));
}

const isEverywhere = ({ agencyId, areas, operationId }: Reach) =>
  agencyId === null && operationId === null && areas.includes('');

/**
 * How an operation stands, asked once for all leaves of a request. What may be recorded before it opens is what prepares
 * it, its opening and its clock too: nothing is remembered across that.
 */
function standings({ tx, now }: Begun, ports: Ports) {
  const known = new Map<string, OperationStanding>();
  return async (event: EventType, operationId: string): Promise<OperationStanding> => {
    const before = event.beforeAdmission ? undefined : known.get(operationId);
    const standing = before ?? (await ports.operationStanding(tx, operationId, now));
    if (event.beforeAdmission) known.delete(operationId);
    else known.set(operationId, standing);
    return standing;
  };
}

function authorOf(begun: Begun) {
  const { access } = begun.endpoint;
  const role =
    typeof access === 'object' ? reachesOf(begun.actor, access)[0]?.role : begun.actor.grants[0]?.role;
  return { user: begun.actor.userId, agency: begun.actor.agencyId, role: role ?? null };
}

export type Problems = ReadonlyMap<string, ProblemCatalogue[string]>;
