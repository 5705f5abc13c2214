import { expect, it } from 'vitest';
import { errorFile } from './error-file.ts';

it('quotes what needs it, and lets no cell of a stranger’s file run as a formula', () => {
  const message = { id: '=1+1, "dua" baris', en: '=1+1' };
  const { body } = errorFile([{ row: 2, field: '@a', code: 'x.row', message }], 'id', 'x.csv');
  expect(body.toString('utf8')).toBe(
    '\ufeffbaris,kolom,kode,kesalahan\r\n2,\'@a,x.row,"\'=1+1, ""dua"" baris"\r\n',
  );
});
