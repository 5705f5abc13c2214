import { list } from '#shared/endpoint.ts';
import { Id, object } from '#shared/schema.ts';
import { MAX_PAGE } from '#shared/table.ts';
import { call } from '#web/api/index.ts';

/** The register's list, of which only the ids matter here: the client drops every other field. */
export const stationIds = list({
  name: 'stations.list',
  path: '/api/operations/:operationId/stations',
  summary: { id: 'Daftar TPS satu operasi', en: 'Stations of an operation' },
  access: 'signed-in',
  params: { operationId: Id },
  row: object({ id: Id }),
  columns: {},
});

/** Condition of all stations at or below an area. */
export function inArea(area: string): string {
  return JSON.stringify([{ field: 'area', is: 'within', value: area }]);
}

/** Ids of all stations under a condition, page by page. */
export async function stationsUnder(operationId: string, where: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (;;) {
    const query = { where, sort: 'area,number', limit: MAX_PAGE, offset: ids.length };
    const { rows, total } = await call(stationIds, { params: { operationId }, query });
    ids.push(...rows.map((row) => row.id));
    if (rows.length === 0 || ids.length >= total) return ids;
  }
}
