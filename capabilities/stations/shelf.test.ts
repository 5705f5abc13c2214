import { describe, expect, it } from 'vitest';
import { shelf } from './shelf.ts';

const words = () => shelf<string>({ weight: 10, weightOf: (word) => word.length });

describe('a shelf', () => {
  it('makes a thing once for all who ask at the same time, and not again afterwards', async () => {
    const get = words();
    let made = 0;
    let finish = (_word: string) => {};
    const make = () => {
      made += 1;
      return new Promise<string>((resolve) => {
        finish = resolve;
      });
    };
    const asked = [get('a', make), get('a', make), get('a', make)];
    finish('word');
    expect(await Promise.all(asked)).toEqual(['word', 'word', 'word']);
    expect(await get('a', make)).toBe('word');
    expect(made).toBe(1);
  });

  it('lets one failure fail nobody else', async () => {
    const get = words();
    const broken = get('a', () => Promise.reject(new Error('connection lost')));
    const waiting = get('a', () => Promise.resolve('mine'));
    await expect(broken).rejects.toThrow('connection lost');
    expect(await waiting).toBe('mine');
  });

  it('holds no more than its weight: the longest unused goes first, the latest stays', async () => {
    const get = words();
    const put = (word: string) => get(word, () => Promise.resolve(word));
    const isKept = async (word: string) => {
      let again = false;
      await get(word, () => {
        again = true;
        return Promise.resolve(word);
      });
      return !again;
    };
    await put('aaaa');
    await put('bbbb');
    await put('aaaa');
    await put('cccc');
    expect(await isKept('aaaa')).toBe(true);
    expect(await isKept('cccc')).toBe(true);
    expect(await isKept('bbbb')).toBe(false);
    await put('a word longer than all');
    expect(await isKept('a word longer than all')).toBe(true);
  });
});
