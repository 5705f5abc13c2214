import { describe, expect, it } from 'vitest';
import { bestFirst, questionOf } from './area-search.ts';

const area = (code: string, name: string, level: 'regency' | 'district' | 'village') => ({
  code,
  name,
  level,
  parentName: null,
});

describe('searching an area by what was typed', () => {
  it.each([
    ['kebon jeruk', 'kebon jeruk', []],
    ['slipi, palmerah', 'slipi', ['parentName palmerah']],
    ['3173', undefined, ['code 31.73']],
    ['31.73.0', undefined, ['code 31.73.0']],
    ['Palmerah, kec. 31.73.0', 'Palmerah', ['code 31.73.0']],
    ['-', undefined, []],
    ['', undefined, []],
  ])('%j searches for %j where %j', (text, q, where) => {
    const asked = questionOf(text, {});
    expect([asked.q, asked.where.map(({ field, value }) => `${field} ${value}`)]).toEqual([q, where]);
  });

  it('asks for the levels that may be chosen', () => {
    expect(questionOf('', { levels: ['district'] }).where).toEqual([
      { field: 'level', is: 'in', value: ['district'] },
    ]);
  });

  it('puts the area of that very name first, the larger of two namesakes before the smaller', () => {
    const found = [
      area('31.73.07.1002', 'Palmerah', 'village'),
      area('31.73.02.1001', 'Tanjung Palmerah', 'village'),
      area('31.73.07', 'Palmerah', 'district'),
      area('31.73.09', 'Palmerah Baru', 'district'),
    ];
    expect(bestFirst('palmerah', found).map(({ code }) => code)).toEqual([
      '31.73.07',
      '31.73.07.1002',
      '31.73.09',
      '31.73.02.1001',
    ]);
  });

  it('knows a name however it is spaced, before areas that only lie in one of that name', () => {
    const found = [
      area('31.73.07.1001', 'Slipi', 'village'),
      area('31.73.02.1001', 'Tanjung Pal-Merah', 'village'),
      area('31.73.07', 'Pal Merah', 'district'),
    ];
    expect(bestFirst('palmerah', found).map(({ name }) => name)).toEqual([
      'Pal Merah',
      'Tanjung Pal-Merah',
      'Slipi',
    ]);
  });
});
