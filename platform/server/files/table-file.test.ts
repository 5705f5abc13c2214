import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Refused } from '#shared/problem.ts';
import { readTable } from './table-file.ts';

const form = {
  names: { code: ['code', 'kode'], name: ['name', 'nama'] },
  required: ['code'],
  limit: 4096,
  rows: 3,
  columns: 4,
  cells: 40,
  letters: 50,
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
    ['in UTF-16', Buffer.from('\ufeffkode\tnama\n12\tDesa É\n', 'utf16le')],
    ['with semicolons, though its header quotes commas', Buffer.from('kode;nama;"a,b,c,d"\n12;Desa É;\n')],
    ['with tabs, other columns and another order', Buffer.from('Nama\tluas\tKODE\nDesa É\t3\t12\n')],
    ['with spaces around quoted cells', Buffer.from('"kode" , "nama"\n"12", "Desa É" \n')],
    ['with old line ends', Buffer.from('kode,nama\r12,Desa É\r')],
    ['gzipped', gzipSync('kode,nama\n12,Desa É\n')],
  ])('is read %s', async (_how, bytes) => {
    expect((await read(bytes)).rows).toEqual([{ number: 2, cells: { code: '12', name: 'Desa É' } }]);
  });

  it('reads quotes, doubled quotes, delimiters and line breaks within them', async () => {
    const lines = ['kode,nama,x', '1,"a,""b""\r\nc","d\ne"', '2,""'];
    const { rows } = await read(Buffer.from(lines.join('\r\n')));
    expect(rows.map(({ number, cells }) => [number, cells.code, cells.name])).toEqual([
      [2, '1', 'a,"b"\r\nc'],
      [3, '2', ''],
    ]);
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
    ['quote that ends too soon', Buffer.from('code\n"1"2\n'), 'x.unreadable'],
    ['NUL', Buffer.from('code\n1\0'), 'x.unreadable'],
    ['damaged gzip', gzipSync('code\n1').subarray(0, 12), 'x.unreadable'],
    ['gzip without end', gzipSync(Buffer.alloc(9000, 0x61)), 'x.too-large'],
    ['size beyond the limit', Buffer.alloc(4097, 0x61), 'x.too-large'],
  ])('is refused in the words of the room for a %s', async (_what, bytes, code) => {
    expect(await problemOf(bytes)).toMatchObject({ refused: code });
  });

  it.each([
    ['a row too many', 'kode\n1\n2\n\n3\n4\n', { refused: 'input.too-many-rows', params: { limit: '3' } }],
    ['a column too many', 'kode,a,b,c,d\n1', { refused: 'input.too-many-columns', params: { limit: '4' } }],
    [
      'blank cells without end',
      `kode\n${'\n'.repeat(41)}`,
      { refused: 'input.too-many-cells', params: { limit: '40' } },
    ],
    [
      'a cell that is too long',
      `kode,nama\n1,A\n2,${'b'.repeat(51)}\n`,
      { refused: 'input.cell-too-long', params: { limit: 50, row: 3, column: 'name' } },
    ],
  ])('is refused for %s, and the limit is told', async (_what, text, refusal) => {
    expect(await problemOf(Buffer.from(text))).toMatchObject(refusal);
  });

  it.each([
    ['NUL', Buffer.from('kode,nama\n1,A\n2,B\0\n')],
    ['half a symbol in UTF-8', Buffer.from('kode,nama\n1,\xc3\x89\n2,B\xed\xa0\xbd\n', 'latin1')],
    ['half a symbol in UTF-16', Buffer.from('\ufeffkode,nama\n1,A\n2,B\ud83d\n', 'utf16le')],
  ])('with %s is refused with the row and the field, and nothing is replaced', async (_what, bytes) => {
    expect(await problemOf(bytes)).toMatchObject({
      refused: 'x.unreadable',
      params: { why: expect.stringContaining('row 3, "name"') },
      errors: [{ row: 3, field: 'name', message: { en: expect.stringContaining('Letter 2') } }],
    });
  });

  it('counts no separator within quotes as a cell', async () => {
    const { rows } = await read(Buffer.from(`kode,luas\n1,"${','.repeat(60)}"\n`));
    expect(rows).toHaveLength(1);
  });

  it('keeps letters of Windows-1252 that look like half a symbol elsewhere', async () => {
    const { rows } = await read(Buffer.from('kode,nama\n1,\xe9\xed\n', 'latin1'));
    expect(rows[0]?.cells.name).toBe('éí');
  });

  it('names the missing column and those that were found', async () => {
    expect(await problemOf(Buffer.from('nama,luas\nA,3\n'))).toMatchObject({
      params: { missing: '"code"', found: 'nama, luas' },
    });
  });
});
