import { Parse } from 'typebox/value';
import { expect, it } from 'vitest';
import { Type } from '#shared/schema.ts';
import { Condition } from '#shared/table.ts';
import { tabOf, tabs, tabWords } from './tabs.ts';

const conditionsOf = (text: string | null) => Parse(Type.Array(Condition), JSON.parse(text ?? '[]'));

it.each(tabs)('finds the list again from its own address: %s', (tab) => {
  expect(tabOf(conditionsOf(tabWords(tab).where))).toEqual({ tab, isPlain: true });
});

it('stays in its list while that is filtered further', () => {
  const where = conditionsOf(tabWords('ours').where);
  const filtered = [...where, { field: 'theme', is: 'eq' as const, value: 'logistics' }];
  expect(tabOf(filtered)).toEqual({ tab: 'ours', isPlain: false });
});
