import { describe, expect, it } from 'vitest';
import { type Actor, asOf, type Grant, mayAt, permission } from '#shared/permission.ts';
import {
  decideReason,
  decideReview,
  decideTaking,
  endOf,
  isBeyond,
  type Standing,
  stateOf,
  widen,
} from './rules.ts';
import { widened } from './widened.ts';

const now = new Date('2024-11-27T05:00:00.000Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const where = { id: 'jakbar', areas: ['31.73'] };
const grant = (some: Partial<Grant> = {}): Grant => ({
  ...{ role: 'agency-officer', agencyId: 'kpu', areas: ['31.73.01'], operationId: 'jakbar' },
  ...some,
});
const person = (...grants: readonly Grant[]): Actor => ({
  ...{ kind: 'person', userId: 'ani', sessionId: 's', agencyId: 'kpu' },
  grants,
});
const opening = { id: 'o', operationId: 'jakbar', areas: ['31.73'], until: later(60) };
const words = { id: '', en: '' };
const answer = permission('field-report.answer', ['agency-officer'], words);
const cards = permission('card.issue', ['agency-officer'], words);
const far = { operationId: 'jakbar', area: '31.73.04.1001' };

describe('who takes a wider reach', () => {
  const code = (actor: Actor) => {
    const taken = decideTaking(actor, where);
    return 'refused' in taken ? taken.refused : taken.ownAreas.join();
  };
  it.each([
    ['an officer of a district', person(grant()), '31.73.01'],
    ['a liaison of a village', person(grant({ role: 'liaison', areas: ['31.73.01.1001'] })), '31.73.01.1001'],
    ['an officer of the district in every operation', person(grant({ operationId: null })), '31.73.01'],
    ['an officer of the whole operation', person(grant({ areas: ['31.73'] })), 'break-glass.nothing-wider'],
    ['an officer of everywhere', person(grant({ areas: [''] })), 'break-glass.nothing-wider'],
    ['an officer of another operation', person(grant({ operationId: 'kupang' })), 'not-found'],
    ['an officer of another place', person(grant({ areas: ['53.71'], operationId: null })), 'not-found'],
    ['an auditor', person(grant({ role: 'auditor' })), 'not-found'],
    ['an auditor who is an officer too', person(grant(), grant({ role: 'auditor' })), 'break-glass.auditor'],
    ['whoever reports from a post', person(grant({ role: 'field-officer' })), 'not-found'],
    ['an administrator', person(grant({ role: 'administrator' })), 'not-found'],
    ['somebody without agency', person(grant({ agencyId: null })), 'not-found'],
    ['somebody without any assignment', person(), 'not-found'],
    ['a card', { ...person(grant()), kind: 'card' } as const, 'not-found'],
  ])('%s', (_who, actor, expected) => expect(code(actor)).toBe(expected));

  it('gives a reason of thirty letters, blanks at the ends not counted', () => {
    expect(decideReason(`  ${'a'.repeat(29)}   `)?.refused).toBe('break-glass.reason-short');
    expect(decideReason('a'.repeat(30))).toBeNull();
  });
});

describe('a wider reach', () => {
  it('is the same role and agency over the whole operation, for permissions that it names alone', () => {
    const wide = widen(person(grant(), grant({ operationId: 'kupang', areas: ['53'] })), opening, widened);
    expect(mayAt(wide, answer, far)).toBe(true);
    expect(mayAt(wide, answer, { ...far, agencyId: 'bawaslu' })).toBe(false);
    expect(mayAt(wide, answer, { ...far, operationId: 'kupang' })).toBe(false);
    expect(mayAt(wide, answer, { ...far, area: '31.74.01.1001' })).toBe(false);
    expect(mayAt(wide, cards, far)).toBe(false);
    expect(mayAt(wide, cards, { ...far, area: '31.73.01.1001' })).toBe(true);
  });

  it('is over at its end to the millisecond, and gone with the assignment that it widened', () => {
    const wide = widen(person(grant()), opening, widened);
    expect(mayAt(asOf(wide, new Date(opening.until.getTime() - 1)), answer, far)).toBe(true);
    expect(mayAt(asOf(wide, opening.until), answer, far)).toBe(false);
    expect(widen(person(), opening, widened).grants).toEqual([]);
  });

  it('holds nothing that gives access, plans, opens seals, erases, or needs a second person', () => {
    const closed = /^(account|approval|card|erasure|legal-hold|seal|sealed-note|server-operator|system)\b/;
    expect(widened.filter((name) => closed.test(name))).toEqual([]);
    for (const name of [
      'operation.revise',
      'station.manage',
      'station.keep',
      'deployment.plan',
      'area.manage',
    ])
      expect(widened).not.toContain(name);
  });
});

describe('afterwards', () => {
  const ended: Standing = { openedBy: 'ani', until: later(60), endedAt: later(20), verdict: null };
  it('it waits for somebody else, and is overdue a day after it ended', () => {
    expect(stateOf({ ...ended, endedAt: null }, later(59))).toBe('open');
    expect(endOf({ ...ended, endedAt: null }, later(60))).toEqual(later(60));
    expect(stateOf(ended, later(21))).toBe('waiting');
    expect(stateOf(ended, later(20 + 24 * 60))).toBe('overdue');
    expect(stateOf({ ...ended, verdict: 'not-justified' }, later(9_999))).toBe('not-justified');
  });

  it('it is judged once, when it is over, and never by whoever took it', () => {
    const by = (who: string, opening = ended, at = later(30)) => decideReview(opening, who, at)?.refused;
    expect(by('ani')).toBe('break-glass.own-review');
    expect(by('budi')).toBeUndefined();
    expect(by('budi', { ...ended, endedAt: null })).toBe('break-glass.still-open');
    expect(decideReview({ ...ended, verdict: 'justified' }, 'budi', later(30))?.refused).toBe(
      'break-glass.reviewed-already',
    );
  });

  it('what belongs to no area was not beyond anybody’s', () => {
    expect(isBeyond(null, ['31.73.01'])).toBe(false);
    expect(isBeyond('31.73.01.1001', ['31.73.01'])).toBe(false);
    expect(isBeyond('31.73.04.1001', ['31.73.01'])).toBe(true);
  });
});
