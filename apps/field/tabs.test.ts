import { expect, it } from 'vitest';
import { tabsOf } from './tabs.ts';

it('other tabs hear that something changed, and a tab that closed neither tells nor fails', async () => {
  const name = `tabs ${crypto.randomUUID()}`;
  let heard = 0;
  const told = { resolve: () => {} };
  const hearing = new Promise<void>((resolve) => {
    told.resolve = resolve;
  });
  const other = tabsOf(name, () => {
    heard += 1;
    told.resolve();
  });
  const here = tabsOf(name, () => {});
  here.tell();
  await hearing;
  here.close();
  expect(() => here.tell()).not.toThrow();
  here.close();
  other.close();
  expect(heard).toBe(1);
});
