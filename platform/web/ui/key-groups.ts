/** One key and what it does. `keys` as on the keyboard: `J`, `?`, `Ctrl K`, `G M`, `Shift X`, `Enter`. */
export type KeyBinding = {
  readonly keys: string;
  readonly title: string;
  readonly run: (event: KeyboardEvent) => void;
  /** Works while somebody types in a field too. */
  readonly whileTyping?: boolean;
  /** Shown in the footer, not only on the key sheet. */
  readonly hint?: boolean;
};

export type KeyGroup = { readonly title: string; readonly bindings: readonly KeyBinding[] };

/**
 * What each key does now, out of all groups, the newest first: of two that want the same key the newer one has it
 * (two tables on a page), and groups of one title stand together.
 */
export function actingGroups(groups: readonly KeyGroup[]): readonly KeyGroup[] {
  const taken = new Set<string>();
  const byTitle = new Map<string, KeyBinding[]>();
  for (const { title, bindings } of groups) {
    for (const binding of bindings) {
      if (taken.has(binding.keys)) continue;
      taken.add(binding.keys);
      byTitle.set(title, [...(byTitle.get(title) ?? []), binding]);
    }
  }
  return [...byTitle].map(([title, bindings]) => ({ title, bindings }));
}
