import { create } from 'qrcode';

const QUIET_MODULES = 4;

/**
 * A QR code as one path: sharp at any size, on paper as well. The room says by `className` how large it is. What lies
 * `folded` in an envelope may lose a quarter of it (level Q), else 15 per cent (level M).
 */
export function Qr(props: {
  readonly text: string;
  readonly label: string;
  readonly className: string;
  readonly folded?: boolean;
}) {
  const { text, label, className, folded = false } = props;
  const { modules } = create(text, { errorCorrectionLevel: folded ? 'Q' : 'M' });
  const side = modules.size + 2 * QUIET_MODULES;
  let path = '';
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) path += `M${column + QUIET_MODULES} ${row + QUIET_MODULES}h1v1h-1z`;
    }
  }
  return (
    <svg className={className} viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
