/** A photograph as it may be kept: checked by its content, turned upright, made smaller, and free of metadata. */
import sharp from 'sharp';
import { type Refusal, refuse } from '#shared/problem.ts';
import { instantOf, type Zone } from '#shared/time.ts';
import { PHOTO_LIMIT_PIXELS } from './doors-field.ts';
import { nothingTaken, readExif, type Taken } from './exif.ts';

export type Developed = {
  readonly jpeg: Buffer;
  readonly width: number;
  readonly height: number;
  readonly taken: Taken;
};

const LONGEST_SIDE = 2048;
const JPEG_QUALITY = 82;
// A block that fills its segment of a JPEG; larger ones come from elsewhere than a camera.
const EXIF_LIMIT_BYTES = 65_536;

/** Makes the picture that is kept out of the bytes that were sent, or says why it is none. */
export async function develop(bytes: unknown): Promise<Developed | Refusal> {
  if (!(bytes instanceof Uint8Array) || !isPhoto(bytes)) return refuse('field-report.not-a-photo');
  try {
    const { width, height, exif } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width * height > PHOTO_LIMIT_PIXELS) {
      return refuse('field-report.photo-too-many-pixels', { limit: PHOTO_LIMIT_PIXELS / 1e6 });
    }
    const { data, info } = await sharp(bytes, { limitInputPixels: PHOTO_LIMIT_PIXELS, failOn: 'truncated' })
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: JPEG_QUALITY })
      .toBuffer({ resolveWithObject: true });
    const taken = exif && exif.length <= EXIF_LIMIT_BYTES ? readExif(exif) : nothingTaken;
    return { jpeg: data, width: info.width, height: info.height, taken };
  } catch {
    // Whatever the decoder stumbles over lies in these bytes; the sender is told to take the photograph again.
    return refuse('field-report.not-a-photo');
  }
}

/** The first bytes of JPEG, PNG and WebP: nothing else ever reaches a decoder. */
function isPhoto(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 12));
  return (
    head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) ||
    head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) ||
    (head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP')
  );
}

/** The instant at which a photograph was taken; a camera that names no offset kept the time of its place. */
export function takenInstant(taken: Taken, zone: Zone): Date | null {
  if (taken.local === null) return null;
  const instant =
    taken.offset === null ? inZone(taken.local, zone) : new Date(`${taken.local}.000${taken.offset}`);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

function inZone(local: string, zone: Zone): Date {
  const [day = '', time = ''] = local.split('T');
  return new Date(instantOf(day, time.slice(0, 5), zone).getTime() + Number(time.slice(6, 8)) * 1000);
}
