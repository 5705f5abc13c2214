import { describe, expect, it } from 'vitest';
import { codeOf, fits, isAllowed } from './area-text.ts';
import { batched } from './batched.ts';

describe('an area that somebody types', () => {
  it.each([
    ['31.73.07', '31.73.07'],
    [' 317307 ', '31.73.07'],
    ['3173071001', '31.73.07.1001'],
    ['31', '31'],
    ['Palmerah, kec. 31.73.07', '31.73.07'],
    ['Palmerah, kec. 31.73.0', null],
    ['31.73.', null],
    ['Palmerah', null],
    ['RW 12', null],
    ['', null],
  ])('%j names %j', (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it('may be chosen where level and place allow it', () => {
    expect(isAllowed('31.73.07', {})).toBe(true);
    expect(isAllowed('31.73.07', { within: ['31.73'], levels: ['district'] })).toBe(true);
    expect(isAllowed('31.73.07', { levels: ['village'] })).toBe(false);
    expect(isAllowed('31.74.07', { within: ['31.73', '31.7'] })).toBe(false);
  });

  it.each([
    ['palmerah', true],
    ['pal merah', true],
    ['merah, jakarta', true],
    ['31.73.07', true],
    ['merah31', false],
    ['slipi', false],
  ])('fits %j however its name is spaced: %j', (text, isFitting) => {
    const area = {
      code: '31.73.07',
      name: 'Pal Merah',
      level: 'district',
      parentName: 'Jakarta Barat',
    } as const;
    expect(fits(area, text)).toBe(isFitting);
  });
});

describe('names that are asked one by one', () => {
  it('are fetched in few questions, each code once', async () => {
    const questions: (readonly string[])[] = [];
    const ask = batched<string, string>(async (keys) => {
      questions.push(keys);
      return keys.map((key) => (key === 'x' ? null : key.toUpperCase()));
    }, 2);
    expect(await Promise.all(['a', 'b', 'a', 'x'].map(ask))).toEqual(['A', 'B', 'A', null]);
    expect(questions).toEqual([['a', 'b'], ['x']]);
  });

  it('fail together with their question, and only with it', async () => {
    const ask = batched<string, string>(async (keys) => {
      if (keys.includes('bad')) throw new Error('no answer');
      return keys;
    }, 1);
    const [good, bad] = await Promise.allSettled([ask('good'), ask('bad')]);
    expect(good).toMatchObject({ value: 'good' });
    expect(bad?.status).toBe('rejected');
  });
});
