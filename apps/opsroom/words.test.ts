import { describe, expect, it } from 'vitest';
import { faultsOfTexts } from '#web/i18n/index.ts';
import '#web/map/index.ts';
import '#web/shell/index.ts';
import '#web/table/index.ts';
import { rooms } from './rooms.ts';
import './words.ts';
import './words-first-steps.ts';

describe('the operations room', () => {
  it('has every word in both languages, filled in alike', () => {
    expect(faultsOfTexts()).toEqual([]);
  });

  it('gives each room its own letter, address and place', () => {
    const entries = rooms.flatMap(({ navigation }) => navigation ?? []);
    const letters = entries.map(({ letter }) => letter.toUpperCase());
    expect(letters).toEqual([...new Set(letters)]);
    const paths = rooms.flatMap(({ routes }) =>
      routes.map(({ path, scope = 'operation' }) => `${scope}:${path}`),
    );
    expect(paths).toEqual([...new Set(paths)]);
  });
});
