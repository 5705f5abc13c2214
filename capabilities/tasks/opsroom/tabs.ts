import type { Condition } from '#shared/table.ts';

export const tabs = ['ourTurn', 'mine', 'ours', 'awaited', 'overdue', 'open', 'all'] as const;
export type Tab = (typeof tabs)[number];

const yes = (field: string): Condition => ({ field, is: 'eq', value: 'yes' });
const OPEN: Condition = { field: 'closed', is: 'eq', value: 'no' };

/** What each list asks of the one list of tasks; its count is of the same. */
const asked: Record<Tab, readonly Condition[]> = {
  ourTurn: [yes('ourTurn')],
  mine: [yes('mine'), OPEN],
  ours: [yes('ours'), OPEN],
  awaited: [yes('awaited')],
  overdue: [yes('overdue')],
  open: [OPEN],
  all: [],
};

/** The first list of these that asks no more than this address does; what it asks besides is a filter in that list. */
export function tabOf(where: readonly Condition[]): { readonly tab: Tab; readonly isPlain: boolean } {
  const says = new Set(where.map((condition) => JSON.stringify(condition)));
  const holds = (tab: Tab) => asked[tab].every((condition) => says.has(JSON.stringify(condition)));
  const tab = tabs.find(holds) ?? 'all';
  return { tab, isPlain: where.length === asked[tab].length };
}

/** The words of the address for a list, in its own order: what waits for us, what is late, what is next. */
export function tabWords(tab: Tab) {
  const where = asked[tab].length === 0 ? null : JSON.stringify(asked[tab]);
  return { tab, where, sort: null, q: null, task: null };
}
