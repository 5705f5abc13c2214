/** Words, keys and columns that the parts of this room share. */
import { levelWords } from '#rooms/areas/contract.ts';
import { line, oneOf, Type } from '#shared/schema.ts';

/** Two words for one thing, Indonesian first. */
export const title = (id: string, en: string) => ({ id, en });

export const agencyLevels = [
  'nation',
  'province',
  'regency',
  'district',
  'village',
  'station',
  'own-area',
] as const;
export const Level = oneOf(agencyLevels);
export const Key = Type.String({ pattern: '^[a-z0-9]+([-.][a-z0-9]+)*$', maxLength: 80 });
export const Source = line(500);

/** Columns that several lists of this room share. */
export const idColumn = { title: title('ID', 'Id'), type: 'id', hidden: true } as const;
export const levelOfAgency = {
  ...levelWords,
  nation: title('Nasional', 'National'),
  station: title('TPS', 'Station'),
  'own-area': title('Wilayah sendiri', 'Own area'),
};
const standings = {
  stated: title('dinyatakan sumber', 'stated'),
  computed: title('dihitung', 'computed'),
  estimated: title('perkiraan', 'estimated'),
  assumed: title('anggapan', 'assumed'),
  staged: title('peragaan', 'staged'),
};
export const standingColumn = {
  title: title('Kedudukan data', 'Standing'),
  type: 'choice',
  choices: standings,
} as const;
export const sourceColumn = { title: title('Sumber', 'Source'), type: 'text', quiet: true } as const;
export const text = (id: string, en: string) => ({ title: title(id, en), type: 'text' }) as const;
