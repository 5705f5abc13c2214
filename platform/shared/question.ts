/** Questions that a room answers for its neighbours, in the asker's transaction and with the asker's rights. */
import type { Permission } from './permission.ts';

export type Question<In, Out> = {
  readonly name: string;
  /** Asked for with the rights of whoever acts; null when the answer holds nothing that is hidden from anyone. */
  readonly read: Permission | null;
  /** Never set: carries the types. */
  readonly types?: { readonly in: In; readonly out: Out };
};

export function question<In, Out>(name: string, read: Permission | null): Question<In, Out> {
  return { name, read };
}
