/** Words for a force as it was published; an unknown key is its own. */
import type { Localized } from '#shared/schema.ts';
import { forceWords } from './plan.ts';

const names = new Map<string, Localized>([
  ...Object.entries(forceWords),
  ['mixed', { id: 'Gabungan', en: 'Mixed' }],
  ['local-government', { id: 'Pemerintah daerah', en: 'Local government' }],
]);

export const forceName = (key: string): Localized => names.get(key) ?? { id: key, en: key };
