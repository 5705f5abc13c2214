import { describe, expect, it } from 'vitest';
import { newnessOf, type Standing, stateNow, whyNotApart, whyNotSecond } from './rules.ts';

const now = new Date('2024-11-26T10:00:00.000Z');
const later = new Date('2024-11-26T11:00:00.000Z');
const proposal: Standing = {
  state: 'waiting',
  lapsesAt: later,
  proposedBy: 'ani',
  proposedAs: 'bawaslu',
  agencyId: 'bawaslu',
};
const budi = { userId: 'budi', agencyId: 'bawaslu' };
const citra = { userId: 'citra', agencyId: 'kpu' };

describe('who can be the second person', () => {
  it.each([
    ['another person of the agency concerned', budi, 'agency-of-matter', undefined],
    ['a person of another agency where the own one is asked for', citra, 'agency-of-matter', 'wrong-agency'],
    ['a person of another agency where another is asked for', citra, 'another-agency', undefined],
    ['a colleague where another agency is asked for', budi, 'another-agency', 'wrong-agency'],
    ['anybody where any agency will do', citra, 'any-agency', undefined],
    ['the first person', { ...budi, userId: 'ani' }, 'any-agency', 'same-person'],
    [
      'the first person in the name of another agency',
      { ...citra, userId: 'ani' },
      'another-agency',
      'same-person',
    ],
  ] as const)('%s', (_who, person, second, code) => {
    const refusal = whyNotSecond(proposal, person, { second, now });
    expect(refusal?.refused).toBe(code && `approvals.${code}`);
  });

  it('nobody once it was decided, and nobody from the very moment at which it lapses', () => {
    const asked = { second: 'any-agency', now } as const;
    for (const state of ['confirmed', 'refused', 'withdrawn', 'lapsed'] as const)
      expect(whyNotSecond({ ...proposal, state }, budi, asked)?.refused).toBe('approvals.not-waiting');
    expect(whyNotSecond(proposal, budi, { ...asked, now: later })?.refused).toBe('approvals.not-waiting');
    expect(stateNow(proposal, later)).toBe('lapsed');
    expect(stateNow({ ...proposal, state: 'refused' }, later)).toBe('refused');
  });
});

describe('two accounts that are two people', () => {
  const old = { openedAt: new Date(0), givenBy: [] };
  const settled = (id: string, ...madeBy: string[]) => ({ id, settledAt: now, madeBy, ...old });
  const two = { first: 'ani', second: 'budi' };
  it.each([
    ['neither made by the other', [settled('ani', 'root'), settled('budi', 'root')], undefined],
    ['the second is new', [settled('ani'), { ...settled('budi'), settledAt: later }], 'too-young'],
    ['the first is new', [{ ...settled('ani'), settledAt: later }, settled('budi')], undefined],
    ['the first made the second', [settled('budi', 'root', 'ani')], 'made-by-first'],
    ['the second made the first', [settled('ani', 'budi'), settled('budi')], 'made-first'],
  ] as const)('%s', (_how, known, code) => {
    expect(whyNotApart(two, known, now)?.refused).toBe(code && `approvals.${code}`);
  });

  it('are told of where one is new by whole days, or has a role from the other, and of no others', () => {
    const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
    const of = (...known: Parameters<typeof newnessOf>[1]) => newnessOf(two, known, now);
    const nothing = { firstDays: null, secondDays: null, given: false };
    expect(of(settled('ani'), settled('budi'))).toEqual(nothing);
    expect(of({ ...settled('ani'), openedAt: null })).toEqual(nothing);
    expect(of({ ...settled('budi'), openedAt: daysAgo(3.9) })).toEqual({ ...nothing, secondDays: 3 });
    expect(of({ ...settled('ani'), openedAt: daysAgo(13.9) })).toEqual({ ...nothing, firstDays: 13 });
    expect(of({ ...settled('ani'), openedAt: daysAgo(14) })).toEqual(nothing);
    expect(of({ ...settled('budi'), givenBy: ['ani'] })).toEqual({ ...nothing, given: true });
    expect(of({ ...settled('ani'), givenBy: ['root', 'budi'] })).toEqual({ ...nothing, given: true });
  });
});
