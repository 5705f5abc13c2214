import type { Readable } from 'node:stream';
import type { RawBuilder } from 'kysely';
import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf } from '#shared/endpoint.ts';
import type { Database } from '../database/connect.ts';
import type { Context } from './context.ts';
import type { Growing } from './counts.ts';
import type { Worded } from './worded.ts';

/** An answer that is not JSON: a tile, a PDF, a photograph. */
export type Payload = {
  readonly contentType: string;
  readonly body: Uint8Array | Readable;
  /** Offered as a download under this name. */
  readonly fileName?: string;
  readonly cacheControl?: string;
  readonly etag?: string;
};

/** Where the rows of a list come from. The platform filters, sorts, pages, counts and exports. */
export type ListSource = {
  /** `from … join …` without the keyword; visibility goes into `where`. */
  readonly from: RawBuilder<unknown>;
  readonly where?: RawBuilder<unknown>;
  /** One SQL expression per field of the row; of a worded field that of its key. */
  readonly fields: Readonly<Record<string, RawBuilder<unknown>>>;
  /** Fields whose texts stand in no row. */
  readonly worded?: Readonly<Record<string, Worded>>;
  /** All values of a field that has few: a search looks at each of them once, and not at each row. */
  readonly fewValues?: Readonly<Record<string, () => Promise<readonly string[]>>>;
  /** Only of a list to which rows are added and from which none is taken: makes counting cheap. */
  readonly growing?: Growing;
  /** Fields that are never empty: sorted without `nulls last`, which no index of ours can follow backwards. */
  readonly filled?: readonly string[];
  /** What a search finds besides the texts of the columns; it gets what was typed. */
  readonly alsoFound?: (typed: string) => RawBuilder<unknown>;
  /** Makes the order total: usually the id. */
  readonly tieBreak: RawBuilder<unknown>;
  readonly defaultSort?: string;
  /** File name of an export, without ending. */
  readonly name: string;
};

export type Input<E extends Endpoint> = {
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  readonly body: BodyOf<E>;
};

/** What a handler knows before its transaction. Nothing is demanded yet beyond the access of the endpoint. */
export type Before = Pick<Context, 'actor' | 'now' | 'caller' | 'files'> & { readonly db: Database };

/** Slow work without a connection and without locks: decoding, parsing. It must change nothing. */
export type Prepare<E extends Endpoint, P> = (before: Before, input: Input<E>) => Promise<P>;

export type Mounted = {
  readonly endpoint: Endpoint;
  readonly prepare?: Prepare<Endpoint, unknown>;
  readonly run: (context: Context, input: Input<Endpoint>, prepared?: unknown) => Promise<unknown>;
  readonly answers: 'json' | 'payload' | 'list';
  readonly awaits?: Awaits<Endpoint>;
};

/** A command that a job carries out: work that is soon over is over before the answer goes out. */
export type Awaits<E extends Endpoint> = {
  /** The job of this reply; null when nothing is under way. */
  readonly job: (reply: ReplyOf<E>) => string | null;
  /** What stands after it, in a transaction that changes nothing. */
  readonly read: (context: Context, input: Input<E>) => Promise<ReplyOf<E>>;
};

/**
 * Binds a handler to its declaration. The handler gets parsed input and returns what the declaration promises.
 * @param options.prepare runs once before the transaction; its result is handed to each run of the handler
 */
export function handle<E extends Endpoint>(
  endpoint: E,
  run: (context: Context, input: Input<E>) => Promise<ReplyOf<E>>,
): Mounted;
export function handle<E extends Endpoint, P>(
  endpoint: E,
  run: (context: Context, input: Input<E>, prepared: P) => Promise<ReplyOf<E>>,
  options: { readonly prepare: Prepare<E, P> },
): Mounted;
export function handle<E extends Endpoint, P>(
  endpoint: E,
  run: (context: Context, input: Input<E>, prepared: P) => Promise<ReplyOf<E>>,
  options?: { readonly prepare: Prepare<E, P> },
): Mounted {
  const mounted = { endpoint, run: trusting(run), answers: 'json' as const };
  if (!options) return mounted;
  return { ...mounted, prepare: (before, input) => options.prepare(before, input as Input<E>) };
}

/**
 * The same for a command that a job carries out. Its reply is the state after the job where that takes a moment, and the
 * refusal of the job where it was refused; else the state as the command left it, which names the job.
 */
export function handleByJob<E extends Endpoint, P>(
  endpoint: E,
  run: (context: Context, input: Input<E>, prepared: P) => Promise<ReplyOf<E>>,
  options: { readonly prepare?: Prepare<E, P>; readonly awaits: Awaits<E> },
): Mounted {
  const { prepare, awaits } = options;
  return {
    endpoint,
    run: trusting(run),
    answers: 'json',
    awaits: {
      job: (reply) => awaits.job(reply as ReplyOf<E>),
      read: (context, input) => awaits.read(context, input as Input<E>),
    },
    ...(prepare ? { prepare: (before, input) => prepare(before, input as Input<E>) } : {}),
  };
}

/** The same for an answer of bytes. */
export function handleBytes<E extends Endpoint>(
  endpoint: E,
  run: (context: Context, input: Input<E>) => Promise<Payload>,
): Mounted {
  return { endpoint, run: trusting(run), answers: 'payload' };
}

/** The same for a list: the handler says where rows come from, nothing more. */
export function handleList<E extends Endpoint>(
  endpoint: E,
  run: (context: Context, input: Input<E>) => Promise<ListSource>,
): Mounted {
  return { endpoint, run: trusting(run), answers: 'list' };
}

function trusting<E extends Endpoint, P, R>(
  run: (context: Context, input: Input<E>, prepared: P) => Promise<R>,
): Mounted['run'] {
  // The one place where parsed input meets its type: `mount` has validated it against this very declaration,
  // and what was prepared comes from the step that was bound with this handler.
  return (context, input, prepared) => run(context, input as Input<E>, prepared as P);
}
