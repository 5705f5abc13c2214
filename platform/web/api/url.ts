import type { Endpoint } from '#shared/endpoint.ts';
import type { AddressOf } from './input.ts';

/** The path and query string of an endpoint: for links, downloads, images and the client itself. */
export function urlOf<E extends Endpoint>(endpoint: E, address: AddressOf<E>): string {
  const given: { params?: unknown; query?: unknown } = address;
  const path = endpoint.path.replace(/:([a-zA-Z]\w*)/g, (_, name: string) => {
    const value = membersOf(given.params).find(([key]) => key === name)?.[1];
    if (value === undefined) throw new TypeError(`${endpoint.name} needs the parameter ${name}`);
    return encodeURIComponent(String(value));
  });
  const asked = queryString(given.query);
  return asked === '' ? path : `${path}?${asked}`;
}

function queryString(query: unknown): string {
  const search = new URLSearchParams();
  for (const [key, value] of membersOf(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') search.append(key, String(one));
    }
  }
  return search.toString();
}

function membersOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
