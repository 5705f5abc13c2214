import { useRouter, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { Check } from 'typebox/value';
import { Type } from '#shared/schema.ts';
import { Condition } from '#shared/table.ts';

/** What is chosen on the wall. `id`: an area code, a station code, or the id of a report or an incident. */
export type Selection = { readonly kind: SelectionKind; readonly id: string };
export type SelectionKind = (typeof kinds)[number];
const kinds = ['wilayah', 'tps', 'laporan', 'kejadian'] as const;

/** Kept in the address, so that a place on the map can be shared, reloaded and found by `Ctrl K`. */
export function useSelection(): readonly [Selection | null, (next: Selection | null) => void] {
  const router = useRouter();
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const named = kinds.find((name) => typeof search[name] === 'string');
  const from = areaOf(conditionsOf(search.where));
  const kind = named ?? (from === null ? undefined : 'wilayah');
  const id = named === undefined ? (from ?? undefined) : String(search[named]);
  const selection = useMemo(() => (kind === undefined || id === undefined ? null : { kind, id }), [kind, id]);
  const select = useCallback(
    (next: Selection | null) => {
      const { pathname, searchStr } = router.state.location;
      const query = new URLSearchParams(searchStr);
      for (const name of [...kinds, 'where']) query.delete(name);
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

/** Whether the list from which somebody came narrows by more than a place, which the map does not follow. */
export function useUnfollowed(): boolean {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  return conditionsOf(search.where).some((condition) => !isPlace(condition));
}

const Conditions = Type.Array(Condition);

// Lists send their conditions along with "show on the map".
function conditionsOf(where: unknown): readonly Condition[] {
  if (typeof where !== 'string') return [];
  try {
    const value: unknown = JSON.parse(where);
    return Check(Conditions, value) ? value : [];
  } catch {
    return [];
  }
}

const isPlace = ({ field, is }: Condition) => field === 'area' && (is === 'within' || is === 'eq');

function areaOf(conditions: readonly Condition[]): string | null {
  const value = conditions.find(isPlace)?.value;
  return typeof value === 'string' ? value : null;
}
