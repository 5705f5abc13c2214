import fc from 'fast-check';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { nothingTaken, readExif, type Taken } from '../exif.ts';
import { exifBlock, exifIn, withExif } from './exif-block.ts';

const two = (max: number) => fc.integer({ min: 1, max }).map((n) => String(n).padStart(2, '0'));
const local = fc
  .tuple(two(12), two(28), two(23), two(59))
  .map(([month, day, hour, minute]) => `2024-${month}-${day}T${hour}:${minute}:05`);
const degree = (most: number) =>
  fc
    .integer({ min: -most * 1e7, max: most * 1e7 })
    .filter((n) => n !== 0)
    .map((n) => n / 1e7);
const taken: fc.Arbitrary<Taken> = fc.record({
  local,
  offset: fc.constantFrom('+07:00', '+08:00', '+09:00', null),
  place: fc.option(fc.record({ lon: degree(180), lat: degree(90) })),
});

it('the server reads back exactly what the phone wrote', () => {
  fc.assert(
    fc.property(taken, (what) => {
      expect(readExif(exifBlock(what) ?? new Uint8Array())).toEqual(what);
    }),
  );
  expect(exifBlock(nothingTaken)).toBeNull();
});

it('a picture that was made smaller stays a picture, and tells when and where it was taken', async () => {
  const what: Taken = {
    local: '2024-11-27T07:05:00',
    offset: '+07:00',
    place: { lon: 106.7334, lat: -6.1385 },
  };
  const small = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#5b4b8a' } })
    .jpeg()
    .toBuffer();
  const marked = withExif(Uint8Array.from(small), exifBlock(what));
  const { width, exif } = await sharp(marked).metadata();
  expect(width).toBe(40);
  expect(readExif(exif ?? new Uint8Array())).toEqual(what);
  expect(readExif(exifIn(marked) ?? new Uint8Array())).toEqual(what);
  expect(exifIn(Uint8Array.from(small))).toBeNull();
});
