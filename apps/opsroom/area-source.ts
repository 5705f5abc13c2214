import { listAreas } from '#rooms/areas/contract.ts';
import type { Condition } from '#shared/table.ts';
import { call } from '#web/api/index.ts';
import { type AreaSource, MOST_NAMES } from '#web/ui/index.ts';
import { bestFirst, type Question, questionOf } from './area-search.ts';

const LOOKED_AT = 200;
const SHOWN = 50;

/** Areas for fields and cells, from the room that keeps them. */
export const areaSource: AreaSource = {
  search: async (text, limits, signal) => {
    const { q, where } = questionOf(text, limits);
    const places = limits.within && limits.within.length > 0 ? limits.within : [''];
    const pages = await Promise.all(
      places.map((place) => {
        const inside: readonly Condition[] =
          place === '' ? [] : [{ field: 'code', is: 'within', value: place }];
        return ask({ where: [...inside, ...where], ...(q ? { q } : {}) }, LOOKED_AT, signal);
      }),
    );
    return bestFirst(text, pages.flat()).slice(0, SHOWN);
  },
  names: (codes) => ask({ where: [{ field: 'code', is: 'in', value: [...codes] }] }, MOST_NAMES),
};

async function ask({ where, q }: Question, limit: number, signal?: AbortSignal) {
  const query = { where: JSON.stringify(where), limit, sort: 'code', ...(q ? { q } : {}) };
  const { rows } = await call(listAreas, { query }, signal ? { signal } : {});
  return rows;
}
