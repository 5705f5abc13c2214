import { describe, expect, it } from 'vitest';
import { failureWords } from './follow-up-words.ts';

describe('what a failed follow-up says', () => {
  it.each([
    ['database.57014', 'The database is busy'],
    ['database.40P01', 'The database is busy'],
    ['database.08006', 'The connection was lost'],
    ['database.57P01', 'The connection was lost'],
    ['ECONNREFUSED', 'The connection was lost'],
    ['ENOSPC', 'The disk is full'],
    ['database.23505', 'Refused by the database'],
    ['waits-for-earlier', 'Waits for an earlier follow-up'],
    ['not-found', 'Refused by a rule'],
    ['incident.already-closed', 'Refused by a rule'],
    ['TypeError', undefined],
    ['string', undefined],
    ['database.42P01', undefined],
  ])('of %s is %j', (code, words) => {
    expect(failureWords(code)?.en).toBe(words);
  });
});
