import { useRouter, useRouterState } from '@tanstack/react-router';
import { useMemo } from 'react';

type Words = Readonly<Record<string, string | null>>;

/** What of this page stands in the address: the tab, the task that is open, the form for a new one. */
export function useAddress() {
  const router = useRouter();
  const { pathname, searchStr } = useRouterState({ select: ({ location }) => location });
  const words = useMemo(() => new URLSearchParams(searchStr), [searchStr]);
  const here = () => router.state.location;
  return {
    /** Nothing was asked: the page was entered by its name alone. */
    isBare: words.size === 0,
    word: (name: string) => words.get(name),
    to: (change: Words) => written(pathname, searchStr, change),
    push: (change: Words) => router.history.push(written(here().pathname, here().searchStr, change)),
    replace: (change: Words) => router.history.replace(written(here().pathname, here().searchStr, change)),
  };
}

function written(pathname: string, searchStr: string, change: Words): string {
  const words = new URLSearchParams(searchStr);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) words.delete(name);
    else words.set(name, value);
  }
  return words.size === 0 ? pathname : `${pathname}?${words}`;
}
