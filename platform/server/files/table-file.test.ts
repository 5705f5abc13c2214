import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Refused } from '#shared/problem.ts';
import { readTable } from './table-file.ts';

const form = {
  names: { code: ['code', 'kode'], name: ['name', 'nama'] },
  required: ['code'],
  limit: 1024,
  problems: { unreadable: 'x.unreadable', tooLarge: 'x.too-large', columnMissing: 'x.column-missing' },
} as const;

const read = (bytes: Uint8Array) => readTable(bytes, form);
const problemOf = (bytes: Uint8Array) =>
  read(bytes).then(
    () => 'read',
    (error: unknown) => (error instanceof Refused ? error.refusal : String(error)),
  );

describe('a table file', () => {
  it.each([
    ['with a byte order mark', Buffer.from('\ufeffkode,nama\n12,Desa É\n')],
    ['in Windows-1252', Buffer.from('kode,nama\n12,Desa É\n', 'latin1')],
    ['with semicolons, though its header quotes commas', Buffer.from('kode;nama;"a,b,c,d"\n12;Desa É;\n')],
    ['with tabs, other columns and another order', Buffer.from('Nama\tluas\tKODE\nDesa É\t3\t12\n')],
    ['gzipped', gzipSync('kode,nama\n12,Desa É\n')],
  ])('is read %s', async (_how, bytes) => {
    expect((await read(bytes)).rows).toEqual([{ number: 2, cells: { code: '12', name: 'Desa É' } }]);
  });

  it('numbers its rows as a spreadsheet does, and tells which columns it has', async () => {
    const { rows, has } = await read(Buffer.from('code\n1\n\n ,\n2\n'));
    expect(rows.map(({ number, cells }) => [number, cells.code, cells.name])).toEqual([
      [2, '1', ''],
      [5, '2', ''],
    ]);
    expect([...has]).toEqual(['code']);
  });

  it.each([
    ['missing column', Buffer.from('nama,luas\nA,3\n'), 'x.column-missing'],
    ['quote that never ends', Buffer.from('code\n"1'), 'x.unreadable'],
    ['NUL', Buffer.from('code\n1\0'), 'x.unreadable'],
    ['damaged gzip', gzipSync('code\n1').subarray(0, 12), 'x.unreadable'],
    ['gzip without end', gzipSync(Buffer.alloc(5000, 0x61)), 'x.too-large'],
    ['size beyond the limit', Buffer.alloc(1025, 0x61), 'x.too-large'],
  ])('is refused in the words of the room for a %s', async (_what, bytes, code) => {
    expect(await problemOf(bytes)).toMatchObject({ refused: code });
  });

  it('names the missing column and those that were found', async () => {
    expect(await problemOf(Buffer.from('nama,luas\nA,3\n'))).toMatchObject({
      params: { missing: '"code"', found: 'nama, luas' },
    });
  });
});
