import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatBrief,
  formatDays,
  formatHMinus,
  formatInstant,
  formatNumber,
  formatPercent,
} from './format.ts';

const afternoon = new Date('2024-10-13T07:05:00Z');

describe('figures and dates on the screen', () => {
  it('writes an instant with the zone whose time it is', () => {
    expect(formatInstant(afternoon, 'WIB', 'id')).toBe('Min 13 Okt 2024, 14.05 WIB');
    expect(formatInstant(afternoon, 'WIT', 'en')).toBe('Sun 13 Oct 2024, 16:05 WIT');
  });

  it('groups thousands as each language does', () => {
    expect(formatNumber(1152, 'id')).toBe('1.152');
    expect(formatNumber(86232.5, 'en', 1)).toBe('86,232.5');
    expect(formatPercent(0.625, 'id', 1)).toBe('62,5 %');
  });

  it('writes a period without saying a month twice', () => {
    expect(formatDays('2024-11-24', '2024-11-26', 'id')).toBe('24–26 Nov');
    expect(formatDays('2024-09-25', '2024-11-23', 'id')).toBe('25 Sep–23 Nov');
    expect(formatDays('2024-09-22', '2024-09-22', 'id')).toBe('22 Sep');
  });

  it('says yesterday by the day of the zone, not by 24 hours', () => {
    const now = new Date('2024-10-13T17:30:00Z');
    expect(formatBrief(afternoon, now, 'WIB', 'id')).toBe('kemarin 14.05');
    expect(formatBrief(new Date('2023-10-13T07:05:00Z'), now, 'WIB', 'id')).toBe('13 Okt 2023 14.05');
  });

  it('never shows a report from the future as younger than now', () => {
    expect(formatAge(new Date('2024-10-13T09:05:00Z'), afternoon, 'id')).toBe('0 mnt');
    expect(formatAge(new Date('2024-10-12T06:05:00Z'), afternoon, 'id')).toBe('25 jam');
  });

  it('counts days to the day that matters', () => {
    expect(formatHMinus('2024-10-13', '2024-11-27')).toBe('H-45');
    expect(formatHMinus('2024-11-30', '2024-11-27')).toBe('H+3');
  });
});
