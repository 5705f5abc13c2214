import type { Shape } from '../ui/index.ts';

/** An image is named by what it shows, so that no sprite server is needed: `mark|diamond|#fff|#1d1f24`. */
export type ImageName = `mark|${string}` | `hatch|${string}`;

const MARK_PX = 14;
const HATCH_PX = 8;
const SCALE = 2;

/** @param fill and stroke CSS colours without `|` */
export function markName(shape: Shape, fill: string, stroke: string): ImageName {
  return `mark|${shape}|${fill}|${stroke}`;
}

export function hatchName(stroke: string): ImageName {
  return `hatch|${stroke}`;
}

/** Draws the image that a name describes; null for a name of another kind. */
export function drawImage(name: string): { image: ImageData; pixelRatio: number } | null {
  const [kind, ...parts] = name.split('|');
  if (kind === 'hatch') return drawn(HATCH_PX, (pen) => hatch(pen, parts[0] ?? ''));
  if (kind === 'mark')
    return drawn(MARK_PX, (pen) => mark(pen, parts[0] ?? '', parts[1] ?? '', parts[2] ?? ''));
  return null;
}

function drawn(sizePx: number, draw: (pen: CanvasRenderingContext2D) => void) {
  const canvas = document.createElement('canvas');
  canvas.width = sizePx * SCALE;
  canvas.height = sizePx * SCALE;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return null;
  pen.scale(SCALE, SCALE);
  draw(pen);
  return { image: pen.getImageData(0, 0, canvas.width, canvas.height), pixelRatio: SCALE };
}

function mark(pen: CanvasRenderingContext2D, shape: string, fill: string, stroke: string): void {
  const outlines: Record<string, string> = {
    circle: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Z',
    diamond: 'M7 1.8 12.2 7 7 12.2 1.8 7Z',
    triangle: 'M7 1.5 13 12H1Z',
    square: 'M2.5 2.5h9v9h-9Z',
    ring: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Z',
  };
  const path = new Path2D(outlines[shape] ?? outlines.circle);
  pen.lineWidth = shape === 'ring' ? 2 : 1.4;
  pen.lineJoin = 'round';
  pen.fillStyle = fill;
  pen.strokeStyle = stroke;
  if (shape !== 'ring') pen.fill(path);
  pen.stroke(path);
}

// Lines run over the edge so that the tile repeats without a seam.
function hatch(pen: CanvasRenderingContext2D, stroke: string): void {
  pen.strokeStyle = stroke;
  pen.lineWidth = 1;
  for (const shift of [-HATCH_PX, 0, HATCH_PX]) {
    pen.moveTo(shift - 1, HATCH_PX + 1);
    pen.lineTo(shift + HATCH_PX + 1, -1);
  }
  pen.stroke();
}
