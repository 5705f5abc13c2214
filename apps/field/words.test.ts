import { expect, it } from 'vitest';
import { faultsOfTexts } from '#web/i18n/index.ts';
import { words } from './words.ts';

it('every word stands in both languages with the same blanks', () => {
  expect(faultsOfTexts().filter((fault) => fault.startsWith(`${words.namespace}:`))).toEqual([]);
});
