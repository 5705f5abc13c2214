import { newId } from '#shared/id.ts';
import { nothingTaken, readExif, type Taken } from '../exif.ts';
import { exifBlock, exifIn, withExif } from './exif-block.ts';

const LONGEST_SIDE = 1600;
const QUALITY = 0.8;
// Cameras write EXIF first; a thumbnail in it may take 64 KiB.
const HEAD_BYTES = 262_144;
const JUST_NOW_MS = 120_000;

export type Photo = { readonly id: string; readonly blob: Blob; readonly url: string };

/**
 * A photograph as it is kept and sent: at most 1600 px, JPEG, upright, with nothing but the time and place of the shot.
 * @throws DOMException when the file is no picture that this phone can read
 */
export async function preparePhoto(file: File, nowMs: number): Promise<Photo> {
  const taken = await takenBy(file, nowMs);
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const small = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
  if (!small) throw new DOMException('the picture could not be made smaller', 'EncodingError');
  const bytes = withExif(new Uint8Array(await small.arrayBuffer()), exifBlock(taken));
  const blob = new Blob([bytes], { type: 'image/jpeg' });
  return { id: newId(), blob, url: URL.createObjectURL(blob) };
}

/** What the camera wrote; the clock of now where it wrote no time and the file was made just now. */
async function takenBy(file: File, nowMs: number): Promise<Taken> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const written = exifIn(head);
  const taken = written ? readExif(written) : nothingTaken;
  if (taken.local !== null || Math.abs(nowMs - file.lastModified) > JUST_NOW_MS) return taken;
  return { ...taken, ...localTime(new Date(file.lastModified)) };
}

function localTime(at: Date): { local: string; offset: string } {
  const minutes = -at.getTimezoneOffset();
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  return { local: new Date(at.getTime() + minutes * 60_000).toISOString().slice(0, 19), offset };
}
