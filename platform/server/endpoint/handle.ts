import type { Readable } from 'node:stream';
import type { RawBuilder } from 'kysely';
import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf } from '#shared/endpoint.ts';
import type { Context } from './context.ts';

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
  /** One SQL expression per field of the row. */
  readonly fields: Readonly<Record<string, RawBuilder<unknown>>>;
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

export type Mounted = {
  readonly endpoint: Endpoint;
  readonly run: (context: Context, input: Input<Endpoint>) => Promise<unknown>;
  readonly answers: 'json' | 'payload' | 'list';
};

/** Binds a handler to its declaration. The handler gets parsed input and returns what the declaration promises. */
export function handle<E extends Endpoint>(
  endpoint: E,
  run: (context: Context, input: Input<E>) => Promise<ReplyOf<E>>,
): Mounted {
  return { endpoint, run: trusting(run), answers: 'json' };
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

function trusting<E extends Endpoint, R>(
  run: (context: Context, input: Input<E>) => Promise<R>,
): Mounted['run'] {
  // The one place where parsed input meets its type: `mount` has validated it against this very declaration.
  return (context, input) => run(context, input as Input<E>);
}
