/** A file as it may be kept: told by its content; a picture upright, not larger than a page needs, free of metadata. */
import sharp from 'sharp';
import { type Refusal, refuse } from '#shared/problem.ts';
import { EVIDENCE_LIMIT_PIXELS } from './doors-files.ts';

export type Kept = { readonly bytes: Uint8Array; readonly type: 'application/pdf' | 'image/jpeg' };

// A page of A4 at 300 dots per inch.
const LONGEST_SIDE = 3508;
const JPEG_QUALITY = 85;

/** What is kept of the bytes that were sent, or that they are no file of a kind that is taken. */
export async function keepable(bytes: unknown): Promise<Kept | Refusal> {
  if (!(bytes instanceof Uint8Array)) return refuse('task.evidence-file');
  if (begins(bytes, '%PDF-')) return { bytes, type: 'application/pdf' };
  if (!isPicture(bytes)) return refuse('task.evidence-file');
  try {
    const jpeg = await sharp(bytes, { limitInputPixels: EVIDENCE_LIMIT_PIXELS, failOn: 'truncated' })
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: JPEG_QUALITY })
      .toBuffer();
    return { bytes: jpeg, type: 'image/jpeg' };
  } catch {
    // Whatever the decoder stumbles over lies in these bytes.
    return refuse('task.evidence-file');
  }
}

/** JPEG, PNG and WebP by their first bytes: nothing else ever reaches a decoder. */
function isPicture(bytes: Uint8Array): boolean {
  const isWebp = begins(bytes, 'RIFF') && begins(bytes.subarray(8), 'WEBP');
  return isWebp || begins(bytes, '\xff\xd8\xff') || begins(bytes, '\x89PNG\r\n\x1a\n');
}

function begins(bytes: Uint8Array, signature: string): boolean {
  return Buffer.from(bytes.subarray(0, signature.length)).toString('latin1') === signature;
}

/** The name with the ending of what is kept, so that programs open it: `foto.png` is kept as `foto.jpg`. */
export function keptName(name: string, type: Kept['type']): string {
  const ending = type === 'application/pdf' ? '.pdf' : '.jpg';
  const isRight = name.toLowerCase().endsWith(ending) || (ending === '.jpg' && /\.jpeg$/i.test(name));
  return isRight ? name : `${name.replace(/\.[a-z0-9]{1,5}$/i, '')}${ending}`;
}
