import { describe, expect, it } from 'vitest';
import { isOverdue } from './contract.ts';
import { decideChange, decideClose, decideCorrection, decidePlan, stanceOf } from './plan.ts';

const wanted = {
  startsAt: '2024-11-25T02:00:00.000Z',
  endsAt: '2024-11-25T04:00:00.000Z',
  strength: [{ force: 'polri', count: 120 }],
  satgas: 'preventif',
} as const;
const plan = { ...wanted, strength: [...wanted.strength] };

describe('planning an activity', () => {
  it.each([
    ['for a task force of the operation', plan, true, true],
    [
      'that ends before it starts',
      { ...plan, endsAt: '2024-11-25T01:59:59.999Z' },
      true,
      'activity.ends-before-start',
    ],
    ['without an end', { ...plan, endsAt: null }, true, true],
    ['for a task force that is not there', plan, false, 'activity.satgas-unknown'],
    [
      'with one force twice',
      { ...plan, strength: [...plan.strength, { force: 'polri' as const, count: 1 }] },
      true,
      'activity.force-twice',
    ],
  ])('%s', (_what, given, satgasIsKnown, expected) => {
    const decided = decidePlan(given, satgasIsKnown);
    expect(decided === true ? true : decided.refused).toBe(expected);
  });

  it('facilitates an assembly unless somebody says otherwise, and secures everything else', () => {
    expect(stanceOf('assembly', undefined)).toBe('facilitate');
    expect(stanceOf('assembly', 'monitor')).toBe('monitor');
    expect(stanceOf('campaign', undefined)).toBe('secure');
  });
});

describe('an activity that is there', () => {
  const planned = { state: 'planned', version: 3, title: 'Kampanye' } as const;

  it('is changed from its newest version only, and not after it was closed', () => {
    expect(decideChange(planned, 3)).toBe(true);
    expect(decideChange(planned, 2)).toMatchObject({ refused: 'activity.changed-meanwhile' });
    expect(decideChange({ ...planned, state: 'done' }, 3)).toMatchObject({ refused: 'activity.closed' });
  });

  const begun = { ...planned, startsAt: new Date('2024-11-25T02:00:00Z') };
  const at = (text: string) => new Date(`2024-11-25T${text}Z`);
  const done = { state: 'done', result: ' aman ' } as const;

  it('is closed once, with words', () => {
    expect(decideClose(begun, done, at('04:00:00'))).toBe('aman');
    expect(decideClose(begun, { ...done, result: ' \n' }, at('04:00:00'))).toMatchObject({
      refused: 'activity.result-missing',
    });
    expect(decideClose({ ...begun, state: 'cancelled' }, done, at('04:00:00'))).toMatchObject({
      refused: 'activity.closed',
    });
  });

  it('is not done before it begins, but can be cancelled', () => {
    expect(decideClose(begun, done, at('01:59:59'))).toMatchObject({ refused: 'activity.not-begun' });
    expect(decideClose(begun, done, at('02:00:00'))).toBe('aman');
    expect(decideClose(begun, { state: 'cancelled', result: 'hujan' }, at('01:59:59'))).toBe('hujan');
  });

  it.each([
    [{}, { version: 3, result: ' ricuh ' }, 'ricuh'],
    [{}, { version: 3, result: ' aman ' }, 'activity.result-same'],
    [{}, { version: 2, result: 'ricuh' }, 'activity.changed-meanwhile'],
    [{}, { version: 3, result: ' ' }, 'activity.result-missing'],
    [{ state: 'planned' as const }, { version: 3, result: 'ricuh' }, 'activity.not-closed'],
  ])('%j corrected with %j is %s', (change, body, expected) => {
    const closed = { ...planned, state: 'done' as const, result: 'aman', ...change };
    const decided = decideCorrection(closed, body);
    expect(typeof decided === 'string' ? decided : decided.refused).toBe(expected);
  });
});

describe('an activity without a result', () => {
  const at = (time: string) => new Date(`2024-11-25T${time}:00.000+07:00`);
  const now = at('12:00');
  it.each([
    ['is overdue once its end has passed', { startsAt: at('08:00'), endsAt: at('11:59') }, true],
    ['is not overdue while it runs', { startsAt: at('08:00'), endsAt: at('12:01') }, false],
    ['without an end is not overdue on its own day', { startsAt: at('00:00'), endsAt: null }, false],
    [
      'without an end is overdue the next day',
      { startsAt: new Date('2024-11-24T23:59:00.000+07:00'), endsAt: null },
      true,
    ],
  ])('%s', (_what, times, expected) => {
    expect(isOverdue({ ...times, result: null }, now, 'WIB')).toBe(expected);
    expect(isOverdue({ ...times, result: 'aman' }, now, 'WIB')).toBe(false);
  });
});
