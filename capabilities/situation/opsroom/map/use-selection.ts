import { useRouter, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

/** What is chosen on the wall. `id`: an area code, a station code, or the id of a report or an incident. */
export type Selection = { readonly kind: SelectionKind; readonly id: string };
export type SelectionKind = (typeof kinds)[number];
const kinds = ['wilayah', 'tps', 'laporan', 'kejadian'] as const;

/** Kept in the address, so that a place on the map can be shared, reloaded and found by `Ctrl K`. */
export function useSelection(): readonly [Selection | null, (next: Selection | null) => void] {
  const router = useRouter();
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const kind = kinds.find((name) => typeof search[name] === 'string');
  const id = kind === undefined ? undefined : String(search[kind]);
  const selection = useMemo(() => (kind === undefined || id === undefined ? null : { kind, id }), [kind, id]);
  const select = useCallback(
    (next: Selection | null) => {
      const { pathname, searchStr } = router.state.location;
      const query = new URLSearchParams(searchStr);
      for (const name of kinds) query.delete(name);
      if (next) query.set(next.kind, next.id);
      const text = query.toString();
      router.history.replace(text === '' ? pathname : `${pathname}?${text}`);
    },
    [router],
  );
  return [selection, select];
}

/** The address of the wall with something chosen on it. */
export function wallPath({ kind, id }: Selection): string {
  return `situasi?${new URLSearchParams({ [kind]: id })}`;
}

/** One more word of the address: how areas are coloured. */
export function useSearchWord(name: string): readonly [string | null, (value: string) => void] {
  const router = useRouter();
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const value = search[name];
  const change = useCallback(
    (next: string) => {
      const { pathname, searchStr } = router.state.location;
      const query = new URLSearchParams(searchStr);
      query.set(name, next);
      router.history.replace(`${pathname}?${query}`);
    },
    [router, name],
  );
  return [typeof value === 'string' ? value : null, change];
}
