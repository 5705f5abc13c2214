/** What lists of many rooms have alike: yes and no, where it is, and its point for a map. */
import { type Localized, oneOf } from './schema.ts';
import type { ColumnType } from './table.ts';

const title = (id: string, en: string): Localized => ({ id, en });

export const YesNo = oneOf(['yes', 'no']);

const yesNoWords = { yes: title('ya', 'yes'), no: title('tidak', 'no') };

/** A column of `YesNo`. */
export function yesNoColumn(id: string, en: string) {
  return { title: title(id, en), type: 'choice' as const satisfies ColumnType, choices: yesNoWords };
}

/** The code of the area, quiet, and the name that stands for it. */
export const areaColumns = {
  area: { title: title('Kode wilayah', 'Area code'), type: 'area', quiet: true, nameIn: 'areaName' },
  areaName: { title: title('Wilayah', 'Area'), type: 'text' },
} as const;

/** Never shown: a map filters and draws by them. */
export const pointColumns = {
  lon: { title: title('Bujur', 'Longitude'), type: 'number', hidden: true },
  lat: { title: title('Lintang', 'Latitude'), type: 'number', hidden: true },
} as const;
