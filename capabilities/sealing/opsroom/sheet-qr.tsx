import { create } from 'qrcode';

const QUIET_MODULES = 4;

/** A QR code as one path: sharp on paper. Level Q: a quarter of it may be lost to a fold. */
export function SheetQr({ text, label }: { text: string; label: string }) {
  const { modules } = create(text, { errorCorrectionLevel: 'Q' });
  const side = modules.size + 2 * QUIET_MODULES;
  const cells = Array.from({ length: modules.size ** 2 }, (_, index) => index);
  const path = cells
    .map((index) => ({ row: Math.floor(index / modules.size), column: index % modules.size }))
    .filter(({ row, column }) => modules.get(row, column))
    .map(({ row, column }) => `M${column + QUIET_MODULES} ${row + QUIET_MODULES}h1v1h-1z`);
  return (
    <svg className="sealing-qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <rect width={side} height={side} fill="#fff" />
      <path d={path.join('')} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
