import { useRouter, useSearch } from '@tanstack/react-router';

const ID = /^[0-9a-f-]{36}$/;

/** `?import=<id>`: the import that is open, so that it can be left, reloaded, linked to and found again. */
export function useOpenedImport(): readonly [string | null, (importId: string | null) => void] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const router = useRouter();
  const asked = search.import;
  const open = (importId: string | null) => {
    const { pathname } = router.state.location;
    router.history.push(importId === null ? pathname : `${pathname}?import=${importId}`);
  };
  return [typeof asked === 'string' && ID.test(asked) ? asked : null, open];
}
