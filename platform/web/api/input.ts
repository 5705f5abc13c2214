import type { BodyOf, Endpoint, ParamsOf, QueryOf } from '#shared/endpoint.ts';

// A part that may be `{}` may be left out altogether.
type Part<K extends string, T> =
  Record<never, never> extends T ? { readonly [key in K]?: T } : { readonly [key in K]: T };

/** What a caller gives to an endpoint. Parts without a required property may be left out. */
export type InputOf<E extends Endpoint> = Part<'params', ParamsOf<E>> &
  Part<'query', QueryOf<E>> &
  Part<'body', BodyOf<E>>;

/** Params and query: all that a URL needs. */
export type AddressOf<E extends Endpoint> = Part<'params', ParamsOf<E>> & Part<'query', QueryOf<E>>;
