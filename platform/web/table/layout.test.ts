import { describe, expect, it } from 'vitest';
import { columns } from '#shared/table.ts';
import { cardOf, tracksOf, type Widths } from './layout.ts';

const both = (text: string) => ({ id: text, en: text });
const declared = columns({
  at: { title: both('Diterima'), type: 'instant' },
  text: { title: both('Isi'), type: 'text' },
  post: { title: both('Pos'), type: 'text' },
  state: { title: both('Keadaan'), type: 'choice', choices: { new: both('baru') } },
});
const fields = ['at', 'text', 'post', 'state'];
const widths = (letters: Record<string, number>, grow?: readonly string[]): Widths => ({
  declared,
  pickable: true,
  language: 'id',
  letters: new Map(Object.entries(letters)),
  grow,
});
const tracks = (given: Widths) => tracksOf(fields, given).template.split(/ (?=minmax)/);

describe('the columns of a table', () => {
  it('leave what is left over to long text; times and badges stay tight', () => {
    const [pick, at, text, post, state] = tracks(widths({ text: 140, post: 12, state: 4 }));
    expect(pick).toBe('36px');
    expect(text).toMatch(/^minmax\(190px, \d+fr\)$/);
    for (const tight of [at, post, state]) expect(tight).toMatch(/^minmax\(\d+px, \d+px\)$/);
  });

  it('share it by what they hold where nothing is long', () => {
    for (const track of tracks(widths({ text: 12, post: 12, state: 4 })).slice(1))
      expect(track).toMatch(/fr\)$/);
  });

  it('grow where the screen says so', () => {
    const [, , text, post] = tracks(widths({ text: 140, post: 12 }, ['post']));
    expect(text).toMatch(/px\)$/);
    expect(post).toMatch(/fr\)$/);
  });

  it('lead a narrow row by the first text, or by what the screen names', () => {
    expect(cardOf(fields, declared, undefined)).toEqual({ lead: ['text'], rest: ['at', 'post', 'state'] });
    expect(cardOf(fields, declared, ['post', 'gone'])).toEqual({
      lead: ['post'],
      rest: ['at', 'text', 'state'],
    });
    expect(cardOf(['at', 'state'], declared, undefined).lead).toEqual(['at']);
  });
});
