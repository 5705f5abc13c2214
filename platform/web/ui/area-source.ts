import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState } from 'react';
import { levelOf } from '#shared/area-code.ts';
import { type AreaLimits, fits, type KnownArea } from './area-text.ts';
import { batched } from './batched.ts';

/** Where areas come from; the app gives it once. */
export type AreaSource = {
  /** Areas by what somebody typed, the likeliest first; an empty text asks for the first ones. */
  readonly search: (text: string, limits: AreaLimits, signal: AbortSignal) => Promise<readonly KnownArea[]>;
  /** At most `MOST_NAMES` codes at a time; what is not known is left out. */
  readonly names: (codes: readonly string[]) => Promise<readonly KnownArea[]>;
};

/** null: nobody here may read areas. Codes are then shown as codes, and typed as codes. */
export const AreaSourceContext = createContext<AreaSource | null>(null);

export const MOST_NAMES = 200;
const TYPING_MS = 200;
const NAMES_STAND_MS = 10 * 60_000;
const loaders = new WeakMap<AreaSource, (code: string) => Promise<KnownArea | null>>();

/** `undefined` while it is being asked or cannot be, `null` when there is no such area. */
export function useKnownArea(code: string): KnownArea | null | undefined {
  const source = useContext(AreaSourceContext);
  const asked = useQuery({
    queryKey: nameKey(code),
    queryFn: () => (source ? loaderOf(source)(code) : null),
    enabled: source !== null && levelOf(code) !== null,
    staleTime: NAMES_STAND_MS,
  });
  return asked.data;
}

/** Remembers an area that was just chosen, so that its name stands there at once. */
export function useRememberArea(): (area: KnownArea) => void {
  const client = useQueryClient();
  return (area) => client.setQueryData(nameKey(area.code), area);
}

export type AreaSearch = {
  readonly state: 'none' | 'searching' | 'failed' | 'ready';
  readonly areas: readonly KnownArea[];
};

/** Asks once typing pauses; until then the former answer stays. */
export function useAreaSearch(text: string, limits: AreaLimits, enabled: boolean): AreaSearch {
  const source = useContext(AreaSourceContext);
  const settled = useSettled(text.trim());
  const asked = useQuery<readonly KnownArea[], Error>({
    queryKey: ['area-search', settled, limits.within ?? [], limits.levels ?? []],
    queryFn: async ({ signal }) => (await source?.search(settled, limits, signal)) ?? [],
    enabled: source !== null && enabled,
    placeholderData: keepPreviousData,
    // Whoever types sees at once that nobody answers; the next letter asks again.
    retry: false,
  });
  if (source === null) return { state: 'none', areas: [] };
  if (asked.isError) return { state: 'failed', areas: [] };
  const pending = asked.data === undefined || asked.isPlaceholderData || settled !== text.trim();
  const areas = asked.data ?? [];
  if (!pending) return { state: 'ready', areas };
  // Of the former answer only what fits the new text: a quick Enter must not choose another place.
  return { state: 'searching', areas: areas.filter((area) => fits(area, text)) };
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function nameKey(code: string): readonly unknown[] {
  return ['area-name', code];
}

function loaderOf(source: AreaSource): (code: string) => Promise<KnownArea | null> {
  const known = loaders.get(source);
  if (known) return known;
  const made = batched(async (codes: readonly string[]) => {
    const found = new Map((await source.names(codes)).map((area) => [area.code, area]));
    return codes.map((code) => found.get(code) ?? null);
  }, MOST_NAMES);
  loaders.set(source, made);
  return made;
}
