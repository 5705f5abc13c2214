import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { Refused } from '#shared/problem.ts';
import { object, Type } from '#shared/schema.ts';
import { parser } from './parse.ts';

const parse = parser(
  object({
    name: Type.String(),
    list: Type.Array(Type.Unknown()),
    any: Type.Record(Type.String(), Type.String()),
  }),
  'body',
);
const errorsOf = (value: unknown) => {
  try {
    parse(value);
    return [];
  } catch (error) {
    return error instanceof Refused ? (error.refusal.errors ?? []) : [String(error)];
  }
};

it('names every text that holds NUL or half a symbol, names of fields too, and where in it', () => {
  const found = errorsOf({
    name: 'a😀\ud83d',
    list: [{ deep: ['x\u0000'] }],
    any: { 'k\ude00': 'v' },
    other: 1,
  });
  expect(found).toEqual([
    expect.objectContaining({
      field: '/body/name',
      message: expect.objectContaining({ en: expect.stringContaining('Letter 3') }),
    }),
    expect.objectContaining({ field: '/body/list/0/deep/0', code: 'input.letters' }),
    expect.objectContaining({ field: '/body/any/k\ude00', code: 'input.letters' }),
    expect.objectContaining({ field: '/body/other', code: 'input.additionalProperties' }),
  ]);
});

it('takes whole symbols and every other letter as they are', () => {
  const value = { name: '😀 Désa ﷽ 𝀝', list: [randomUUID()], any: {} };
  expect(parse(value)).toBe(value);
});

it('refuses what nests without end instead of following it', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`);
  expect(errorsOf({ name: '', list: [deep], any: {} })).toEqual([
    expect.objectContaining({ code: 'input.depth' }),
  ]);
});
