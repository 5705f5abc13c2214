import { useHref, useOpenOperation, usePerson } from './context.ts';
import type { ScreenScope } from './room-screens.ts';

type Place = { readonly path: string; readonly permission?: string; readonly scope?: ScreenScope };

/** Of the places that rooms offer, those that this person may enter from here, each with its address. */
export function useOffered<P extends Place>(places: readonly P[]): readonly (P & { readonly to: string })[] {
  const operation = useOpenOperation();
  const href = useHref();
  const { permissions } = usePerson();
  return places
    .filter(({ permission }) => permission === undefined || permissions.includes(permission))
    .filter(({ scope = 'operation' }) => operation !== null || scope !== 'operation')
    .map((place) => ({ ...place, to: href(place.path, place.scope) }));
}
