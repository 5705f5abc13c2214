import { describe, expect, it } from 'vitest';
import { type RowAbility, type RowClick, rowClick } from './row-click.ts';

const plain = { button: 0, shiftKey: false, ctrlKey: false, metaKey: false };
const list: RowAbility = { opens: true, hasAddress: true, picks: true };
const drawer: RowAbility = { opens: true, hasAddress: false, picks: true };
const readOnly: RowAbility = { opens: false, hasAddress: false, picks: false };

describe('a click on a row', () => {
  it.each<[string, Partial<typeof plain>, 'row' | 'checkbox' | 'control', RowAbility, RowClick]>([
    ['opens it', {}, 'row', list, 'open'],
    ['opens its drawer', {}, 'row', drawer, 'open'],
    ['does nothing where nothing opens', {}, 'row', readOnly, 'follow'],
    ['leaves links and buttons to themselves', {}, 'control', list, 'follow'],
    ['on its checkbox picks it', {}, 'checkbox', list, 'pick'],
    ['with Shift picks up to here', { shiftKey: true }, 'row', list, 'pick-to'],
    ['with Shift on the checkbox too', { shiftKey: true }, 'checkbox', list, 'pick-to'],
    ['with Ctrl opens a new tab', { ctrlKey: true }, 'row', list, 'open-beside'],
    ['with Cmd opens a new tab', { metaKey: true }, 'row', list, 'open-beside'],
    ['with Ctrl picks where there is no address', { ctrlKey: true }, 'row', drawer, 'pick'],
    ['with the wheel opens a new tab', { button: 1 }, 'row', list, 'open-beside'],
    ['with the wheel opens no drawer', { button: 1 }, 'row', drawer, 'follow'],
  ])('%s', (_, click, on, row, expected) => {
    expect(rowClick({ ...plain, ...click }, on, row)).toBe(expected);
  });
});
