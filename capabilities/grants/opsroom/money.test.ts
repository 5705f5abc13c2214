import { expect, it } from 'vitest';
import { fullRupiah, shortRupiah } from './money.ts';

it.each([
  [341_000_000_000, 'Rp341 M', 'Rp341 B'],
  [85_797_784_000, 'Rp85,8 M', 'Rp85.8 B'],
  [28_730_000_000_000, 'Rp28,73 T', 'Rp28.73 T'],
  [1_000_000_000, 'Rp1 M', 'Rp1 B'],
  [2_500_000, 'Rp2,5 jt', 'Rp2.5 mn'],
  [999_999, 'Rp999.999', 'Rp999,999'],
  [-3_000_000_000, '−Rp3 M', '−Rp3 B'],
  [0, 'Rp0', 'Rp0'],
])('says %d shortly in the words of each language', (amount, id, en) => {
  expect(shortRupiah(amount, 'id')).toBe(id);
  expect(shortRupiah(amount, 'en')).toBe(en);
});

it('writes the whole amount to the last rupiah', () => {
  expect(fullRupiah(85_797_784_000, 'id')).toBe('Rp85.797.784.000');
  expect(fullRupiah(85_797_784_000, 'en')).toBe('Rp85,797,784,000');
});
