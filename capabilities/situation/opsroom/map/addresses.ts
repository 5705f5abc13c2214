import type { Condition } from '#shared/table.ts';

/** Screens of other rooms, as their addresses are: a room is reached by its address, never by its files. */
export const screens = {
  stations: 'tps',
  reports: 'laporan',
  incidents: 'kejadian',
  need: 'ploting',
  areas: 'wilayah',
  areaImport: 'muat-wilayah',
} as const;

/** The address of a list that opens with conditions. */
export function listPath(path: string, where: readonly Condition[] = []): string {
  return where.length === 0 ? path : `${path}?${new URLSearchParams({ where: JSON.stringify(where) })}`;
}

export const withinArea = (field: string, code: string): Condition => ({ field, is: 'within', value: code });
