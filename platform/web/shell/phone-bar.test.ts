import { describe, expect, it } from 'vitest';
import { type BarEntry, barOf } from './phone-bar.ts';

const rooms: readonly BarEntry[] = [
  { to: 'situasi', onPhone: true },
  { to: 'operasi' },
  { to: 'tahapan' },
  { to: 'laporan', Badge: () => 5 },
  { to: 'wilayah' },
];
const bar = (current?: string) =>
  barOf(
    rooms,
    rooms.find(({ to }) => to === current),
  ).map(({ to }) => to);

describe('the bar of a phone', () => {
  it('holds what asks for it, what waits and what comes first, in the order of the rail', () => {
    expect(bar()).toEqual(['situasi', 'operasi', 'laporan']);
    expect(bar('laporan')).toEqual(['situasi', 'operasi', 'laporan']);
  });

  it('always holds the room in which one is', () => {
    expect(bar('wilayah')).toEqual(['situasi', 'laporan', 'wilayah']);
  });
});
