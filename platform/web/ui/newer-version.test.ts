import { describe, expect, it } from 'vitest';
import { entryIn } from './newer-version.ts';

describe('the version that a page is of', () => {
  it('is the first script of the page that the server gives, whatever order its attributes stand in', () => {
    const page = (script: string) => `<!doctype html><html><head>${script}</head><body></body></html>`;
    expect(entryIn(page('<script type="module" crossorigin src="/assets/index-a1.js"></script>'))).toBe(
      '/assets/index-a1.js',
    );
    expect(entryIn(page('<script src="/assets/index-b2.js" type="module"></script>'))).toBe(
      '/assets/index-b2.js',
    );
  });

  it('is unknown where something else answered, such as the page of a gateway', () => {
    expect(entryIn('<html><body>502 Bad Gateway</body></html>')).toBeNull();
    expect(entryIn('<script src="/advert.js"></script>')).toBeNull();
  });
});
