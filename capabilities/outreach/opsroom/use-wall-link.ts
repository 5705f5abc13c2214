import { useHref, useMay } from '#web/shell/index.ts';
import type { Listing } from '#web/table/index.ts';

/** The map of the situation with the same filter, for those to whom it is open. */
export function useWallLink(): { readonly mapHref?: (listing: Listing) => string } {
  const href = useHref();
  const may = useMay('situation.read');
  if (!may) return {};
  return { mapHref: ({ where }) => href(`situasi?${new URLSearchParams({ where: JSON.stringify(where) })}`) };
}
