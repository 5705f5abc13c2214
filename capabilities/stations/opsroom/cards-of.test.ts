import { describe, expect, it } from 'vitest';
import { type Chosen, cardsOf } from './cards-of.ts';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `s${index}`);
const inArea = { field: 'area', is: 'within', value: '31.73.01' } as const;
const whole = { all: true, keys: new Set<string>(), listing: { q: '', where: [inArea] } } as const;

describe('cards of picked stations', () => {
  it('name each station up to 200', () => {
    const some = { all: false, keys: new Set(ids(200)), listing: { q: '', where: [] } };
    expect(cardsOf(ids(2), some)).toBe('kartu?stations=s0,s1');
    expect(cardsOf(ids(201), some)).toBeNull();
  });

  it('name the area where more are picked and they are all that it holds', () => {
    expect(cardsOf(ids(759), whole)).toBe('kartu?area=31.73.01');
  });

  it.each<[string, Chosen]>([
    ['one was left out', { ...whole, keys: new Set(['s1']) }],
    ['a search narrows them', { ...whole, listing: { q: 'masjid', where: [inArea] } }],
    [
      'a second condition narrows them',
      {
        ...whole,
        listing: { q: '', where: [inArea, { field: 'class', is: 'in', value: ['rawan'] } as const] },
      },
    ],
    ['no area is named', { ...whole, listing: { q: '', where: [] } }],
  ])('never grow to the whole area where %s', (_why, chosen) => {
    expect(cardsOf(ids(300), chosen)).toBeNull();
  });
});
