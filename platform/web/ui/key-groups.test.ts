import { expect, it } from 'vitest';
import { actingGroups, type KeyBinding } from './key-groups.ts';

const binding = (keys: string, title: string): KeyBinding => ({ keys, title, run: () => {} });

it('names each key once, for the newest group that has it, when two tables are on a page', () => {
  const newer = { title: 'Daftar', bindings: [binding('J', 'turun'), binding('/', 'cari')] };
  const older = { title: 'Daftar', bindings: [binding('J', 'turun lama'), binding('X', 'pilih')] };
  const everywhere = { title: 'Di mana saja', bindings: [binding('/', 'lain'), binding('?', 'tombol')] };

  const seen = actingGroups([newer, older, everywhere]).map(({ title, bindings }) => [
    title,
    ...bindings.map(({ keys, title: said }) => `${keys} ${said}`),
  ]);

  expect(seen).toEqual([
    ['Daftar', 'J turun', '/ cari', 'X pilih'],
    ['Di mana saja', '? tombol'],
  ]);
});
