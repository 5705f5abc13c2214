import { describe, expect, it } from 'vitest';
import { faultsOfTexts, texts, translate } from './texts.ts';

const faultsOf = (namespace: string) => faultsOfTexts().filter((fault) => fault.startsWith(`${namespace}:`));

describe('the words of a room', () => {
  it('are filled in and counted in both languages', () => {
    const words = texts('test-count', {
      id: { waiting: '{{count}} laporan menunggu' },
      en: { waiting: '{{count}} reports waiting', waiting_one: '{{count}} report waiting' },
    });
    expect(translate(words, 'waiting', { count: 1 }, 'id')).toBe('1 laporan menunggu');
    expect(translate(words, 'waiting', { count: 1 }, 'en')).toBe('1 report waiting');
    expect(translate(words, 'waiting', { count: 2 }, 'en')).toBe('2 reports waiting');
    expect(translate(words, 'waiting', { count: 1152 }, 'id')).toBe('1.152 laporan menunggu');
    expect(translate(words, 'waiting', { count: 1152 }, 'en')).toBe('1,152 reports waiting');
    expect(faultsOf('test-count')).toEqual([]);
  });

  it('are found wanting when a language is empty or fills in something else', () => {
    texts('test-faulty', { id: { a: 'ada', b: '{{name}}' }, en: { a: ' ', b: '{{title}}' } });
    expect(faultsOf('test-faulty')).toEqual([
      'test-faulty:a has no en',
      'test-faulty:b fills in other things in each language',
    ]);
  });
});
