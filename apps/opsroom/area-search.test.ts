import { describe, expect, it } from 'vitest';
import { bestFirst, conditionsOf } from './area-search.ts';

const area = (code: string, name: string, level: 'regency' | 'district' | 'village') => ({
  code,
  name,
  level,
  parentName: null,
});

describe('searching an area by what was typed', () => {
  it.each([
    ['kebon jeruk', ['name kebon', 'name jeruk']],
    ['slipi, palmerah', ['name slipi', 'parentName palmerah']],
    ['3173', ['code 31.73']],
    ['31.73.0', ['code 31.73.0']],
    ['Palmerah, kec. 31.73.0', ['code 31.73.0', 'name Palmerah']],
    ['', []],
  ])('%j asks for %j', (text, asked) => {
    expect(conditionsOf(text, {}).map(({ field, value }) => `${field} ${value}`)).toEqual(asked);
  });

  it('asks for the levels that may be chosen', () => {
    expect(conditionsOf('', { levels: ['district'] })).toEqual([
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
});
