import { readTable } from '#server/files/table-file.ts';
import { UNPACKED_LIMIT } from './import-contract.ts';
import type { JurisdictionCells } from './rules.ts';

/**
 * Rows of a CSV of jurisdictions; other columns are left alone.
 * @throws Refused naming the missing column or the line that cannot be read
 */
export async function readJurisdictions(bytes: Uint8Array): Promise<readonly JurisdictionCells[]> {
  const table = await readTable(bytes, {
    names: {
      holder: ['holder', 'pemegang', 'key', 'kunci'],
      area: ['area', 'code', 'kode', 'wilayah'],
    },
    required: ['holder', 'area'],
    limit: UNPACKED_LIMIT,
    problems: {
      unreadable: 'agencies.file-unreadable',
      tooLarge: 'agencies.file-unpacks-too-large',
      columnMissing: 'agencies.column-missing',
    },
  });
  return table.rows.map(({ number, cells }) => ({ number, ...cells }));
}
