import type { Holdings } from '#shared/holding.ts';

export const holdings: Holdings = {};
