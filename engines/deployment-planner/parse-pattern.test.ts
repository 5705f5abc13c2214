import { describe, expect, it } from 'vitest';
import { parsePattern } from './index.ts';

/** As published, with the reading that the source's own words or totals confirm. */
const published = [
  { text: '2-16-32', order: 'P-T-L', stations: 16, linmas: 32, where: 'West Jakarta, February 2024' },
  { text: '2-6-12', order: 'P-T-L', stations: 6, linmas: 12, where: 'West Jakarta, November 2024' },
  { text: '2-1-2', order: 'P-T-L', stations: 1, linmas: 2, where: 'NTT, November 2024' },
  { text: '2-12-24', order: 'P-T-L', stations: 12, linmas: 24, where: 'Ponorogo, February 2024' },
  { text: '2-10-5', order: 'P-L-T', stations: 5, linmas: 10, where: 'Central Sulawesi, February 2024' },
  { text: '2-4-2', order: 'P-L-T', stations: 2, linmas: 4, where: 'Central Sulawesi, February 2024' },
  { text: '2-2-1', order: 'P-L-T', stations: 1, linmas: 2, where: 'Central Sulawesi, February 2024' },
  { text: '2:4:2', order: 'P-L-T', stations: 2, linmas: 4, where: 'written with colons' },
  { text: '2 4 8', order: 'P-T-L', stations: 4, linmas: 8, where: 'written with spaces' },
  { text: ' 2 – 8 – 16 ', order: 'P-T-L', stations: 8, linmas: 16, where: 'written with dashes of print' },
] as const;

describe('a written pattern', () => {
  it.each(published)('$text ($where) is most likely $order', ({ text, order, stations, linmas }) => {
    const parsed = parsePattern(text);
    expect(parsed).toMatchObject({
      ok: true,
      readings: [
        { order, police: 2, stations, linmas, likely: true, reason: 'linmas-twice-stations' },
        { police: 2, stations: linmas, linmas: stations, likely: false, reason: 'linmas-not-twice' },
      ],
    });
  });

  it.each(['2-4-6', '4-2-8', '6-2-8', '2-3-3', '2-4-12', '1-3-2'])(
    '%s breaks the rule of thumb, so both readings are offered and none is called likely',
    (text) => {
      const parsed = parsePattern(text);
      const readings = parsed.ok ? parsed.readings : [];
      expect(readings.map(({ order }) => order)).toEqual(['P-T-L', 'P-L-T']);
      expect(readings.every(({ likely, reason }) => !likely && reason === 'no-rule')).toBe(true);
    },
  );

  it('of two numbers is police and stations, and says that Linmas were filled in', () => {
    expect(parsePattern('2-1')).toEqual({
      ok: true,
      readings: [
        { order: 'P-T-L', police: 2, stations: 1, linmas: 2, likely: true, reason: 'linmas-assumed' },
      ],
    });
  });

  it('never offers a reading that guards no station', () => {
    const parsed = parsePattern('2-4-0');
    expect(parsed.ok && parsed.readings.map(({ order }) => order)).toEqual(['P-T-L']);
    expect(parsePattern('2-0-0')).toEqual({ ok: false, error: 'impossible' });
    expect(parsePattern('0-6-12')).toEqual({ ok: false, error: 'impossible' });
  });

  it.each(['', 'dua', '2', '2-6-12-24', '2-16…20', '2-6.5-13', '-2-6-12', '2-6-99999'])(
    'refuses "%s"',
    (text) => {
      expect(parsePattern(text)).toEqual({ ok: false, error: 'unreadable' });
    },
  );
});
