import { expect, it } from 'vitest';
import { faultsOfTexts } from '#web/i18n/index.ts';
import './words.ts';

it('says every sentence in both languages, with the same things to fill in', () => {
  expect(faultsOfTexts()).toEqual([]);
});
