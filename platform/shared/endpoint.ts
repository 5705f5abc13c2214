/** One declaration per endpoint: validation, documentation, typed client and journal follow from it. */
import type { EventType } from './event.ts';
import type { Permission } from './permission.ts';
import { type Localized, object, type Static, type TProperties, type TSchema, Type } from './schema.ts';
import { type Columns, listQuery, page } from './table.ts';

/** `public`: anybody. `signed-in`: any session, the handler narrows. Otherwise the permission is asked for. */
export type Access = Permission | 'public' | 'signed-in';

/** Requests per minute, counted by session (or address where there is none). */
export type RateLimit = { readonly perMinute: number };

export type Endpoint<
  P extends TSchema = TSchema,
  Q extends TSchema = TSchema,
  B extends TSchema = TSchema,
  R extends TSchema = TSchema,
> = {
  /** room.verbNoun, unique: `field-reports.submit` */
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** Fastify style: `/api/stations/:stationId` */
  readonly path: string;
  readonly summary: Localized;
  readonly access: Access;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly reply: R;
  /** What a command may write into the journal. A command that changes something records it. */
  readonly records: readonly EventType[];
  /** Problem codes that this endpoint may answer besides those of the platform. */
  readonly refusals: readonly string[];
  /** Lists only. */
  readonly columns?: Columns;
  /** `json` unless the body or the answer is a stream of bytes. */
  readonly bodyType?: 'json' | 'bytes';
  readonly bodyLimit?: number;
  readonly replyType?: 'json' | 'bytes' | 'stream';
  readonly rateLimit?: RateLimit;
  /** How many light questions one request weighs in the allowance of whoever asks; 1 unless given. */
  readonly cost?: number;
  /**
   * Commands. `answered`: a resend with the same id gets the stored answer. `refused-by-rule`: the answer holds a
   * secret and is never stored; the room's own rules make a resend harmless.
   */
  readonly resend?: 'answered' | 'refused-by-rule';
};

const Nothing = object({});

type Common = {
  name: string;
  path: string;
  summary: Localized;
  access: Access;
  refusals?: readonly string[];
  rateLimit?: RateLimit;
  cost?: number;
};

/** A question: changes nothing, may be asked again at will. */
export function query<
  R extends TSchema,
  P extends TProperties = Record<never, TSchema>,
  Q extends TProperties = Record<never, TSchema>,
>(declared: Common & { params?: P; query?: Q; reply: R; replyType?: 'json' | 'bytes' | 'stream' }) {
  const { params, query: asked, reply, ...rest } = declared;
  return {
    method: 'GET' as const,
    records: [],
    refusals: [],
    ...rest,
    params: object(params ?? noProperties<P>()),
    query: object(asked ?? noProperties<Q>()),
    body: Nothing,
    reply,
  };
}

/** A list: filtered, sorted, paged and exported in the one way of the house. */
export function list<
  R extends TSchema,
  C extends Columns,
  P extends TProperties = Record<never, TSchema>,
  Q extends TProperties = Record<never, TSchema>,
>(declared: Common & { params?: P; query?: Q; row: R; columns: C }) {
  const { params, query: asked, row, ...rest } = declared;
  return {
    method: 'GET' as const,
    records: [],
    refusals: [],
    ...rest,
    params: object(params ?? noProperties<P>()),
    query: object({ ...(asked ?? noProperties<Q>()), ...listQuery }),
    body: Nothing,
    reply: page(row),
  };
}

/** A command: needs an Idempotency-Key made at the caller, so that sending twice is harmless. */
export function command<
  B extends TSchema,
  R extends TSchema,
  P extends TProperties = Record<never, TSchema>,
  Q extends TProperties = Record<never, TSchema>,
>(
  declared: Common & {
    params?: P;
    query?: Q;
    body: B;
    reply: R;
    records: readonly EventType[];
    bodyType?: 'json' | 'bytes';
    bodyLimit?: number;
    resend?: 'answered' | 'refused-by-rule';
  },
) {
  const { params, query: asked, ...rest } = declared;
  return {
    method: 'POST' as const,
    refusals: [],
    ...rest,
    params: object(params ?? noProperties<P>()),
    query: object(asked ?? noProperties<Q>()),
  };
}

function noProperties<P extends TProperties>(): P {
  const none: TProperties = {};
  // An absent declaration has no properties, which is what every P defaulted to `{}` says.
  return none satisfies TProperties as P;
}

/** Where the body is not JSON. */
export const Bytes = Type.Unknown({ description: 'Bytes' });

export type ParamsOf<E extends Endpoint> = Static<E['params']>;
export type QueryOf<E extends Endpoint> = Static<E['query']>;
export type BodyOf<E extends Endpoint> = Static<E['body']>;
export type ReplyOf<E extends Endpoint> = Static<E['reply']>;
